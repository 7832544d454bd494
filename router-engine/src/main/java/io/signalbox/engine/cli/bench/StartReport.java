package io.signalbox.engine.cli.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How soon a new process is of use.
///
/// @param starts one after the other
/// @param firstSeconds for which sixteen connections sent requests to the last of them at once
/// @param firstPerSecond what it answered then
/// @param warmPerSecond what it answered later
record StartReport(
    List<Start> starts, double firstSeconds, double firstPerSecond, double warmPerSecond) {

  /// One start.
  ///
  /// @param readyMillis from the start of the process until `/healthz` answers 200
  /// @param firstAnswerMillis of the first request after that
  record Start(double readyMillis, double firstAnswerMillis) {}

  StartReport {
    starts = List.copyOf(starts);
  }

  private double ready() {
    return Medians.of(starts.stream().mapToDouble(Start::readyMillis));
  }

  private double firstAnswer() {
    return Medians.of(starts.stream().mapToDouble(Start::firstAnswerMillis));
  }

  List<String> lines() {
    String often = starts.size() == 1 ? "1 start" : "median of " + starts.size() + " starts";
    return List.of(
        "Start of Signalbox, " + often,
        "ready            %10.0f ms   from the start of the process to /healthz".formatted(ready()),
        "first answer     %10.1f ms".formatted(firstAnswer()),
        "first %3s s      %10.0f answers/s, %.2f of its own warm figure, 16 connections"
            .formatted(
                BenchReport.number(firstSeconds), firstPerSecond, firstPerSecond / warmPerSecond));
  }

  Map<String, Object> view() {
    var view = new LinkedHashMap<String, Object>();
    view.put("starts", starts.size());
    Medians.rounded(ready(), 10).ifPresent(each -> view.put("ready_ms", each));
    Medians.rounded(firstAnswer(), 100).ifPresent(each -> view.put("first_answer_ms", each));
    view.put("first_seconds", firstSeconds);
    view.put("first_per_second", Math.round(firstPerSecond));
    view.put("warm_per_second", Math.round(warmPerSecond));
    Medians.rounded(firstPerSecond / warmPerSecond, 1000)
        .ifPresent(each -> view.put("share_of_warm", each));
    return view;
  }
}
