package io.signalbox.plugins.export.choice;

import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.UnspeakableException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a gateway that chooses once can say, and what it says otherwise than the graph.
public interface Speech {
  /// What it is called.
  String gateway();

  /// Throws if it cannot say a condition.
  void say(Expr condition) throws UnspeakableException;

  /// Of what it sees a part only.
  default HalfSeen halfSeen() {
    return new HalfSeen(Set.of());
  }

  /// Reports what is always different about rules of which at least one is carried over.
  void reportRules(RulesNode node, FidelityReport report);

  /// Reports what is different about a promise whose condition it can say.
  default void reportPromise(Promise promise, FidelityReport report) {}

  /// Reports what is different about a draw.
  void reportSplit(SplitNode node, FidelityReport report);

  /// Reports what is different about a chain.
  void reportFallback(FallbackNode node, FidelityReport report);

  /// Reports what is different about a refusal.
  void reportReject(RejectNode node, FidelityReport report);

  /// Whether a person reads the conditions' texts, so that one that a rewrite before it changes
  /// cannot be told.
  default boolean byText() {
    return false;
  }

  /// The most models that it tries in turn.
  default int mostCalls() {
    return Integer.MAX_VALUE;
  }

  /// Whether it has a draw of chains. If not, the largest share is taken.
  default boolean draws() {
    return true;
  }

  /// Whether it calls a second model after the first one has failed. If not, the first one is
  /// taken.
  default boolean fallsBack() {
    return true;
  }

  /// What the gateway does instead where it chooses among equals by itself; empty: it has no words
  /// for this measure, and gets an order.
  default Optional<String> balance(BalanceNode.Measure by) {
    return Optional.empty();
  }

  /// What is different about a limit that the gateway counts; empty: it does not count this one.
  default Optional<String> counts(LimitNode node, RejectNode over) {
    return Optional.empty();
  }

  /// Why it cannot set a member of a request; empty if it can.
  Optional<String> objection(String name, @Nullable Object value);

  /// Why it cannot drop a member of a request; empty if it can.
  Optional<String> dropObjection(String name);

  /// Why it cannot put a text before the system prompt; empty if it can.
  Optional<String> prependObjection();

  /// Why it cannot put a text after the system prompt; empty if it can.
  Optional<String> appendObjection();
}
