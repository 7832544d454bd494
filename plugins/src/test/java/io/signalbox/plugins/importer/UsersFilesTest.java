package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.config.ConfigReader;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files of users: each is a graph with a finding for each field, or is said to be another's. */
final class UsersFilesTest {
  /** The files, where somebody keeps them beside the project. */
  private static Optional<Path> directory() {
    Path shared = Path.of(System.getProperty("signalbox.shared", "../../shared"));
    return Stream.of(shared, Path.of("..").resolve(shared))
        .map(each -> each.resolve("data/configs"))
        .filter(Files::isDirectory)
        .findFirst();
  }

  private static List<Path> files() throws IOException {
    var directory = directory();
    assumeTrue(directory.isPresent(), "skipped: the users' files are not here");
    try (Stream<Path> all = Files.list(directory.get())) {
      return all.filter(file -> !file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> eachFileIsImportedOrNamed() throws IOException {
    return files().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName() + "", () -> test(file)));
  }

  private static void test(Path file) throws IOException {
    String name = file.getFileName().toString();
    String text = Files.readString(file);
    switch (Imports.read(name, text)) {
      case GraphImport.Refused refused ->
          assertTrue(!isOurs(name) && refused.why().contains(name), refused.why());
      case GraphImport.Imported imported -> complete(name, text, imported);
    }
  }

  private static boolean isOurs(String name) {
    return name.matches("(litellm|ccr|portkey|tensorzero)-.*");
  }

  private static void complete(String name, String text, GraphImport.Imported imported) {
    var read = (ConfigReader.Understood) ConfigReader.read(name, text);
    var paths = imported.findings().stream().map(each -> each.path()).toList();
    List<String> lost =
        read.file()
            .root()
            .leaves()
            .map(ConfigValue::path)
            .filter(path -> paths.stream().noneMatch(each -> isAbove(each, path)))
            .toList();
    assertEquals(List.of(), lost);
    assertTrue(GraphText.read("g.yaml", imported.text()).isSound(), imported.text());
    String all = imported.text() + Imports.rows(imported);
    assertFalse(all.contains("REPLACED-SECRET"), all);
    List<String> unknown =
        imported.findings().stream()
            .filter(each -> each.reason().equals("The importer does not know this field."))
            .map(each -> each.path())
            .toList();
    assertEquals(List.of(), unknown);
  }

  private static boolean isAbove(String path, String other) {
    return !path.isEmpty()
        && other.startsWith(path)
        && (other.length() == path.length() || ".[".indexOf(other.charAt(path.length())) >= 0);
  }

  /** Cut, swapped and doubled pieces of real files. */
  @Test
  void brokenFilesAreNeverAnException() throws IOException {
    var random = new Random(20_261_130);
    for (Path file : files()) {
      String text = Files.readString(file);
      for (int i = 0; i < 40; i++) {
        Imports.read(file.getFileName().toString(), broken(text, random));
      }
    }
  }

  static String broken(String text, Random random) {
    var out = new StringBuilder(text);
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      int at = random.nextInt(out.length() + 1);
      int end = Math.min(out.length(), at + random.nextInt(40));
      switch (random.nextInt(4)) {
        case 0 -> out.delete(at, end);
        case 1 -> out.insert(at, out.substring(at, end));
        case 2 -> out.insert(at, "{[\"':#&*!|>-\n\t\u0000\ud800,}]".charAt(random.nextInt(19)));
        default -> {
          int from = random.nextInt(out.length() + 1);
          out.insert(at, out.substring(from, Math.min(out.length(), from + random.nextInt(60))));
        }
      }
    }
    return out.toString();
  }
}
