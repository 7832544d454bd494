package io.signalbox.plugins.export;

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
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.StayNode;

/// What each kind of node becomes in a gateway's config. All exporters share this one list of
/// kinds: a kind that no gateway has is passed through here, once, by [#passThrough].
///
/// @param <T> what a gateway makes of a node
public interface NodeTranslation<T> {
  T rules(RulesNode node);

  T split(SplitNode node);

  T balance(BalanceNode node);

  T fallback(FallbackNode node);

  T budget(BudgetNode node);

  T limit(LimitNode node);

  T rewrite(RewriteNode node);

  T reject(RejectNode node);

  /// A node that does nothing in the gateway: requests go on at once.
  ///
  /// @param to where they go
  T passThrough(Node node, String to);

  /// Where it is told what gets lost.
  FidelityReport report();

  /// What the gateway is called.
  String gateway();

  /// A node that decides by what no gateway can do: every request takes one and the same exit.
  ///
  /// @param lack what the gateway would have to do
  default T undecided(Node node, String lack, String to) {
    report()
        .unsupported(
            node.id(), "%s cannot %s; every request takes \"%s\".".formatted(gateway(), lack, to));
    return passThrough(node, to);
  }

  /// No gateway names the branch that an answer took, or counts what apps say of it.
  private T experiment(SplitNode node) {
    node.experiment()
        .ifPresent(name ->
            report()
                .approximate(
                    node.id(),
                    "The branches of experiment \"%s\" are not compared: %s takes no feedback."
                        .formatted(name, gateway())));
    return split(node);
  }

  /// No gateway tells of shares of a cap as it is told here.
  private T untold(BudgetNode node) {
    if (!node.notices().isEmpty()) {
      report()
          .approximate(node.id(), "Its notices are left out: no warning is given before the cap.");
    }
    return budget(node);
  }

  /// A node besides which something happens that no gateway does.
  private T plain(MirrorNode node) {
    report()
        .unsupported(
            node.id(), gateway() + " cannot copy requests here; nothing is sent to the shadow.");
    return passThrough(node, node.to());
  }

  /// A node that no gateway does as safely: none keeps answers apart by apps. Every request goes
  /// on.
  private T kept(CacheNode node) {
    String own = ownCache();
    report()
        .unsupported(
            node.id(),
            "No answer is given again; every request calls a model."
                + (own.isEmpty() ? "" : " " + own));
    return passThrough(node, node.to());
  }

  /// What the gateway's own cache would do otherwise; empty if it has none for answers of models.
  default String ownCache() {
    return "";
  }

  private T plain(StayNode node) {
    report()
        .unsupported(
            node.id(),
            "Conversations are not kept at one model: each request is routed anew, and may lose a"
                + " warm prompt cache.");
    return passThrough(node, node.to());
  }

  /// What a node becomes.
  default T of(Node node) {
    return switch (node) {
      case RulesNode n -> rules(n);
      case SplitNode n -> experiment(n);
      case BalanceNode n -> balance(n);
      case FallbackNode n -> fallback(n);
      case BudgetNode n -> untold(n);
      case LimitNode n -> limit(n);
      case RewriteNode n -> rewrite(n);
      case RejectNode n -> reject(n);
      case IntentNode n -> undecided(n, "tell messages apart by examples", n.otherwise());
      case AskNode n -> undecided(n, "call a model for a decision", n.otherwise());
      case LearnedNode n -> undecided(n, "predict how good models are", n.otherwise());
      case GateNode n -> undecided(n, "measure models", n.otherwise());
      case MirrorNode n -> plain(n);
      case CacheNode n -> kept(n);
      case StayNode n -> plain(n);
    };
  }
}
