package io.signalbox.engine.lab;

import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.text.VisibleText;
import java.util.HashMap;
import java.util.Map;

/// A graph as a Mermaid flowchart. Names stand only in quoted labels, every character that could
/// mean something there as a number; ids are our own.
final class MermaidText {
  private final RoutingGraph graph;
  private final Map<String, String> ids = new HashMap<>();
  private final StringBuilder text = new StringBuilder("flowchart LR\n");

  private MermaidText(RoutingGraph graph) {
    this.graph = graph;
  }

  static String of(RoutingGraph graph) {
    return new MermaidText(graph).write();
  }

  private String write() {
    graph.nodes().keySet().forEach(id -> ids.put(id, "n" + ids.size()));
    graph.models().keySet().forEach(id -> ids.put(id, "n" + ids.size()));
    graph.nodes().values().forEach(this::box);
    graph.models().values().forEach(this::leaf);
    graph.nodes().values().forEach(node -> node.exits().forEach(exit -> wire(node, exit)));
    graph
        .disabled()
        .forEach(id -> text.append("  style %s stroke-dasharray:6 4\n".formatted(ids.get(id))));
    return text.toString();
  }

  private void box(Node node) {
    String label = escaped(node.title()) + "<br>" + node.kind().id();
    text.append("  %s[\"%s\"]\n".formatted(ids.get(node.id()), label));
  }

  private void leaf(Model model) {
    String label = escaped(model.id()) + "<br>" + escaped(model.provider() + " " + model.model());
    text.append("  %s([\"%s\"])\n".formatted(ids.get(model.id()), label));
  }

  private void wire(Node node, Exit exit) {
    String to = ids.get(exit.to());
    if (to != null) {
      String label = escaped(exit.label());
      text.append("  %s -->|\"%s\"| %s\n".formatted(ids.get(node.id()), label, to));
    }
  }

  /// Letters, digits, spaces and a few marks stay; `#34;` is Mermaid's way to write a character.
  private static String escaped(String name) {
    var escaped = new StringBuilder();
    VisibleText.line(name)
        .codePoints()
        .forEach(each -> {
          if (Character.isLetterOrDigit(each) || " .,:-_?!/".indexOf(each) >= 0) {
            escaped.appendCodePoint(each);
          } else {
            escaped.append('#').append(each).append(';');
          }
        });
    return escaped.isEmpty() ? " " : escaped.toString();
  }
}
