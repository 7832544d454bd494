package io.signalbox.engine.cli;

import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Why a recorded request went on from one model to the next.
final class AttemptsText {
  private AttemptsText() {}

  /// In one line: `opus: 429 rate_limited → gpt`; empty if the first model answered.
  static String of(Trace trace) {
    boolean plain = trace.attempts().stream().allMatch(AttemptsText::isAnswer);
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

  private static boolean isAnswer(Attempt attempt) {
    return attempt.outcome() instanceof Outcome.Answered;
  }

  private static String word(Attempt attempt) {
    if (isAnswer(attempt)) {
      return attempt.model();
    }
    String status = attempt.status() == 0 ? "" : attempt.status() + " ";
    return attempt.model() + ": " + status + attempt.outcome().id();
  }

  private static Map<String, Object> view(Attempt attempt) {
    var view = new LinkedHashMap<String, Object>();
    view.put("model", attempt.model());
    view.put("outcome", attempt.outcome().id());
    view.put("called", attempt.called());
    view.put("status", attempt.status());
    if (attempt.outcome() instanceof Outcome.Failed failed && !failed.code().isEmpty()) {
      view.put("code", failed.code());
    }
    if (!attempt.message().isEmpty()) {
      view.put("message", attempt.message());
    }
    return view;
  }
}
