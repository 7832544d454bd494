package io.signalbox.engine.route;

import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.intent.IntentClassifier;
import io.signalbox.engine.intent.IntentVerdict;
import java.util.Locale;
import java.util.Optional;

/// The exit that a text takes from an intent node.
///
/// @param exit its label
/// @param to its target
/// @param because why, with the label and how sure that is
record IntentChoice(String exit, String to, String because) {
  private static final String OTHERWISE = "otherwise";

  static IntentChoice of(IntentNode node, IntentSource source, String text) {
    if (text.isBlank()) {
      return otherwise(node, "there is no user message");
    }
    return switch (source.find(text)) {
      case IntentFinding.None none -> otherwise(node, none.why());
      case IntentFinding.Likely likely -> of(node, likely.verdict());
    };
  }

  private static IntentChoice of(IntentNode node, IntentVerdict verdict) {
    double threshold = node.threshold().orElse(IntentClassifier.CALIBRATED);
    String because =
        String.format(
            Locale.ROOT,
            "most like %s, confidence %.2f, threshold %.2f",
            verdict.label(),
            verdict.confidence(),
            threshold);
    return Optional.ofNullable(node.classes().get(verdict.label()))
        .filter(found -> verdict.confidence() >= threshold)
        .map(found -> new IntentChoice(verdict.label(), found.to(), because))
        .orElseGet(() -> otherwise(node, because));
  }

  private static IntentChoice otherwise(IntentNode node, String because) {
    return new IntentChoice(OTHERWISE, node.otherwise(), because);
  }
}
