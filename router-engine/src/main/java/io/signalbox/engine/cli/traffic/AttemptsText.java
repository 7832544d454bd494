package io.signalbox.engine.cli.traffic;

import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Why a recorded request went on from one model or key to the next.
final class AttemptsText {
  private AttemptsText() {}

  /// In one line: `opus vault:a: 429 rate_limited → opus vault:b`; empty if the first model
  /// answered with its provider's usual key. A model that went on with the answer of the one before
  /// says after how much: `opus: interrupted → gpt continued after 512 characters`.
  static String of(Trace trace) {
    boolean plain = trace.attempts().stream().allMatch(AttemptsText::isUsual);
    return plain
        ? ""
        : trace.attempts().stream().map(AttemptsText::word).collect(Collectors.joining(" → "));
  }

  /// The attempts that did not answer, for scripts.
  static List<Map<String, Object>> failures(Trace trace) {
    return trace.attempts().stream()
        .filter(attempt -> !isAnswer(attempt))
        .map(AttemptsText::view)
        .toList();
  }

  private static boolean isUsual(Attempt attempt) {
    return isAnswer(attempt) && attempt.key().isEmpty();
  }

  private static boolean isAnswer(Attempt attempt) {
    return attempt.outcome() instanceof Outcome.Answered;
  }

  private static String word(Attempt attempt) {
    String who = (named(attempt) + " " + attempt.continuation()).strip();
    if (isAnswer(attempt)) {
      return who;
    }
    String status = attempt.status() == 0 ? "" : attempt.status() + " ";
    return who + ": " + status + attempt.outcome().id();
  }

  /// The model, and the name of its key where it is not the provider's usual one.
  private static String named(Attempt attempt) {
    return attempt.key().isEmpty() ? attempt.model() : attempt.model() + " " + attempt.key();
  }

  private static Map<String, Object> view(Attempt attempt) {
    var view = new LinkedHashMap<String, Object>();
    view.put("model", attempt.model());
    if (!attempt.key().isEmpty()) {
      view.put("key", attempt.key());
    }
    view.put("outcome", attempt.outcome().id());
    view.put("called", attempt.called());
    view.put("status", attempt.status());
    if (attempt.continuedAt() > 0) {
      view.put("continued_at", attempt.continuedAt());
    }
    if (attempt.outcome() instanceof Outcome.Failed failed && !failed.code().isEmpty()) {
      view.put("code", failed.code());
    }
    if (!attempt.message().isEmpty()) {
      view.put("message", attempt.message());
    }
    return view;
  }
}
