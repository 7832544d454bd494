package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.Signalbox;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.RouteSimulation;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.lab.SuiteRun;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.workspace.SuiteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The samples do what their suites say, with the providers and prices that come with Signalbox.
final class SuitesTest {
  @TempDir private Path home = Path.of("");

  private static final Plugins PLUGINS = Plugins.find();
  private static final SuiteRun RUN =
      new SuiteRun(
          new RouteSimulation(
              PLUGINS::provider,
              PLUGINS::providerDialect,
              graph -> new Router(graph, PLUGINS::card),
              Clock.fixed(Instant.parse("2026-03-02T09:30:00Z"), ZoneOffset.UTC)));

  @ParameterizedTest
  @ValueSource(
      strings = {"support-desk", "coding-agents", "team-budget", "model-triage", "help-center"})
  void everyCasePasses(String name) {
    var failed =
        RUN.of(Samples.graph(name), Samples.suite(name)).cases().stream()
            .filter(each -> !each.passed())
            .map(each -> each.test().name() + ": " + each.mismatches())
            .toList();
    assertEquals(List.of(), failed);
  }

  @Test
  void topicsAreToldApart() {
    try (var engine = Signalbox.at(home)) {
      var failed =
          engine.test(Samples.graph("topics"), Samples.suite("topics")).cases().stream()
              .filter(each -> !each.passed())
              .map(each -> each.test().name() + ": " + each.mismatches())
              .toList();
      assertEquals(List.of(), failed);
    }
  }

  @Test
  void bestValueIsLearnedFromTheOutcomesBesideIt() throws IOException {
    Path sample = Path.of("../sample-configs/best-value");
    try (var engine = Signalbox.at(home)) {
      String text = Files.readString(sample.resolve("best-value.yaml"));
      var read = engine.read(sample.resolve("best-value.yaml").toString(), text);
      assertEquals(
          List.of(ProblemCode.GATE_CLOSED), read.problems().stream().map(Problem::code).toList());
      var failed =
          engine.test(read.runnable().orElseThrow(), Samples.suite("best-value")).cases().stream()
              .filter(each -> !each.passed())
              .map(each -> each.test().name() + ": " + each.mismatches())
              .toList();
      assertEquals(List.of(), failed);
    }
  }

  @Test
  void aFailureIsSeen() {
    RoutingGraph graph = Samples.graph("support-desk");
    SuiteFile other = Samples.suite("team-budget");
    SuiteResult result = RUN.of(graph, other);
    assertTrue(result.failed() > 0);
  }
}
