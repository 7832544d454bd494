package io.signalbox.plugins.export;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** Graphs whose names and values mean something in the languages of gateways. */
final class OddGraphs {
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
          "@WALK@",
          "__proto__",
          "a",
          " b ",
          "$",
          ";",
          ",",
          "//",
          "/*");

  private final Random random;

  OddGraphs(long seed) {
    random = new Random(seed);
  }

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
  record Odd(RoutingGraph graph, String rules, String model, String name, String value) {}

  Odd next() {
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
}
