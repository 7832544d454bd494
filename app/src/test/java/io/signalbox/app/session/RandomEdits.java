package io.signalbox.app.session;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.Id;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.graph.edit.NewNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// Edits as a restless user would make them, the same ones for the same seed.
final class RandomEdits {
  private static final List<NodeKind> KINDS =
      Arrays.stream(NodeKind.values()).filter(NodeKind::supported).toList();
  private static final List<String> CONDITIONS =
      List.of(
          "tokens > 8000", "metadata.tier == \"free\"", "text.contains(\"SQL: #1\")", "has_tools");
  private static final List<String> NAMES =
      List.of("Triage", "It's \"quoted\"", "Größe: 1 # no comment", "yes", "12", "- dash", "日本");

  /// What no edit may touch.
  static final String FOOT = "# The foot stays.";

  private final Random random;

  RandomEdits(long seed) {
    random = new Random(seed);
  }

  int upTo(int bound) {
    return random.nextInt(bound);
  }

  /// An edit of a graph.
  GraphEdit of(RoutingGraph graph) {
    return switch (random.nextInt(13)) {
      case 0, 1 -> add(graph);
      case 2 -> model(graph);
      case 3, 4 -> connect(graph);
      case 5 -> new GraphEdit.Remove(any(graph));
      case 6 -> new GraphEdit.Rename(any(graph), Id.free(graph, "renamed"));
      case 7 -> new GraphEdit.Move(any(graph), place());
      case 8 -> new GraphEdit.Describe(any(graph), about());
      case 9 -> new GraphEdit.Disable(any(graph), random.nextBoolean());
      case 10 -> new GraphEdit.PutFrame(random.nextInt(3), frame());
      case 11 -> new GraphEdit.SetStart(any(graph));
      default -> new GraphEdit.Several(List.of(add(graph), new GraphEdit.SetName(name())));
    };
  }

  /// A change of a text as a hand makes it: letters put in, taken out, a line moved.
  String typed(String text) {
    int at = random.nextInt(text.indexOf(FOOT) + 1);
    int to = Math.min(text.indexOf(FOOT), at + random.nextInt(12));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at) + text.substring(to);
      case 1 -> text.substring(0, at) + " [x" + text.substring(at);
      case 2 -> "# kept " + at + "\n" + text;
      default -> text + "# kept at the end " + at + "\n";
    };
  }

  private GraphEdit add(RoutingGraph graph) {
    NodeKind kind = KINDS.get(random.nextInt(KINDS.size()));
    String id = Id.free(graph, kind.id());
    return new GraphEdit.PutNode(kind == NodeKind.RULES ? rules(graph, id) : NewNode.of(kind, id));
  }

  private Node rules(RoutingGraph graph, String id) {
    var rules = new ArrayList<RulesNode.Rule>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String when = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
      rules.add(new RulesNode.Rule(Condition.of(when), any(graph), Optional.empty()));
    }
    return new RulesNode(id, about(), rules, any(graph));
  }

  private static GraphEdit model(RoutingGraph graph) {
    return new GraphEdit.PutModel(Model.of(Id.free(graph, "gpt"), "openai", "gpt-5.1"));
  }

  private GraphEdit connect(RoutingGraph graph) {
    List<String> ids = List.copyOf(graph.nodes().keySet());
    if (ids.isEmpty()) {
      return model(graph);
    }
    String id = ids.get(random.nextInt(ids.size()));
    List<Exit> exits = graph.nodes().get(id).exits();
    return exits.isEmpty()
        ? new GraphEdit.Connect(id, new Slot.Item("to", 0), any(graph))
        : new GraphEdit.Connect(id, exits.get(random.nextInt(exits.size())).slot(), any(graph));
  }

  private String any(RoutingGraph graph) {
    List<String> ids =
        Stream.concat(graph.nodes().keySet().stream(), graph.models().keySet().stream()).toList();
    return ids.isEmpty() ? "" : ids.get(random.nextInt(ids.size()));
  }

  private About about() {
    return new About(
        random.nextBoolean() ? Optional.of(name()) : Optional.empty(),
        random.nextBoolean() ? Optional.of(place()) : Optional.empty(),
        random.nextInt(4) == 0 ? Optional.of("A note:\nwith # and two lines.") : Optional.empty());
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private About.CanvasPoint place() {
    return new About.CanvasPoint(8 * random.nextInt(200), 8 * random.nextInt(100));
  }

  private Frame frame() {
    return Frame.named(name(), place(), new Frame.Size(200, 100));
  }
}
