package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.check.GraphCheck;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.plugins.export.agentgateway.AgentgatewayExporter;
import io.signalbox.plugins.export.aigateway.EnvoyAiGatewayExporter;
import io.signalbox.plugins.export.apisix.ApisixExporter;
import io.signalbox.plugins.export.hosted.OpenRouterExporter;
import io.signalbox.plugins.export.hosted.TokenMixExporter;
import io.signalbox.plugins.export.kong.KongExporter;
import io.signalbox.plugins.export.mlflow.MlflowExporter;
import io.signalbox.plugins.export.tensorzero.TensorZeroExporter;
import io.signalbox.plugins.export.vllmsr.VllmSemanticRouterExporter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Graphs that are one long chain are checked and exported, or refused with a reason. */
final class LongChainTest {
  private static final int LENGTH = 4_000;

  @TestFactory
  Stream<DynamicTest> exportersTakeLongChainsOrSayThatTheyAreTooDeep() {
    var graphs =
        List.of(chain(LENGTH, LongChainTest::rules), chain(LENGTH, LongChainTest::rewrite));
    return Stream.of(
            new LiteLlmExporter(),
            new PortkeyExporter(),
            new NginxExporter(),
            new EnvoyExporter(),
            new HaproxyExporter(),
            new CcrExporter(),
            new TensorZeroExporter(),
            new MlflowExporter(),
            new KongExporter(),
            new ApisixExporter(),
            new AgentgatewayExporter(),
            new EnvoyAiGatewayExporter(),
            new VllmSemanticRouterExporter(),
            new OpenRouterExporter(),
            new TokenMixExporter())
        .flatMap(exporter ->
            graphs.stream()
                .map(graph ->
                    DynamicTest.dynamicTest(
                        exporter.id() + " " + graph.name(), () -> exported(exporter, graph))));
  }

  private static void exported(ConfigExporter exporter, RoutingGraph graph) {
    var export = exporter.export(graph, Desks.PROVIDERS);
    assertFalse(export.report().isEmpty());
  }

  @Test
  void checkTakesLongChains() {
    var cards = Catalog.empty();
    for (Function<Integer, Node> kind :
        List.<Function<Integer, Node>>of(
            LongChainTest::rules, LongChainTest::rewrite, LongChainTest::fallback)) {
      var graph = chain(LENGTH, kind);
      var problems =
          GraphCheck.check(graph, model -> cards.cardOf(model.provider(), model.model()));
      assertEquals(
          List.of(), problems.stream().filter(each -> each.isError()).toList(), graph.name());
    }
  }

  @Test
  void chainOfDisabledNodesIsPassed() {
    var graph = chain(LENGTH, LongChainTest::rules);
    var run = graph.withDisabled(Set.copyOf(graph.nodes().keySet())).inForce();
    assertEquals("m", run.start());
  }

  private static RoutingGraph chain(int length, Function<Integer, Node> node) {
    var models = new LinkedHashMap<String, Model>();
    models.put("m", Model.of("m", "openai", "gpt-5.1"));
    var nodes = new LinkedHashMap<String, Node>();
    for (int i = 0; i < length; i++) {
      Node each = node.apply(i);
      nodes.put(each.id(), each.redirected("n" + length, "m"));
    }
    NodeKind kind = nodes.firstEntry().getValue().kind();
    return RoutingGraph.empty("chain of " + kind.id())
        .withModels(models)
        .withNodes(nodes)
        .withStart("n0");
  }

  private static Node rules(int i) {
    Condition when = Condition.of("metadata.step == \"" + i + "\"");
    var rule = new RulesNode.Rule(when, "m", Optional.empty());
    return new RulesNode("n" + i, About.NOTHING, List.of(rule), "n" + (i + 1));
  }

  private static Node rewrite(int i) {
    return RewriteNode.FORMAT
        .nothing()
        .withId("n" + i)
        .withSet(Map.of("metadata.step", "\"" + i + "\""))
        .withTo("n" + (i + 1));
  }

  private static Node fallback(int i) {
    return FallbackNode.FORMAT.nothing().withId("n" + i).withTo(List.of("n" + (i + 1)));
  }
}
