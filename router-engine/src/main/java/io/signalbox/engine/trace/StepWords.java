package io.signalbox.engine.trace;

import java.util.stream.Collectors;

/// What is said of a step, in short phrases for a person. Pure.
public final class StepWords {
  private StepWords() {}

  /// The exit that was taken and its target: `otherwise → opus`.
  public static String exit(Step step) {
    String to = step.to().isEmpty() ? "" : " → " + step.to();
    return step.exit().isEmpty() ? "" : step.exit() + to;
  }

  /// What was looked at: `tokens = 240, metadata.task = code`; empty if nothing was.
  public static String saw(Step step) {
    return step.saw().entrySet().stream()
        .map(entry -> entry.getKey() + " = " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
