package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.spi.CallPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How hard a model is asked to think, in a word that it knows. What goes out depends on the model
/// and the wish alone.
public final class Efforts {
  private static final String NONE = "none";
  private static final String ANY = "*";
  private static final List<String> SCALE =
      List.of(NONE, "minimal", "low", "medium", "high", "xhigh", "max");

  private Efforts() {}

  /// The word for the wish of a request; empty if it has none, or if the model knows none for it.
  public static Optional<String> of(CallPlan plan) {
    return wish(plan.request()).flatMap(wish -> word(plan, wish));
  }

  /// What is lost of the wish; empty if nothing is.
  public static Optional<String> lost(CallPlan plan) {
    return wish(plan.request()).flatMap(wish -> lost(plan, wish));
  }

  private static Optional<String> wish(ChatRequest request) {
    return request.sampling().reasoningEffort();
  }

  private static Optional<String> word(CallPlan plan, String wish) {
    return plan.rules()
        .efforts()
        .map(taken -> nearest(taken, wish))
        .orElseGet(() -> Optional.of(wish).filter(word -> plan.reasons()));
  }

  private static Optional<String> lost(CallPlan plan, String wish) {
    Optional<String> sent = word(plan, wish);
    if (sent.isPresent()) {
      return sent.filter(word -> !word.equals(wish))
          .map(word ->
              "reasoning_effort: the model does not support %s, %s was sent".formatted(wish, word));
    }
    return Optional.of("reasoning_effort: the model is not known to support it, so it was left out")
        .filter(words -> !wish.equals(NONE));
  }

  /// The word among these that is nearest to a wish, of two the one for more; empty if there is
  /// none or if nobody knows what the wish means. A model that can think does not stop for a wish
  /// of little.
  public static Optional<String> nearest(List<String> taken, String wish) {
    if (taken.contains(wish) || taken.contains(ANY)) {
      return Optional.of(wish);
    }
    int wanted = SCALE.contains(wish) ? rank(wish) : -1;
    Comparator<String> nearest = Comparator.comparingInt(word -> Math.abs(rank(word) - wanted));
    return taken.stream()
        .filter(word -> wanted >= 0 && !word.equals(NONE))
        .min(nearest.thenComparing(Comparator.comparingInt(Efforts::rank).reversed()));
  }

  /// A word that only the provider knows stands for its usual effort. The most that a model can is
  /// far from all else, for nobody wants to pay that by mistake.
  private static int rank(String word) {
    int rank = SCALE.indexOf(word);
    boolean most = rank == SCALE.size() - 1;
    return rank < 0 ? SCALE.indexOf("medium") : rank + (most ? 1 : 0);
  }
}
