package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.check.GraphCheck;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.SuiteCase;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The samples with the real prices: nothing is wrong with them, not even a little.
final class SamplesTest {
  private static final Plugins PLUGINS = Plugins.find();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "support-desk",
        "coding-agents",
        "team-budget",
        "topics",
        "model-triage",
        "help-center"
      })
  void nothingIsWrongWithASample(String name) {
    var problems =
        GraphCheck.check(
                Samples.graph(name),
                PLUGINS::card,
                PLUGINS.providers().stream().map(Provider::id).toList())
            .stream()
            .filter(problem -> problem.code() != ProblemCode.CACHE_STORES)
            .toList();
    assertEquals(List.of(), problems);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "support-desk",
        "coding-agents",
        "team-budget",
        "topics",
        "model-triage",
        "help-center"
      })
  void everyModelHasAPriceAlsoWhenItIsSimulated(String name) {
    for (Model model : Samples.graph(name).models().values()) {
      var card = PLUGINS.card(model);
      var played = PLUGINS.catalog().cardOf("simulated", model.model());
      assertTrue(card.price().isPresent(), model.id());
      assertEquals(card.price(), played.price(), model.id());
      assertEquals(card.speed(), played.speed(), model.id());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "support-desk",
        "coding-agents",
        "team-budget",
        "topics",
        "model-triage",
        "help-center"
      })
  void theSuiteReachesEveryModel(String name) {
    RoutingGraph graph = Samples.graph(name);
    var missing = new HashSet<>(graph.models().keySet());
    graph.nodes().values().stream()
        .flatMap(node -> node.exits().stream())
        .filter(Exit::besides)
        .forEach(exit -> missing.remove(exit.to()));
    for (SuiteCase test : Samples.suite(name).cases()) {
      test.expect().model().ifPresent(missing::remove);
      test.expect().attempts().ifPresent(ids -> missing.removeAll(ids));
    }
    assertEquals(List.of(), List.copyOf(missing));
  }
}
