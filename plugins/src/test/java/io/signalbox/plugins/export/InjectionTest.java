package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.config.ConfigReader;
import io.signalbox.plugins.export.agentgateway.AgentgatewayExporter;
import io.signalbox.plugins.export.aigateway.EnvoyAiGatewayExporter;
import io.signalbox.plugins.export.hosted.OpenRouterExporter;
import io.signalbox.plugins.export.mlflow.MlflowExporter;
import io.signalbox.plugins.export.tensorzero.TensorZeroExporter;
import io.signalbox.plugins.export.vllmsr.VllmSemanticRouterExporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names and values of 500 random graphs come back from each target's parser as they went in. */
final class InjectionTest {
  private static final int GRAPHS = 500;

  private final OddGraphs graphs = new OddGraphs(20_260_301);

  @Test
  void namesAndValuesComeBackAsTheyWentIn() {
    String nginx = file(new NginxExporter(), graphs.next(), "nginx.conf");
    String haproxy = file(new HaproxyExporter(), graphs.next(), "haproxy.cfg");
    for (int i = 0; i < GRAPHS; i++) {
      OddGraphs.Odd odd = graphs.next();
      table(odd, json(file(new LiteLlmExporter(), odd, "signalbox_graph.json")));
      table(odd, json(script(file(new NginxExporter(), odd, "route.js"))));
      table(odd, json(script(file(new CcrExporter(), odd, "signalbox-router.js"))));
      ccr(odd);
      tensorZero(odd);
      mlflow(odd);
      table(odd, json(lua(file(new EnvoyExporter(), odd, "signalbox.lua"))));
      table(odd, json(lua(file(new HaproxyExporter(), odd, "signalbox.lua"))));
      yaml(odd);
      portkey(odd);
      agentgateway(odd);
      aiGateway(odd);
      vllm(odd);
      openRouter(odd);
      assertEquals(nginx, file(new NginxExporter(), odd, "nginx.conf"), "no name is in it");
      assertEquals(haproxy, file(new HaproxyExporter(), odd, "haproxy.cfg"), "no name is in it");
    }
  }

  /** The programs as Node runs them, and TOML as Python reads it, where they are installed. */
  @Test
  void targetsOwnLanguagesReadTheSame(@TempDir Path directory) throws Exception {
    var odds = Stream.generate(graphs::next).limit(60).toList();
    for (int i = 0; i < odds.size(); i++) {
      OddGraphs.Odd odd = odds.get(i);
      Files.writeString(
          directory.resolve(i + ".js"), file(new CcrExporter(), odd, "signalbox-router.js"));
      Files.writeString(
          directory.resolve(i + ".toml"), file(new TensorZeroExporter(), odd, "tensorzero.toml"));
    }
    List<String> tables = TargetParsers.tables(directory, odds.size());
    List<String> files = TargetParsers.toml(directory, odds.size());
    assumeTrue(!tables.isEmpty() || !files.isEmpty(), "neither Node nor Python is installed");
    for (int i = 0; i < tables.size(); i++) {
      table(odds.get(i), json(tables.get(i)));
    }
    for (int i = 0; i < files.size(); i++) {
      JsonNode provider = json(files.get(i)).findValue("p1");
      assertEquals(odds.get(i).name(), provider.get("model_name").asString());
      assertEquals(odds.get(i).value(), provider.get("extra_body").get(0).get("value").asString());
    }
  }

  private static void table(OddGraphs.Odd odd, JsonNode table) {
    assertEquals(odd.rules(), table.get("start").asString());
    JsonNode model = table.get("models").get(0);
    assertEquals(odd.model(), model.get("id").asString());
    assertEquals(odd.name(), model.get("name").asString());
    if (!odd.value().startsWith("os.environ")) {
      assertEquals(odd.value(), model.get("params").get(0).get(1).asString());
    }
    boolean found = false;
    for (JsonNode pair : table.get("nodes")) {
      JsonNode node = pair.get(1);
      if (node.get("kind").asString().equals("reject")) {
        assertEquals(odd.value(), node.get("message").asString());
      } else if (node.get("kind").asString().equals("rules")) {
        JsonNode equal = node.get("rules").get(0).get("when").get(1);
        assertEquals(odd.value(), equal.get(1).get(1).asString());
        found = true;
      }
    }
    assertTrue(found, table.toString());
  }

  private static void yaml(OddGraphs.Odd odd) {
    String text = file(new LiteLlmExporter(), odd, "config.yaml");
    var config = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    RoutingGraph again =
        GraphText.read("g", config.get("signalbox_graph").toString()).graph().orElseThrow();
    assertEquals(odd.graph().name(), again.name());
    assertEquals(odd.graph().nodes(), again.nodes());
    assertEquals(odd.graph().models().keySet(), again.models().keySet());
  }

  /** ccr puts variables into its providers; of ours nothing but keys may look like one. */
  private static void ccr(OddGraphs.Odd odd) {
    JsonNode config = json(file(new CcrExporter(), odd, "config.json"));
    String providers = config.get("Providers").toString().replace("${ACME_API_KEY}", "");
    assertFalse(providers.contains("$"), providers);
    String graph = config.get("Router").get("signalbox_graph").asString();
    RoutingGraph again = GraphText.read("g", graph).graph().orElseThrow();
    assertEquals(odd.graph().nodes(), again.nodes());
  }

  private static void tensorZero(OddGraphs.Odd odd) {
    String text = file(new TensorZeroExporter(), odd, "tensorzero.toml");
    assertTrue(text.matches("[ -~\n]*"), text);
    var read = (ConfigReader.Understood) ConfigReader.read("tensorzero.toml", text);
    var root = read.file().root();
    var provider = root.at("models", "chain-1", "providers", "p1").orElseThrow();
    assertEquals(odd.name(), provider.text("model_name").orElseThrow());
    var body = provider.get("extra_body").orElseThrow().list().getFirst();
    assertEquals("/stop", body.text("pointer").orElseThrow());
    assertEquals(odd.value(), body.text("value").orElseThrow());
    var functions = root.get("functions").orElseThrow().map();
    var rule = functions.values().iterator().next();
    assertEquals(
        odd.graph().nodes().values().stream()
            .filter(RulesNode.class::isInstance)
            .map(node -> ((RulesNode) node).rules().getFirst().when().text())
            .findFirst(),
        rule.text("description"));
  }

  private static void mlflow(OddGraphs.Odd odd) {
    JsonNode file = json(file(new MlflowExporter(), odd, "signalbox_endpoints.json"));
    JsonNode model = file.get("models").get(0);
    assertEquals(odd.name(), model.get("model").asString());
    assertEquals(odd.graph().name(), file.get("graph").asString());
    JsonNode last = file.get("endpoints").get(file.get("endpoints").size() - 1);
    assertEquals(model.get("name"), last.get("first").get(0).get("model"));
    file.get("endpoints")
        .forEach(each -> assertTrue(each.get("name").asString().matches("[A-Za-z0-9_.-]{1,250}")));
  }

  /** The file as agentgateway reads it: nothing in it may be a variable but keys. */
  private static void agentgateway(OddGraphs.Odd odd) {
    String text = file(new AgentgatewayExporter(), odd, "config.yaml");
    assertTrue(text.matches("[ -~\n]*"), text);
    assertFalse(text.replaceAll("key: \"\\$[A-Z_]+\"", "").contains("$"), text);
    JsonNode config = json(JsonMapper.shared().writeValueAsString(documents(text).getFirst()));
    assertEquals(odd.name(), config.findValue("provider").findValue("model").asString());
    assertEquals(odd.value(), config.findValue("overrides").get("stop").asString());
    String refusal = config.findValue("directResponse").get("body").asString();
    assertEquals(odd.value(), json(refusal).at("/error/message").asString());
    String route = config.findValue("set").get("x-signalbox-route").asString();
    var condition =
        Condition.of(
            route
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .substring(2)
                .replaceAll(" \\? \"[^\"]*\"$", ""));
    assertEquals(
        odd.graph().nodes().values().stream()
            .filter(RulesNode.class::isInstance)
            .map(node -> ((RulesNode) node).rules().getFirst().when().tree())
            .findFirst(),
        Optional.of(condition.tree()));
  }

  private static void aiGateway(OddGraphs.Odd odd) {
    String text = file(new EnvoyAiGatewayExporter(), odd, "ai-gateway.yaml");
    assertTrue(text.matches("[ -~\n]*"), text);
    assertFalse(text.replaceAll("apiKey: \"\\$\\{[A-Z_]+}\"", "").contains("$"), text);
    JsonNode all = json(JsonMapper.shared().writeValueAsString(documents(text)));
    assertEquals(odd.name(), all.findValue("modelNameOverride").asString());
    JsonNode set = all.findValue("bodyMutation").get("set").get(0);
    assertEquals(odd.value(), json(set.get("value").asString()).asString());
  }

  /** The router makes one dollar sign of two. */
  private static void vllm(OddGraphs.Odd odd) {
    String text = file(new VllmSemanticRouterExporter(), odd, "config.yaml");
    assertTrue(text.matches("[ -~\n]*"), text);
    assertFalse(text.replace("$$", "").contains("$"), text);
    JsonNode config = json(JsonMapper.shared().writeValueAsString(documents(text).getFirst()));
    String name = config.findValue("provider_model_id").asString();
    assertEquals(odd.name(), name.replace("$$", "$"));
    String label = config.findValue("predicate").get("equals").asString();
    assertEquals(odd.value(), label.replace("$$", "$"));
  }

  private static void openRouter(OddGraphs.Odd odd) {
    var here = new LinkedHashMap<String, Model>();
    odd.graph()
        .models()
        .forEach((id, model) ->
            here.put(
                id,
                new Model(
                    id,
                    "openrouter",
                    model.model(),
                    model.keys(),
                    Optional.empty(),
                    model.params(),
                    model.labels(),
                    model.about())));
    var export = new OpenRouterExporter().export(odd.graph().withModels(here), Samples.providers());
    JsonNode body = json(export.files().getFirst().text());
    assertEquals(odd.name(), body.get("model").asString());
    assertEquals(odd.value(), body.get("stop").asString());
  }

  private static List<Object> documents(String yaml) {
    var documents = new ArrayList<Object>();
    new Load(LoadSettings.builder().build()).loadAllFromString(yaml).forEach(documents::add);
    return documents;
  }

  private static void portkey(OddGraphs.Odd odd) {
    JsonNode config = json(file(new PortkeyExporter(), odd, "config.json"));
    assertEquals(odd.name(), config.findValue("model").asString());
    assertEquals(odd.value(), config.findValue("$eq").asString());
  }

  /** What JavaScript makes of its texts, whose escapes are JSON's. */
  private static String script(String program) {
    return lines(program, "JSON.parse([").stream()
        .map(line -> JsonMapper.shared().readValue(line, String.class))
        .collect(Collectors.joining("\n"));
  }

  /** What Lua makes of its texts: it must not find any escape but these two. */
  static String lua(String program) {
    return lines(program, "table.concat({").stream()
        .map(line -> line.substring(1, line.length() - 1))
        .peek(line -> assertFalse(line.replaceAll("\\\\[\"\\\\]", "").contains("\\"), line))
        .peek(line -> assertTrue(line.matches("[ -~]*"), line))
        .map(line -> line.replaceAll("\\\\([\"\\\\])", "$1"))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> lines(String program, String before) {
    return program
        .lines()
        .dropWhile(line -> !line.endsWith(before))
        .skip(1)
        .takeWhile(line -> line.startsWith("  \""))
        .map(line -> line.strip().replaceFirst(",$", ""))
        .toList();
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static String file(ConfigExporter exporter, OddGraphs.Odd odd, String name) {
    return exporter.export(odd.graph(), Desks.PROVIDERS).files().stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
