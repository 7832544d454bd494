package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.workspace.GraphText;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names and values of 500 random graphs come back from each target's parser as they went in. */
final class InjectionTest {
  private static final int GRAPHS = 500;
  private static final List<String> PIECES =
      List.of(
          "\"",
          "'",
          "`",
          "\\",
          "\\u0041",
          "\n",
          "\t",
          "{",
          "}",
          "${HOME}",
          "]]",
          "[[x",
          "--[[",
          "]==]",
          "%h",
          ": ",
          " #",
          "- ",
          "*a",
          "&a",
          "!t",
          "|",
          ">",
          "~",
          "null",
          "yes",
          "1e3",
          "\u001b[31m",
          "\u0001",
          "\u007f",
          "\u2028",
          "\u00e9",
          "\ud83d\ude00",
          "os.environ/X",
          "</script>",
          "@TABLE@",
          "__proto__",
          "a",
          " b ",
          "$",
          ";",
          ",",
          "//",
          "/*");

  private final Random random = new Random(20_260_301);

  private String text() {
    int pieces = 1 + random.nextInt(6);
    return random
        .ints(pieces, 0, PIECES.size())
        .mapToObj(PIECES::get)
        .collect(Collectors.joining());
  }

  /**
   * @param value of a label, of a parameter and of a message
   */
  private record Odd(RoutingGraph graph, String rules, String model, String name, String value) {}

  private Odd odd() {
    String rules = "r" + text();
    String id = "m" + text();
    String name = "n" + text();
    String value = "v" + text();
    var model =
        new Model(
            id,
            "acme",
            name,
            List.of(),
            Optional.of("http://127.0.0.1:18400/v1"),
            Map.of("stop", Scripts.json(value)),
            Map.of(),
            About.named(text()));
    Condition when = Condition.of("metadata.k == \"" + cel(value) + "\"");
    var nodes = new LinkedHashMap<String, Node>();
    nodes.put(
        rules,
        new RulesNode(
            rules,
            About.named(text()),
            List.of(new RulesNode.Rule(when, "no" + id, Optional.empty())),
            id));
    nodes.put("no" + id, new RejectNode("no" + id, About.NOTHING, 451, value));
    var models = new LinkedHashMap<>(Map.of(id, model));
    var graph = new RoutingGraph("g" + text(), rules, ZoneId.of("UTC"), models, nodes, List.of());
    return new Odd(graph, rules, id, name, value);
  }

  private static String cel(String value) {
    var out = new StringBuilder();
    value
        .codePoints()
        .forEach(c -> {
          if (c < ' ' || c == '"' || c == '\\' || c == 0x7f) {
            out.append("\\u%04x".formatted(c));
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  @Test
  void namesAndValuesComeBackAsTheyWentIn() {
    for (int i = 0; i < GRAPHS; i++) {
      Odd odd = odd();
      table(odd, json(file(new LiteLlmExporter(), odd, "signalbox_graph.json")));
      table(odd, json(script(file(new NginxExporter(), odd, "route.js"))));
      table(odd, json(lua(file(new EnvoyExporter(), odd, "signalbox.lua"))));
      yaml(odd);
      portkey(odd);
      assertFalse(file(new NginxExporter(), odd, "nginx.conf").contains(odd.value()), "a name");
    }
  }

  private static void table(Odd odd, JsonNode table) {
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

  private static void yaml(Odd odd) {
    String text = file(new LiteLlmExporter(), odd, "config.yaml");
    var config = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    RoutingGraph again =
        GraphText.read("g", config.get("signalbox_graph").toString()).graph().orElseThrow();
    assertEquals(odd.graph().name(), again.name());
    assertEquals(odd.graph().nodes(), again.nodes());
    assertEquals(odd.graph().models().keySet(), again.models().keySet());
  }

  private static void portkey(Odd odd) {
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
  private static String lua(String program) {
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

  private static String file(ConfigExporter exporter, Odd odd, String name) {
    return exporter.export(odd.graph(), Desks.PROVIDERS).files().stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
