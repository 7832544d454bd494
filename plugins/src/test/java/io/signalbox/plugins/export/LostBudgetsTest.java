package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.plugins.export.agentgateway.AgentgatewayExporter;
import io.signalbox.plugins.export.aigateway.EnvoyAiGatewayExporter;
import io.signalbox.plugins.export.apisix.ApisixExporter;
import io.signalbox.plugins.export.hosted.OpenRouterExporter;
import io.signalbox.plugins.export.hosted.TokenMixExporter;
import io.signalbox.plugins.export.kong.KongExporter;
import io.signalbox.plugins.export.mlflow.MlflowExporter;
import io.signalbox.plugins.export.tensorzero.TensorZeroExporter;
import io.signalbox.plugins.export.vllmsr.VllmSemanticRouterExporter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no gateway counts of a budget is said in the report. */
final class LostBudgetsTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Family
      start: cap
      models:
        opus: { provider: anthropic, model: claude-opus-4-5 }
        mini: { provider: openai, model: gpt-5-mini }
        home: { provider: ollama, model: llama3.2 }
      nodes:
        cap: { kind: budget, usd: 40, per: month, %s, within: both, over: home }
        both: { kind: fallback, to: [ opus, mini ] }
      """;

  static Stream<ConfigExporter> exporters() {
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
        new TokenMixExporter());
  }

  @ParameterizedTest
  @MethodSource("exporters")
  void budgetOfSomeModelsIsNotCarriedOver(ConfigExporter exporter) {
    String losses = losses(exporter, "when: model.provider == \"anthropic\"").toString();
    assertTrue(losses.contains("To never exceed the limit, every request takes \"home\"."), losses);
  }

  @ParameterizedTest
  @MethodSource("exporters")
  void noticesAreNotCarriedOver(ConfigExporter exporter) {
    String losses = losses(exporter, "notices: [ 50% ]").toString();
    assertTrue(losses.contains("Its notices are left out"), losses);
  }

  private static List<String> losses(ConfigExporter exporter, String budget) {
    var graph = GraphText.read("test.yaml", GRAPH.formatted(budget)).graph().orElseThrow();
    return exporter.export(graph, Desks.PROVIDERS).report().stream()
        .filter(row -> row.id().equals("cap"))
        .flatMap(row -> row.reasons().stream().map(ConfigExporter.GradeReason::text))
        .toList();
  }
}
