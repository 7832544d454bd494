package io.signalbox.app.kinds;

import io.signalbox.app.wording.Wording;
import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.StayNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The faces of all kinds of nodes: how they are called, by which key they are added, and what
/// their cards say.
public final class Kinds {
  private Kinds() {}

  /// What requests come in by.
  public static final NodeFace START = NodeFace.other("kind-start", "Requests", "");

  /// A model.
  public static final NodeFace MODEL = NodeFace.other("kind-model", "Model", "T");

  /// The kinds that can be used, models and rejections last.
  public static List<NodeFace> all() {
    Stream<NodeFace> kinds =
        Arrays.stream(NodeKind.values())
            .filter(kind -> kind.supported() && kind != NodeKind.REJECT)
            .map(Kinds::of);
    return Stream.concat(kinds, Stream.of(MODEL, of(NodeKind.REJECT))).toList();
  }

  /// The face of a node.
  public static NodeFace of(Node node) {
    return of(node.kind());
  }

  /// One line that says what a node does.
  public static String subtitle(Node node) {
    return of(node).subtitle().apply(node);
  }

  /// The face of a kind of node.
  public static NodeFace of(NodeKind kind) {
    return switch (kind) {
      case RULES -> NodeFace.of(kind, "Rules", "R", RulesNode.class, n -> "first match wins");
      case INTENT -> NodeFace.of(kind, "Intent", "I", IntentNode.class, Wording::intent);
      case ASK -> NodeFace.of(kind, "Ask a model", "A", AskNode.class, Wording::ask);
      case LEARNED -> NodeFace.of(kind, "Learned", "P", LearnedNode.class, Wording::learned);
      case SPLIT -> NodeFace.of(kind, "Split", "S", SplitNode.class, Wording::split);
      case BALANCE -> NodeFace.of(kind, "Balance", "B", BalanceNode.class, Wording::balance);
      case FALLBACK -> NodeFace.of(kind, "Fallback", "F", FallbackNode.class, Wording::fallback);
      case STAY -> NodeFace.of(kind, "Stay", "Y", StayNode.class, Wording::stay);
      case BUDGET -> NodeFace.of(kind, "Budget", "$", BudgetNode.class, Wording::budget);
      case LIMIT -> NodeFace.of(kind, "Limit", "L", LimitNode.class, Wording::limit);
      case GATE -> NodeFace.of(kind, "Quality gate", "Q", GateNode.class, Wording::gate);
      case CACHE -> NodeFace.of(kind, "Cache", "C", CacheNode.class, Wording::cache);
      case REWRITE -> NodeFace.of(kind, "Rewrite", "W", RewriteNode.class, Wording::rewrite);
      case MIRROR -> NodeFace.of(kind, "Mirror", "M", MirrorNode.class, Wording::mirror);
      case REJECT -> NodeFace.of(kind, "Reject", "X", RejectNode.class, Wording::reject);
    };
  }
}
