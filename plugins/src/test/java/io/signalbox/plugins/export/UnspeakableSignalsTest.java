package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.plugins.export.agentgateway.AgentgatewayExporter;
import io.signalbox.plugins.export.aigateway.EnvoyAiGatewayExporter;
import io.signalbox.plugins.export.apisix.ApisixExporter;
import io.signalbox.plugins.export.kong.KongExporter;
import io.signalbox.plugins.export.vllmsr.VllmSemanticRouterExporter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no gateway can evaluate is refused by its name, and not taken for something else. */
final class UnspeakableSignalsTest {
  private static final List<ConfigExporter> EXPORTERS =
      List.of(
          new LiteLlmExporter(),
          new NginxExporter(),
          new EnvoyExporter(),
          new HaproxyExporter(),
          new CcrExporter(),
          new PortkeyExporter(),
          new KongExporter(),
          new ApisixExporter(),
          new AgentgatewayExporter(),
          new EnvoyAiGatewayExporter(),
          new VllmSemanticRouterExporter());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "health.a.open",
        "text.contains('x') && language == 'de'",
        "price.a.input < 3.0",
        "agent == 'main'",
        "purpose in ['title', 'background']"
      })
  void conditionIsReportedAsMissing(String when) {
    var graph =
        GraphText.read(
                "f",
                """
                signalbox: 1
                name: Rules
                start: r
                models:
                  a: { provider: acme, model: x }
                  b: { provider: acme, model: y }
                nodes:
                  r: { kind: rules, rules: [ { when: "%s", to: a } ], otherwise: b }
                """
                    .formatted(when))
            .graph()
            .orElseThrow();
    for (ConfigExporter exporter : EXPORTERS) {
      String report = exporter.export(graph, Desks.PROVIDERS).report().toString();
      assertTrue(report.contains("UNSUPPORTED"), exporter.getClass() + ": " + report);
    }
  }
}
