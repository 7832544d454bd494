package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.plugins.export.text.YamlText;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** What a target would understand otherwise than it was meant is left out and reported. */
final class ForeignMeaningTest {
  /** YAML 1.1 and 1.2, production c-printable. */
  private static final Pattern PRINTABLE =
      Pattern.compile("[\\n\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]*");

  private static final String ODD =
      "\u0000\u0007\u001b\u007f\u0080\u0085\u009b\u2028\ufeff\ufffe\ud83d\ude00\t\r\n x";

  @Test
  void everyCharacterComesBackFromYaml() {
    var params = params(Map.of("stop", ODD, "no", "no", "on", List.of("1e3", "2026-01-01", "~")));
    var model = model("m", "model" + ODD, params, Optional.empty());
    String text =
        export(new LiteLlmExporter(), graph("Odd " + ODD, model)).files().getFirst().text();
    assertTrue(PRINTABLE.matcher(text).matches(), text);
    assertTrue(text.chars().allMatch(c -> c < 0x7f), text);
    assertEquals("openai/model" + ODD, deployment(text).get("model"));
    var written = sent(graph("Odd " + ODD, model));
    assertEquals(ODD, written.get("stop"));
    assertEquals("no", written.get("no"));
    assertEquals(List.of("1e3", "2026-01-01", "~"), written.get("on"));
  }

  @Test
  void keysAndNumbersMeanTheSameInYaml11() {
    String text =
        YamlText.of(Map.of("y", 1e10, "null", 1e-9, "true", 1e300, "seed", 12345678901234L));
    assertTrue(text.contains("\"y\": 1.0E+10\n"), text);
    assertTrue(text.contains("\"null\": 1.0E-9\n"), text);
    assertTrue(text.contains("\"true\": 1.0E+300\n"), text);
    assertTrue(text.contains("seed: 12345678901234\n"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"stop\":\"os.environ/HOME\"}",
        "{\"stop\":\" OS.environ/HOME\"}",
        "{\"stop\":[\"a\",\"os.environ/HOME\"]}",
        "{\"response_format\":{\"a\":[{\"b\":\"os.environ/HOME\"}]}}",
        "{\"api_base\":\"http://evil.example\"}",
        "{\"base_url\":\"http://evil.example\"}",
        "{\"extra_headers\":{\"a\":\"b\"}}",
        "{\"custom_llm_provider\":\"azure\"}",
        "{\"mock_response\":\"hello\"}",
        "{\"success_callback\":[\"webhook\"]}",
        "{\"aws_region_name\":\"x\"}",
        "{\"Vertex_Project\":\"x\"}",
        "{\"metadata\":{\"tags\":[\"default\"]}}",
        "{\"stop\":\"\\ud800\"}",
        "{\"top_p\":1e999}"
      })
  void liteLlmGetsNoValueThatItInterpretsDifferently(String json) {
    leftOut(new LiteLlmExporter(), json);
  }

  @Test
  void longNamesAreNoKeysOfYaml() {
    leftOut(new LiteLlmExporter(), "{\"" + "k".repeat(2000) + "\":1}");
    leftOut(new LiteLlmExporter(), "{\"a\":{\"" + "k".repeat(2000) + "\":1}}");
    leftOut(new LiteLlmExporter(), "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}");
  }

  @Test
  void severalKeysAreDeploymentsOrReportedAsLost() {
    var model =
        model("m", "m", Map.of(), Optional.empty())
            .withKeys(List.of(new KeyRef.Env("ONE"), new KeyRef.Env("TWO")));
    var lite = export(new LiteLlmExporter(), graph("g", model));
    String text = lite.files().getFirst().text();
    assertTrue(text.contains("os.environ/ONE") && text.contains("os.environ/TWO"), text);
    assertEquals(2, text.split("model_name: \"signalbox-1-m\"", -1).length - 1, text);
    assertTrue(lite.report().toString().contains("Each of its 2 keys"), lite.toString());
    for (var other :
        List.of(
            new PortkeyExporter(),
            new NginxExporter(),
            new EnvoyExporter(),
            new HaproxyExporter())) {
      var export = export(other, graph("g", model));
      assertTrue(
          export.report().toString().contains("the other keys are lost: env:TWO"),
          export.toString());
      assertFalse(export.files().toString().contains("TWO"), export.toString());
    }
  }

  @Test
  void namesAreNoVariablesOfLiteLlm() {
    var rules =
        new RulesNode(
            "r",
            About.NOTHING,
            List.of(
                new RulesNode.Rule(
                    Condition.of("metadata[\"os.environ/HOME\"] == \"x\""), "m", Optional.empty())),
            "m");
    var model = model("m", "os.environ/HOME", Map.of(), Optional.empty());
    var graph =
        new RoutingGraph(
            "os.environ/HOME",
            "r",
            ZoneId.of("UTC"),
            new LinkedHashMap<>(Map.of("m", model)),
            new LinkedHashMap<>(Map.of("r", rules)),
            List.of());
    String text = export(new LiteLlmExporter(), graph).files().getFirst().text();
    var names =
        text.replace("\"os.environ/ACME_API_KEY\"", "")
            .replace("\"os.environ/LITELLM_MASTER_KEY\"", "");
    assertFalse(names.replace("\\\"os.environ/", "").contains("\"os.environ/"), text);
    assertTrue(names.contains("model_name: \"os.environ-HOME\""), text);
  }

  @Test
  void keyIsPutOnlyWhereItBelongsInPortkey() {
    leftOut(new PortkeyExporter(), "{\"api_key\":\"${HOME}\"}");
    leftOut(new PortkeyExporter(), "{\"tools\":[{\"api_key\":\"${HOME}\"}]}");
    leftOut(new PortkeyExporter(), "{\"__proto__\":{\"a\":1}}");
    var like = model("m", "m", Map.of(), Optional.of(new KeyRef.Env("or")));
    assertFalse(
        export(new PortkeyExporter(), graph("g", like))
            .files()
            .getFirst()
            .text()
            .contains("${or}"));
    var plain =
        model("m", "a$HOME${HOME}", params(Map.of("stop", "${HOME}\u007f")), Optional.empty());
    String text = export(new PortkeyExporter(), graph("g", plain)).files().getFirst().text();
    assertFalse(text.replace("\"${ACME_API_KEY}\"", "").contains("$"), text);
    assertTrue(text.chars().allMatch(c -> c < 0x7f), text);
    var read = JsonMapper.shared().readTree(text).findValue("override_params");
    assertEquals("${HOME}\u007f", read.get("stop").asString());
  }

  @Test
  void nothingMeansSomethingToNginx() {
    leftOut(new NginxExporter(), "{\"__proto__\":1}");
    leftOut(new NginxExporter(), "{\"a\":{\"__proto__\":1}}");
    leftOut(new CcrExporter(), "{\"a\":{\"__proto__\":1}}");
    for (String host : List.of("unix", "a:0", "a:65536", "a:99999999999")) {
      var model = at("http://" + host + "/v1");
      String conf = export(new NginxExporter(), graph("g", model)).files().getFirst().text();
      assertFalse(conf.contains("upstream sb_"), conf);
    }
    String conf =
        export(new NginxExporter(), graph("g", at("http://my_llm:8000/v1")))
            .files()
            .getFirst()
            .text();
    assertTrue(conf.contains("server my_llm:8000;"), conf);
  }

  @Test
  void nothingIsNoReasonToFail() {
    for (ConfigExporter exporter :
        List.of(
            new LiteLlmExporter(),
            new PortkeyExporter(),
            new NginxExporter(),
            new EnvoyExporter(),
            new HaproxyExporter(),
            new CcrExporter())) {
      var model = model("m", "m", Map.of("stop", "null"), Optional.empty());
      String all =
          export(exporter, graph("g", model)).files().stream()
              .map(ConfigExporter.File::text)
              .reduce("", String::concat);
      assertTrue(all.contains("null"), all);
    }
  }

  private static void leftOut(ConfigExporter exporter, String json) {
    Map<?, ?> read = JsonMapper.shared().readValue(json, Map.class);
    var params = new LinkedHashMap<String, String>();
    read.keySet().forEach(name -> params.put(name.toString(), member(json)));
    params.put("seed", "7");
    var export = export(exporter, graph("g", model("m", "m", params, Optional.empty())));
    String name = params.keySet().iterator().next();
    String said = export.report().toString();
    assertTrue(said.contains("Its parameter " + name + " is left out"), said);
    var text = export.files().getLast().text();
    String value = String.valueOf(params.get(name));
    assertFalse(text.replace(" ", "").contains("\"" + name + "\":" + value), text);
    assertFalse(text.replace(" ", "").contains(name + ":" + value), text);
    assertTrue(text.contains("seed"), "the others stay");
  }

  /** Of an object with one member, as it was written. */
  private static String member(String json) {
    return json.substring(json.indexOf("\":") + 2, json.length() - 1);
  }

  private static Map<?, ?> deployment(String yaml) {
    var config = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return (Map<?, ?>)
        ((Map<?, ?>) ((List<?>) config.get("model_list")).get(1)).get("litellm_params");
  }

  /** What signalbox_router.py sends to the first model besides the request. */
  private static Map<String, Object> sent(RoutingGraph graph) {
    var table =
        export(new LiteLlmExporter(), graph).files().stream()
            .filter(file -> file.name().equals("signalbox_graph.json"))
            .findFirst()
            .orElseThrow();
    var params = new LinkedHashMap<String, Object>();
    Map<?, ?> read = JsonMapper.shared().readValue(table.text(), Map.class);
    Map<?, ?> first = (Map<?, ?>) ((List<?>) read.get("models")).getFirst();
    for (Object pair : (List<?>) first.get("params")) {
      params.put(((List<?>) pair).get(0).toString(), ((List<?>) pair).get(1));
    }
    return params;
  }

  private static Map<String, String> params(Map<String, Object> values) {
    var params = new LinkedHashMap<String, String>();
    values.forEach((name, value) -> params.put(name, Scripts.json(value)));
    return params;
  }

  private static Model model(
      String id, String name, Map<String, String> params, Optional<KeyRef> key) {
    var url = Optional.of("http://127.0.0.1:18400/v1");
    return new Model(id, "acme", name, key.stream().toList(), url, params, Map.of(), About.NOTHING);
  }

  private static Model at(String url) {
    return new Model(
        "m", "acme", "m", List.of(), Optional.of(url), Map.of(), Map.of(), About.NOTHING);
  }

  private static RoutingGraph graph(String name, Model model) {
    return new RoutingGraph(
        name,
        model.id(),
        ZoneId.of("UTC"),
        new LinkedHashMap<>(Map.of(model.id(), model)),
        new LinkedHashMap<>(),
        List.of());
  }

  private static ConfigExporter.Export export(ConfigExporter exporter, RoutingGraph graph) {
    return exporter.export(graph, Desks.PROVIDERS);
  }
}
