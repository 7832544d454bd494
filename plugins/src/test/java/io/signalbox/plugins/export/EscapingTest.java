package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.workspace.GraphText;
import java.util.Collections;
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
    Map<?, ?> config =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(file(new LiteLlmExporter(), "config.yaml"));
    Map<?, ?> last = (Map<?, ?>) ((List<?>) config.get("model_list")).getLast();
    assertEquals("Names " + Desks.HOSTILE.replaceAll("[^ -~]", "-"), last.get("model_name"));
    Map<?, ?> first = (Map<?, ?>) ((List<?>) config.get("model_list")).getFirst();
    assertEquals("openai/plain", ((Map<?, ?>) first.get("litellm_params")).get("model"));
  }

  @Test
  void yamlGivesModelsBack() {
    var graph = Desks.hostileNames();
    var started = graph.withStart("m" + Desks.HOSTILE);
    var text = new LiteLlmExporter().export(started, Desks.PROVIDERS).files().getFirst().text();
    Map<?, ?> config = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    Map<?, ?> first = (Map<?, ?>) ((List<?>) config.get("model_list")).getFirst();
    Map<?, ?> params = (Map<?, ?>) first.get("litellm_params");
    assertEquals("openai/" + MODEL, params.get("model"));
    assertEquals(Desks.HOSTILE, params.get("stop"));
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
    String litellm = new LiteLlmExporter().export(graph, Desks.PROVIDERS).files().getFirst().text();
    Map<?, ?> config = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(litellm);
    Map<?, ?> first = (Map<?, ?>) ((List<?>) config.get("model_list")).getFirst();
    Map<?, ?> params = (Map<?, ?>) first.get("litellm_params");
    assertTrue(params.containsKey("z") && params.get("z") == null);
    assertEquals(Collections.singletonMap("n", null), params.get("o"));
    assertFalse(params.containsKey("v"), "LiteLLM reads variables within others");
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
  }

  private static String file(ConfigExporter exporter, String name) {
    return exporter.export(Desks.hostileNames(), Desks.PROVIDERS).files().stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
