package io.signalbox.engine.intent;

import io.signalbox.engine.spi.TextEncoder;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Tells which class a text belongs to, and how sure that is. Trained from examples, the same each
/// time. Texts are seen one at a time; those of last are remembered with their verdicts, in memory
/// only. Immutable but for that, safe for threads.
public final class IntentClassifier {
  /// The threshold that separates texts of the classes from others best, as far as the examples
  /// tell.
  public static final double CALIBRATED = 0.5;

  private static final int REMEMBERED = 2_000;

  private final TextEncoder encoder;
  private final List<String> labels;
  private final Scorer scorer;
  private final Scale scale;
  private final Assessment assessment;
  private final RecentTexts<IntentVerdict> verdicts = new RecentTexts<>(REMEMBERED);

  private IntentClassifier(TextEncoder encoder, Examples examples) {
    this.encoder = encoder;
    this.labels = examples.labels();
    var space = new Space(examples.vectors(), examples.classes(), labels.size());
    var heldBack = new HeldBack(examples, space);
    this.scale = heldBack.scale();
    this.assessment = heldBack.assessment(scale);
    this.scorer = new Scorer(space, head(examples, space), examples);
  }

  private static Head head(Examples examples, Space space) {
    return Head.trained(
        space.directions(), examples.classes(), examples.labels().size(), Head.Effort.FULL);
  }

  /// Trains a classifier: milliseconds for a few classes, some seconds for a thousand examples, of
  /// which most goes into their vectors.
  ///
  /// @param encoder is kept for the texts to come
  /// @param examples of each label: two labels at least, each with one example at least
  /// @throws IllegalArgumentException if there are fewer
  public static IntentClassifier trained(
      TextEncoder encoder, SequencedMap<String, List<String>> examples) {
    return new IntentClassifier(encoder, Examples.of(examples, encoder));
  }

  /// What a text is about.
  public IntentVerdict classify(String text) {
    Optional<IntentVerdict> known = verdicts.find(text);
    if (known.isPresent()) {
      return known.get();
    }
    Score score = scorer.score(encoder.encode(text));
    var verdict = new IntentVerdict(labels.get(score.best()), scale.share(score.familiarity()));
    verdicts.keep(text, verdict);
    return verdict;
  }

  /// How good it is, found on its own examples.
  public Assessment assessment() {
    return assessment;
  }
}
