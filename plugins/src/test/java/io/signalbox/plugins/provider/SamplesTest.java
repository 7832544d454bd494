package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.graph.GraphCheck;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The samples with the real prices: nothing is wrong with them, not even a little.
final class SamplesTest {
  private static final Catalog CATALOG = new Catalog(ModelList.shipped().cards());

  @ParameterizedTest
  @ValueSource(strings = {"support-desk", "coding-agents", "team-budget"})
  void nothingIsWrongWithASample(String name) throws IOException {
    RoutingGraph graph = graph(name);
    var known = new HashSet<>(CATALOG.cards().stream().map(card -> card.provider()).toList());
    var problems =
        GraphCheck.check(
            graph, model -> CATALOG.cardOf(model.provider(), model.model()), known::contains);
    assertEquals(List.of(), problems);
  }

  private static RoutingGraph graph(String name) throws IOException {
    String file = "/samples/" + name + "/" + name + ".yaml";
    try (InputStream in = Optional.ofNullable(file(file)).orElseThrow()) {
      var text = GraphText.read(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      assertEquals(List.of(), text.problems());
      return text.graph().orElseThrow();
    }
  }

  private static InputStream file(String file) {
    return SamplesTest.class.getResourceAsStream(file);
  }
}
