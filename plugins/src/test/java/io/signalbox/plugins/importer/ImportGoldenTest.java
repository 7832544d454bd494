package io.signalbox.plugins.importer;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.check.GraphCheck;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each file of another gateway as a graph, with the report, is what the golden files say. */
final class ImportGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/import");
  private static final boolean WRITE = "write".equals(System.getenv("SIGNALBOX_GOLDEN"));
  private static final Set<String> RESULTS = Set.of("graph.yaml", "findings.txt");

  @TestFactory
  Stream<DynamicTest> importsAreAsRecorded() throws IOException {
    List<Path> sources;
    try (Stream<Path> all = Files.walk(GOLDEN)) {
      sources =
          all.filter(Files::isRegularFile)
              .filter(file -> !RESULTS.contains(file.getFileName().toString()))
              .sorted()
              .toList();
    }
    assertTrue(sources.size() >= 3, "sources are missing");
    return sources.stream()
        .map(
            file -> DynamicTest.dynamicTest(file.getParent().getFileName() + "", () -> test(file)));
  }

  private static void test(Path source) throws IOException {
    var imported = Imports.imported(source.getFileName().toString(), Files.readString(source));
    GraphText text = GraphText.read("graph.yaml", imported.text());
    assertEquals(List.of(), text.problems().stream().map(Problem::line).toList(), imported.text());
    String again = GraphText.write(text.graph().orElseThrow());
    assertEquals(imported.text().substring(imported.text().indexOf('\n') + 1), again);
    assertEquals(Set.of(), errors(imported));
    assertAll(
        () -> compare(source.resolveSibling("findings.txt"), Imports.rows(imported)),
        () -> compare(source.resolveSibling("graph.yaml"), imported.text()));
  }

  /** What is wrong with the graph, but for what a person has still to choose. */
  private static Set<ProblemCode> errors(GraphImport.Imported imported) {
    return GraphCheck.check(
            imported.graph(),
            Imports.PLUGINS::card,
            Imports.PLUGINS.providers().stream().map(Provider::id).collect(toSet()))
        .stream()
        .filter(Problem::isError)
        .map(Problem::code)
        .filter(code -> code != ProblemCode.NO_TARGET && code != ProblemCode.MISSING_VALUE)
        .collect(toSet());
  }

  private static void compare(Path file, String text) {
    try {
      if (WRITE || !Files.exists(file)) {
        Files.writeString(file, text);
        throw new AssertionError("written anew: " + file + "; look at it and run again");
      }
      assertEquals(Files.readString(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
