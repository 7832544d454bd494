package io.signalbox.engine.trace;

import java.util.regex.Pattern;

/// What an app says of an answer that it got. Comments are not part of it: they are never kept.
/// Immutable.
///
/// @param about which answer
/// @param metric what was looked at; [#SCORE] where an app does not say
/// @param score 0 (bad) to 1 (good)
public record Feedback(Subject about, String metric, double score) {
  /// The metric that balances and conditions go by.
  public static final String SCORE = "score";

  /// The most metrics of one request.
  public static final int MOST_METRICS = 20;

  private static final Pattern METRIC = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

  public Feedback {
    if (!(score >= 0 && score <= 1) || !isMetric(metric)) {
      throw new IllegalArgumentException("no feedback: " + metric + " " + score);
    }
  }

  /// Whether a metric can be called so: a letter A–Z, then up to 63 letters, digits, `_`, `.` and
  /// `-`.
  public static boolean isMetric(String name) {
    return METRIC.matcher(name).matches();
  }

  /// Which answer is meant.
  public sealed interface Subject {
    /// The answer to one request.
    ///
    /// @param id as in `x-request-id`
    record Request(String id) implements Subject {}

    /// The latest answer in a conversation.
    ///
    /// @param id as the client gave it
    record Conversation(String id) implements Subject {}
  }

  /// What became of it.
  public sealed interface Receipt {
    /// It is kept.
    ///
    /// @param requestId the request that it is about
    /// @param replaced whether it took the place of earlier feedback
    record Kept(String requestId, boolean replaced) implements Receipt {}

    /// The app has no such request in the ledger.
    record Unknown() implements Receipt {}

    /// The request has feedback on as many other metrics as there may be.
    record TooMany() implements Receipt {}

    /// It could not be written.
    ///
    /// @param why for a person
    record NotNow(String why) implements Receipt {}
  }
}
