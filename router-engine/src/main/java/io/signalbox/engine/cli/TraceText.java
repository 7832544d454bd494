package io.signalbox.engine.cli;

import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.StepWords;
import io.signalbox.engine.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A trace for people, in a few lines.
final class TraceText {
  private TraceText() {}

  static List<String> lines(Trace trace) {
    var lines = new ArrayList<String>();
    lines.add(head(trace));
    trace.steps().forEach(step -> addStep(lines, step));
    trace.attempts().forEach(attempt -> lines.add(attempt(attempt)));
    trace.losses().forEach(loss -> lines.add("  not sent: " + loss));
    return lines;
  }

  private static String head(Trace trace) {
    return trace
        .cached()
        .map(TraceText::earlier)
        .or(() -> answered(trace))
        .orElseGet(() -> "no answer, status " + trace.status() + ": " + trace.error());
  }

  private static String earlier(Trace.Cached cached) {
    String saved = cached.saved().map(usd -> " of " + usd.shown()).orElse("");
    return cached.model()
        + "  ("
        + cached.provider()
        + " "
        + cached.providerModel()
        + ")  an earlier answer"
        + saved
        + ", for $0";
  }

  private static Optional<String> answered(Trace trace) {
    return trace
        .answer()
        .map(a ->
            a.model()
                + "  ("
                + a.provider()
                + " "
                + a.providerModel()
                + key(a)
                + ")"
                + forecast(trace));
  }

  private static String key(Attempt attempt) {
    return attempt.key().isEmpty() ? "" : " " + attempt.key();
  }

  private static String forecast(Trace trace) {
    return trace.estimate().map(TraceText::forecast).orElse("");
  }

  private static String forecast(Estimate estimate) {
    String usd =
        estimate
            .usd()
            .map(r -> "about " + r.expected() + " (" + r.low() + " to " + r.high() + ")")
            .orElse("price unknown");
    return "  "
        + usd
        + ", "
        + estimate.promptTokens()
        + " prompt tokens, first token in "
        + estimate.firstTokenMillis()
        + " ms";
  }

  private static void addStep(List<String> lines, Step step) {
    lines.add(
        "  %-14s %-34s %s%s"
            .formatted(step.node(), StepWords.exit(step), step.because(), saw(step)));
    step.nearMisses().forEach(miss -> lines.add("  %-14s near miss: %s".formatted("", miss)));
    step.dropped().forEach(branch -> lines.add("  %-14s dropped %s".formatted("", branch)));
  }

  private static String saw(Step step) {
    return step.saw().isEmpty() ? "" : "  [" + StepWords.saw(step) + "]";
  }

  private static String attempt(Attempt attempt) {
    String status = attempt.status() > 0 ? " " + attempt.status() : "";
    String why = attempt.message().isEmpty() ? "" : "  " + attempt.message();
    String begun = attempt.continuedAt() == 0 ? "" : ", " + attempt.continuation();
    return "  %-14s %s%s%s%s%s"
        .formatted(attempt.model(), attempt.outcome().id(), status, key(attempt), begun, why);
  }
}
