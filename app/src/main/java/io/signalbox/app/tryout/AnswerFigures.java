package io.signalbox.app.tryout;

import io.signalbox.app.wording.Wording;
import io.signalbox.engine.catalog.Money;
import java.time.Duration;
import java.util.List;

/// What a live answer takes, in short words. Immutable.
///
/// @param usd what it costs, `≈` before what is only worked out here
public record AnswerFigures(String usd, String firstToken, String speed, String tokens) {
  private static final String UNKNOWN = "–";

  /// The figures of an answer as far as it has come.
  public static AnswerFigures of(Answer answer) {
    String about = answer.trace().isPresent() ? "" : "≈ ";
    String usd = answer.usd().map(Money::shown).map(about::concat).orElse(UNKNOWN);
    String first =
        answer.firstTokenMillis().isPresent()
            ? Wording.duration(Duration.ofMillis(answer.firstTokenMillis().getAsLong()))
            : UNKNOWN;
    String speed =
        answer.tokensPerSecond().isPresent()
            ? Wording.number(answer.tokensPerSecond().getAsLong()) + " tok/s"
            : UNKNOWN;
    return new AnswerFigures(
        answer.phase() == Answer.Phase.ASKED ? UNKNOWN : usd,
        first,
        speed,
        Wording.number(answer.tokens()));
  }

  /// What an answer is doing, in a few words.
  public static String progress(Answer answer) {
    return switch (answer.phase()) {
      case ASKED -> "Waiting for the first token …";
      case STREAMING -> "Streaming …";
      case WHOLE -> "Done in " + Wording.duration(Duration.ofMillis(answer.millis())) + ".";
      case FAILED -> answer.text().isEmpty() ? "No answer." : "The answer is incomplete.";
      case STOPPED -> "Stopped. Tokens used so far are billed.";
    };
  }

  /// Each with its word, in the order of the drawings.
  public List<Each> all() {
    return List.of(
        new Each(usd, "cost"),
        new Each(firstToken, "first token"),
        new Each(speed, "speed"),
        new Each(tokens, "tokens out"));
  }

  /// A figure and its word.
  public record Each(String value, String word) {}
}
