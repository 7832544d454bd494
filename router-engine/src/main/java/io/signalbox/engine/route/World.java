package io.signalbox.engine.route;

import io.signalbox.engine.cache.CallThoughts;
import io.signalbox.engine.cache.KeptTurns;
import io.signalbox.engine.cache.KnownLabels;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.keys.KeyOrder;
import java.time.Instant;
import java.util.Optional;

/// All that a decision depends on besides the request. Safe for threads.
public interface World {
  /// The moment.
  Instant now();

  /// A clock for measuring, in nanoseconds from an arbitrary start.
  long nanos();

  /// What has been measured of a model; of one with several keys, of the one that is called first.
  Health health(Model model);

  /// The plan of the user that pays for calls of a model now; empty if none does. Of one with
  /// several keys, the one that is called first.
  Optional<String> plan(Model model);

  /// Which of several keys of a model is called first.
  default KeyOrder keyOrder() {
    return new KeyOrder(this::health, key -> plan(key).isPresent());
  }

  /// What apps have said lately of a model's answers in a graph.
  default Success success(String graph, Model model) {
    return Success.UNKNOWN;
  }

  /// What has been used of a budget or limit in its window.
  WindowUsage used(Claim claim);

  /// US dollars that a graph has spent in a window that began at this moment.
  Money spent(String graph, Window window, Instant windowStart);

  /// Counts up for each call, for taking turns at a node; never negative.
  int turn(String graph, String node);

  /// Whether a gate is said to be open; empty: by what was measured.
  default Optional<Boolean> gate(String node) {
    return Optional.empty();
  }

  /// The label that a model gave when it was asked the same; empty if that is not known.
  ///
  /// @param question the hash of all that the label depends on
  default Optional<KnownLabels.Known> label(String question) {
    return Optional.empty();
  }

  /// A model was asked and has given a label.
  default void labelled(String question, String label) {}

  /// What a model thought before it called a tool; empty if that is not known.
  default Optional<CallThoughts.Remembered> thought(CallThoughts.Call call) {
    return Optional.empty();
  }

  /// A model has thought before it called a tool.
  default void thinks(CallThoughts.Call call, CallThoughts.Remembered thoughts) {}

  /// Whether more is to be learned of how a model's provider counts tokens.
  default boolean learnsTokens(Model model) {
    return false;
  }

  /// A provider has reported the tokens of a prompt.
  ///
  /// @param counted by us
  default void learned(Model model, long counted, long reported) {}

  /// What is known of an earlier answer, or of an item of one; empty if nothing is.
  default Optional<KeptTurns.KeptTurn> turn(KeptTurns.TurnId id) {
    return Optional.empty();
  }

  /// Who answered a conversation last; empty if that is not known.
  default Optional<WarmConversation> warm(WarmConversation.Owner key) {
    return Optional.empty();
  }

  /// A conversation was answered.
  default void warmed(WarmConversation.Owner key, WarmConversation now) {}
}
