package io.signalbox.plugins.export;

import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.BottomUp;
import io.signalbox.engine.graph.BranchingNode;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.QuotaNode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.StayNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The part of a graph that gateways get: of a budget or limit, which none of them counts, only the
/// exit for what is over it, and of a node that calls a model or looks at examples only
/// `otherwise`.
public final class Carried {
  private Carried() {}

  /// The ids in an order in which a node's targets come before it.
  public static List<String> bottomUp(RoutingGraph graph, String start) {
    return BottomUp.of(start, id -> graph.node(id).map(Carried::targets).orElse(List.of()));
  }

  /// Where requests go on from a node.
  public static List<String> targets(Node node) {
    return switch (node) {
      case QuotaNode quota -> List.of(quota.over());
      case AskNode ask -> List.of(ask.otherwise());
      case BranchingNode n -> all(n);
      case IntentNode intent -> List.of(intent.otherwise());
      case GateNode gate -> List.of(gate.otherwise());
      case LearnedNode learned -> List.of(learned.otherwise());
      case MirrorNode n -> all(n);
      case CacheNode n -> all(n);
      case RejectNode n -> all(n);
      case RewriteNode n -> all(n);
      case RulesNode n -> all(n);
      case StayNode n -> all(n);
    };
  }

  private static List<String> all(Node node) {
    return node.onward().stream().map(Exit::to).toList();
  }

  /// How large a graph becomes as a tree, in which the target of several wires stands several
  /// times.
  ///
  /// @param depth levels
  /// @param size nodes and models, at most [Integer#MAX_VALUE]
  public record Tree(int depth, long size) {
    public static Tree of(RoutingGraph graph) {
      Map<String, Tree> trees = new HashMap<>();
      for (String id : bottomUp(graph, graph.start())) {
        int depth = 0;
        long size = 1;
        for (String to : graph.node(id).map(Carried::targets).orElse(List.of())) {
          Tree below = trees.getOrDefault(to, new Tree(0, 0));
          depth = Math.max(depth, below.depth);
          size = Math.min(Integer.MAX_VALUE, size + below.size);
        }
        trees.put(id, new Tree(depth + 1, size));
      }
      return trees.getOrDefault(graph.start(), new Tree(0, 0));
    }
  }
}
