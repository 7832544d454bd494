package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.workspace.GraphText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names come back from the target's own parser as they went in. */
final class EscapingTest {
  private static final String MODEL = "model" + Desks.HOSTILE;

  @Test
  void yamlGivesNamesBack() {
    Map<?, ?> config = config(Desks.hostileNames());
    Map<?, ?> first = (Map<?, ?>) ((List<?>) config.get("model_list")).getFirst();
    assertEquals("Names " + Desks.HOSTILE.replaceAll("[^ -~]", "-"), first.get("model_name"));
    var again = GraphText.read("g", config.get("signalbox_graph").toString()).graph().orElseThrow();
    assertEquals(Desks.hostileNames().name(), again.name());
    assertEquals(Desks.hostileNames().nodes(), again.nodes());
  }

  @Test
  void yamlGivesModelsBack() {
    var graph = Desks.hostileNames();
    Map<?, ?> config = config(graph.withStart("m" + Desks.HOSTILE));
    Map<?, ?> second = (Map<?, ?>) ((List<?>) config.get("model_list")).get(1);
    Map<?, ?> params = (Map<?, ?>) second.get("litellm_params");
    assertEquals("openai/" + MODEL, params.get("model"));
  }

  @Test
  void tablesGiveNamesBack() {
    JsonNode table =
        JsonMapper.shared().readTree(file(new LiteLlmExporter(), "signalbox_graph.json"));
    assertEquals("r" + Desks.HOSTILE, table.at("/start").asString());
    assertEquals(Desks.HOSTILE, table.at("/nodes/2/1/rules/0/when/1/1/1").asString());
    assertEquals(Desks.HOSTILE, table.findValue("params").get(0).get(1).asString());
  }

  private static Map<?, ?> config(RoutingGraph graph) {
    String text = new LiteLlmExporter().export(graph, Desks.PROVIDERS).files().getFirst().text();
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  @Test
  void parametersOfAnyFormAreExported() {
    var graph =
        GraphText.read(
                "f",
                """
                signalbox: 1
                name: Odd
                start: a
                models:
                  m:
                    provider: acme
                    model: x
                    params: { z: null, o: { n: null }, v: { w: [ os.environ/HOME ] } }
                nodes:
                  a: { kind: fallback, to: [ m ] }
                """)
            .graph()
            .orElseThrow();
    String litellm = new LiteLlmExporter().export(graph, Desks.PROVIDERS).files().get(2).text();
    JsonNode params = JsonMapper.shared().readTree(litellm).findValue("params");
    assertEquals("[[\"z\",null],[\"o\",{\"n\":null}]]", params.toString());
    assertFalse(new NginxExporter().export(graph, Desks.PROVIDERS).files().isEmpty());
    assertFalse(new PortkeyExporter().export(graph, Desks.PROVIDERS).files().isEmpty());
  }

  @Test
  void jsonGivesNamesBack() {
    JsonNode config = JsonMapper.shared().readTree(file(new PortkeyExporter(), "config.json"));
    JsonNode target = config.at("/targets/0");
    assertEquals("m" + Desks.HOSTILE, target.at("/name").asString());
    assertEquals(MODEL, target.at("/override_params/model").asString());
    JsonNode query = config.at("/strategy/conditions/0/query");
    assertEquals(Desks.HOSTILE, query.get("metadata.k").get("$eq").asString());
  }

  @Test
  void nginxConfHoldsNoNameOfAPerson() {
    String conf = file(new NginxExporter(), "nginx.conf");
    assertFalse(conf.contains("[[x]]"));
    assertFalse(conf.contains("${"));
    String envoy = file(new EnvoyExporter(), "envoy.json");
    assertFalse(envoy.contains("[[x]]"));
    String haproxy = file(new HaproxyExporter(), "haproxy.cfg");
    assertFalse(haproxy.contains("[[x]]"));
  }

  private static String file(ConfigExporter exporter, String name) {
    return exporter.export(Desks.hostileNames(), Desks.PROVIDERS).files().stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
