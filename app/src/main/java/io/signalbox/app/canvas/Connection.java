package io.signalbox.app.canvas;

import io.signalbox.app.document.RoutePath;
import io.signalbox.engine.graph.BranchingNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// An exit and where it leads. The exit after the last one of a list of branches is one that is
/// still to be added. Immutable.
///
/// @param wire where it leaves
/// @param to empty while it leads nowhere
record Connection(RoutePath.NodeExit wire, String to) {
  private static final Slot NONE = new Slot.Field("");

  /// The exits of a node, or of the card by which requests come in.
  static List<Connection> all(RoutingGraph graph, String id) {
    if (id.equals(CardFaces.START)) {
      return List.of(new Connection(new RoutePath.NodeExit(id, 0), graph.start()));
    }
    var all = new ArrayList<Connection>();
    List<Exit> exits = graph.node(id).map(Node::exits).orElse(List.of());
    for (int i = 0; i < exits.size(); i++) {
      all.add(new Connection(new RoutePath.NodeExit(id, i), exits.get(i).to()));
    }
    return all;
  }

  /// The exit of this wire; a free one if it is still to be added.
  static Connection of(RoutingGraph graph, RoutePath.NodeExit wire) {
    return all(graph, wire.node()).stream()
        .filter(lead -> lead.wire().equals(wire))
        .findFirst()
        .orElse(new Connection(wire, ""));
  }

  /// Whether it leads nowhere.
  boolean isFree() {
    return to.isEmpty();
  }

  /// Whether branches can be added to a node.
  static boolean grows(Node node) {
    return node instanceof BranchingNode;
  }

  /// The exit by which a request leaves when the node has nothing to say; empty if it ends there.
  static Optional<Connection> usual(RoutingGraph graph, String id) {
    return graph
        .node(id)
        .filter(node -> grows(node) || !node.exits().isEmpty())
        .map(node -> of(graph, new RoutePath.NodeExit(id, node.defaultExit())));
  }

  /// The edit after which it leads to a node or model.
  GraphEdit leadTo(RoutingGraph graph, String target) {
    if (wire.node().equals(CardFaces.START)) {
      return new GraphEdit.SetStart(target);
    }
    Optional<Node> node = graph.node(wire.node());
    if (node.isPresent()
        && node.get() instanceof BranchingNode branching
        && branching.weighted()
        && isNew(branching)) {
      return new GraphEdit.PutNode(branching.withBranch(target));
    }
    Slot slot = node.map(this::slot).orElse(NONE);
    return new GraphEdit.Connect(wire.node(), slot, target);
  }

  /// The edit after which it leads nowhere; a branch that can be left out is.
  GraphEdit cut(RoutingGraph graph) {
    return graph
        .node(wire.node())
        .flatMap(Connection::list)
        .<GraphEdit>map(node -> new GraphEdit.PutNode(node.withoutBranch(wire.exit())))
        .orElseGet(() -> leadTo(graph, ""));
  }

  /// A node whose branches go when their targets do.
  private static Optional<BranchingNode> list(Node node) {
    return node instanceof BranchingNode branching && !branching.weighted()
        ? Optional.of(branching)
        : Optional.empty();
  }

  private boolean isNew(Node node) {
    return wire.exit() >= node.exits().size();
  }

  private Slot slot(Node node) {
    int last = node.exits().size();
    return isNew(node) ? new Slot.Item("to", last) : node.exits().get(wire.exit()).slot();
  }

  /// A node whose branches are a list with only some of them; any other node as it is.
  static Node keeping(Node node, Predicate<String> stays) {
    return list(node)
        .<Node>map(branching -> branching.withOnly(kept(branching.exits(), stays)))
        .orElse(node);
  }

  private static List<Integer> kept(List<Exit> exits, Predicate<String> stays) {
    return IntStream.range(0, exits.size())
        .filter(i -> stays.test(exits.get(i).to()))
        .boxed()
        .toList();
  }
}
