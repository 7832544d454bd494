package io.signalbox.app.traffic;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.AttemptWords;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// What happened to one request, moment by moment.
final class RequestTimeline {
  private final List<Event> events = new ArrayList<>();
  private final UnaryOperator<String> titles;
  private double millis;

  /// A moment.
  ///
  /// @param millis since the request came
  /// @param style `passed`, `failed` or `answered`
  record Event(double millis, String title, String words, String style) {
    /// `0.02 ms`, `812 ms`.
    String time() {
      return millis < 10
          ? String.format(Locale.ROOT, "%.2f ms", millis)
          : RowText.count(Math.round(millis)) + " ms";
    }
  }

  private RequestTimeline(UnaryOperator<String> titles) {
    this.titles = titles;
  }

  /// @param titles how nodes and models are called, by their ids
  static List<Event> of(Trace trace, UnaryOperator<String> titles) {
    var timeline = new RequestTimeline(titles);
    timeline.tell(trace);
    return List.copyOf(timeline.events);
  }

  private void tell(Trace trace) {
    String app = trace.asked().app();
    add("Requests", "accepted" + (app.isEmpty() ? "" : ", key “" + app + "”"), "passed");
    var attempts = new ArrayList<>(trace.attempts());
    for (Step step : trace.steps()) {
      millis += step.micros() / 1_000.0;
      String to = step.to().isEmpty() ? "" : " → " + titles.apply(step.to());
      add(titles.apply(step.node()), step.because() + to, "passed");
      while (!attempts.isEmpty() && attempts.getFirst().model().equals(step.to())) {
        called(attempts.removeFirst());
      }
    }
    attempts.forEach(this::called);
    trace.cached().ifPresent(this::recalled);
    millis = Math.max(millis, (double) trace.millis());
    String cost = trace.cost().map(Money::shown).orElse("cost unknown");
    add("Done", "status " + trace.status() + " · " + cost + error(trace), "passed");
  }

  private static String error(Trace trace) {
    return trace.error().isEmpty() ? "" : " · " + trace.error();
  }

  private void recalled(Trace.Cached cached) {
    String tokens =
        cached.usage().map(usage -> RowText.count(usage.completionTokens()) + " tokens").orElse("");
    String saved = cached.saved().map(usd -> usd.shown() + " saved").orElse("");
    add(
        titles.apply(cached.model()),
        AttemptWords.joined("earlier answer", tokens, saved),
        "answered");
  }

  private void called(Attempt attempt) {
    boolean well = attempt.outcome() instanceof Outcome.Answered;
    double began = millis;
    millis += attempt.millis();
    String tokens =
        attempt
            .usage()
            .map(usage -> RowText.count(usage.completionTokens()) + " tokens")
            .orElse("");
    String words =
        well
            ? AttemptWords.joined(
                attempt.continuation(),
                attempt.status() == 0 ? "" : String.valueOf(attempt.status()),
                attempt.firstTokenMillis().isPresent()
                    ? "first token after " + RowText.millis(attempt.firstTokenMillis())
                    : "",
                tokens,
                AttemptWords.key(attempt),
                attempt.simulated() ? "simulated" : "")
            : AttemptWords.joined(AttemptWords.outcome(attempt), AttemptWords.key(attempt));
    double at =
        well && attempt.firstTokenMillis().isPresent()
            ? began + attempt.firstTokenMillis().getAsLong()
            : millis;
    events.add(new Event(at, titles.apply(attempt.model()), words, well ? "answered" : "failed"));
  }

  private void add(String title, String words, String style) {
    events.add(new Event(millis, title, words, style));
  }
}
