package io.signalbox.engine.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why a recorded request went on from one model to the next, taken from its trace's view.
final class AttemptsText {
  private static final String ANSWERED = "answered";
  private static final List<String> SHOWN =
      List.of("model", "outcome", "status", "code", "message");

  private AttemptsText() {}

  /// In one line: `opus: 429 rate_limited → gpt`; empty if the first model answered.
  static String of(Map<String, Object> view) {
    List<Map<?, ?>> attempts = attempts(view);
    boolean plain = attempts.stream().allMatch(AttemptsText::isAnswer);
    return plain ? "" : String.join(" → ", attempts.stream().map(AttemptsText::word).toList());
  }

  /// The attempts that did not answer, for scripts.
  static List<Map<String, Object>> failures(Map<String, Object> view) {
    return attempts(view).stream()
        .filter(attempt -> !isAnswer(attempt))
        .map(AttemptsText::shown)
        .toList();
  }

  private static List<Map<?, ?>> attempts(Map<String, Object> view) {
    var attempts = new ArrayList<Map<?, ?>>();
    if (view.get("attempts") instanceof List<?> all) {
      for (Object each : all) {
        if (each instanceof Map<?, ?> attempt) {
          attempts.add(attempt);
        }
      }
    }
    return attempts;
  }

  private static boolean isAnswer(Map<?, ?> attempt) {
    return ANSWERED.equals(attempt.get("outcome"));
  }

  private static String word(Map<?, ?> attempt) {
    String model = String.valueOf(attempt.get("model"));
    if (isAnswer(attempt)) {
      return model;
    }
    String status = String.valueOf(attempt.get("status"));
    String known = status.equals("0") || status.equals("null") ? "" : status + " ";
    return model + ": " + known + attempt.get("outcome");
  }

  private static Map<String, Object> shown(Map<?, ?> attempt) {
    var shown = new LinkedHashMap<String, Object>();
    for (String name : SHOWN) {
      Optional.<Object>ofNullable(attempt.get(name)).ifPresent(value -> shown.put(name, value));
    }
    return shown;
  }
}
