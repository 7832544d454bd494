package io.signalbox.app.canvas;

import io.signalbox.app.document.RoutePath;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.GraphEdit;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// An exit and where it leads. The exit after the last one of a list of branches is one that is
/// still to be added. Immutable.
///
/// @param wire where it leaves
/// @param to empty while it leads nowhere
record Connection(RoutePath.Wire wire, String to) {

  /// The exits of a node, or of the card by which requests come in.
  static List<Connection> all(RoutingGraph graph, String id) {
    if (id.equals(CardFaces.START)) {
      return List.of(new Connection(new RoutePath.Wire(id, 0), graph.start()));
    }
    var all = new ArrayList<Connection>();
    List<Exit> exits = graph.node(id).map(Node::exits).orElse(List.of());
    for (int i = 0; i < exits.size(); i++) {
      all.add(new Connection(new RoutePath.Wire(id, i), exits.get(i).to()));
    }
    return all;
  }

  /// The exit of this wire; a free one if it is still to be added.
  static Connection of(RoutingGraph graph, RoutePath.Wire wire) {
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
    return switch (node) {
      case BalanceNode n -> true;
      case FallbackNode n -> true;
      case SplitNode n -> true;
      case RulesNode n -> false;
      case BudgetNode n -> false;
      case LimitNode n -> false;
      case RewriteNode n -> false;
      case RejectNode n -> false;
    };
  }

  /// The exit by which a request leaves when the node has nothing to say; empty if it ends there.
  static Optional<Connection> usual(RoutingGraph graph, String id) {
    return graph
        .node(id)
        .filter(node -> grows(node) || !node.exits().isEmpty())
        .map(node -> {
          int exit = node instanceof RulesNode ? node.exits().size() - 1 : 0;
          return of(graph, new RoutePath.Wire(id, exit));
        });
  }

  /// The edit after which it leads to a node or model.
  GraphEdit leadTo(RoutingGraph graph, String target) {
    if (wire.node().equals(CardFaces.START)) {
      return new GraphEdit.SetStart(target);
    }
    Optional<Node> node = graph.node(wire.node());
    if (node.isPresent() && node.get() instanceof SplitNode split && isNew(split)) {
      return new GraphEdit.PutNode(grown(split, target));
    }
    String path = node.map(this::path).orElse("");
    return new GraphEdit.Connect(wire.node(), path, target);
  }

  /// The edit after which it leads nowhere; a branch that can be left out is.
  GraphEdit cut(RoutingGraph graph) {
    return graph
        .node(wire.node())
        .filter(node -> node instanceof FallbackNode || node instanceof BalanceNode)
        .<GraphEdit>map(node -> new GraphEdit.PutNode(without(node, wire.exit())))
        .orElseGet(() -> leadTo(graph, ""));
  }

  private boolean isNew(Node node) {
    return wire.exit() >= node.exits().size();
  }

  private String path(Node node) {
    return isNew(node) ? "to[" + node.exits().size() + "]" : node.exits().get(wire.exit()).path();
  }

  private static Node grown(SplitNode node, String target) {
    var shares = new ArrayList<>(node.shares());
    BigDecimal share = shares.isEmpty() ? new BigDecimal("0.5") : shares.getLast().share();
    shares.add(new SplitNode.Share(target, share));
    return new SplitNode(node.id(), node.about(), shares, node.sticky(), node.experiment());
  }

  private static Node without(Node node, int branch) {
    var at = new int[1];
    return keeping(node, to -> at[0]++ != branch);
  }

  /// A fallback or balance with only some of its branches; any other node as it is.
  static Node keeping(Node node, Predicate<String> stays) {
    return switch (node) {
      case FallbackNode n ->
          new FallbackNode(
              n.id(),
              n.about(),
              n.to().stream().filter(stays).toList(),
              n.on(),
              n.retries(),
              n.firstToken(),
              n.total(),
              n.attempts());
      case BalanceNode n ->
          new BalanceNode(
              n.id(), n.about(), n.to().stream().filter(stays).toList(), n.by(), n.where());
      case RulesNode n -> n;
      case SplitNode n -> n;
      case BudgetNode n -> n;
      case LimitNode n -> n;
      case RewriteNode n -> n;
      case RejectNode n -> n;
    };
  }
}
