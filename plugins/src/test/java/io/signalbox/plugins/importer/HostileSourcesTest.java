package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.config.ConfigReader;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken sources are no exceptions, and a key is not repeated wherever it stands. */
final class HostileSourcesTest {
  private static final String KEY = "sk-proj-Ab3dEf6hIj9kLm2nOp5q";

  static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src/test/resources/golden/import"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("graph.yaml") && !file.endsWith("findings.txt"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void brokenSourceIsNeverAnException(Path source) throws IOException {
    var random = new Random(7);
    String text = Files.readString(source);
    for (int i = 0; i < 60; i++) {
      read(source, UsersFilesTest.broken(text, random));
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void keyIsNowhereRepeated(Path source) throws IOException {
    String text = Files.readString(source);
    if (!(ConfigReader.read(source.getFileName().toString(), text)
        instanceof ConfigReader.Understood read)) {
      throw new AssertionError(source + " cannot be read");
    }
    for (ConfigValue leaf : read.file().root().leaves().toList()) {
      String value = leaf.asText().filter(each -> each.length() > 2).orElse("");
      int at = value.isEmpty() ? -1 : text.indexOf(value);
      if (at >= 0) {
        read(source, text.substring(0, at) + KEY + text.substring(at + value.length()));
      }
    }
  }

  private static void read(Path source, String text) {
    switch (Imports.read(source.getFileName().toString(), text)) {
      case GraphImport.Refused refused -> assertFalse(refused.why().contains(KEY), refused.why());
      case GraphImport.Imported imported -> {
        String all = imported.annotated() + Imports.rows(imported);
        assertFalse(all.contains(KEY), all);
        assertTrue(GraphText.read("g.yaml", imported.annotated()).graph().isPresent(), all);
      }
    }
  }
}
