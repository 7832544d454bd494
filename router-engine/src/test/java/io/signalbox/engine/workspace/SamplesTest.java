package io.signalbox.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.check.GraphCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every sample is read without any problem and can be run.
final class SamplesTest {
  private static final Path SAMPLES = Path.of("..", "sample-configs");

  static Stream<Path> graphs() throws IOException {
    return files(".yaml")
        .filter(path -> !path.toString().endsWith(".suite.yaml"))
        .filter(path -> !path.toString().endsWith(".compare.yaml"));
  }

  static Stream<Path> suites() throws IOException {
    return files(".suite.yaml");
  }

  private static Stream<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(SAMPLES)) {
      return all
          .filter(path -> path.toString().endsWith(ending))
          .filter(path -> !path.startsWith(SAMPLES.resolve("target")))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void thereAreEightWithASuiteEach() throws IOException {
    assertEquals(8, graphs().count());
    var without =
        graphs()
            .map(file -> file.toString().replaceFirst("\\.yaml$", ".suite.yaml"))
            .filter(suite -> !Files.exists(Path.of(suite)))
            .toList();
    assertEquals(List.of(), without);
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void everyGraphCanBeRun(Path file) throws IOException {
    RoutingGraph graph = graph(file);
    var errors =
        GraphCheck.check(graph, each -> ModelCard.unknown(each.provider(), each.model())).stream()
            .filter(Problem::isError)
            .toList();
    assertEquals(List.of(), errors);
  }

  @ParameterizedTest
  @MethodSource("suites")
  void everySuiteSpeaksOfItsGraph(Path file) throws IOException {
    SuiteText text = SuiteText.load(file);
    assertEquals(List.of(), text.problems());
    SuiteFile suite = text.suite().orElseThrow();
    RoutingGraph graph = graph(file.resolveSibling(suite.graph()));
    assertFalse(suite.cases().isEmpty());
    for (SuiteCase test : suite.cases()) {
      named(test).forEach(id -> assertTrue(knows(graph, id), test.name() + ": " + id));
    }
  }

  private static Stream<String> named(SuiteCase test) {
    return Stream.of(
            test.given().models().keySet().stream(),
            test.given().spent().keySet().stream(),
            test.given().requests().keySet().stream(),
            test.expect().model().stream(),
            test.expect().path().stream().flatMap(List::stream),
            test.expect().attempts().stream().flatMap(List::stream))
        .flatMap(each -> each);
  }

  private static boolean knows(RoutingGraph graph, String id) {
    return graph.models().containsKey(id) || graph.nodes().containsKey(id);
  }

  private static RoutingGraph graph(Path file) throws IOException {
    GraphText text = GraphText.read(file.toString(), Files.readString(file));
    assertEquals(List.of(), text.problems());
    return text.graph().orElseThrow();
  }
}
