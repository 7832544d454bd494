package io.signalbox.app.simulate;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.RoutePath;
import io.signalbox.app.tryout.Answer;
import io.signalbox.app.wording.ExitLabel;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the pane says of a simulated request. Immutable.
///
/// @param steps why it went there, in order
/// @param figures cost and speed
/// @param notes what else is to be said
record Findings(List<Line> steps, List<Figure> figures, List<String> notes) {

  private static final int LONG = 60;

  /// A step of the way.
  ///
  /// @param place the id of the node or model
  /// @param near what nearly held; may be empty
  /// @param failed whether it was tried in vain
  record Line(
      String place, String title, String because, String near, String time, boolean failed) {}

  /// A figure and the word for it.
  record Figure(String value, String word) {}

  /// @param live whether the request was really sent
  static Findings of(
      Trace trace, RoutePath way, RoutingGraph graph, Installation installation, boolean live) {
    var lines = new ArrayList<Line>();
    lines.add(request(trace, graph));
    lines.addAll(inOrder(trace, graph, live));
    if (!live
        && (trace.attempts().isEmpty() || trace.attempts().stream().anyMatch(Findings::foretold))) {
      way.end()
          .flatMap(graph::model)
          .ifPresent(model -> lines.add(end(model, trace, installation)));
    }
    return new Findings(lines, figures(trace), notes(trace, way, graph));
  }

  /// Each call after the step that led to its model, as it happened.
  private static List<Line> inOrder(Trace trace, RoutingGraph graph, boolean live) {
    var calls = new ArrayDeque<>(trace.attempts());
    var lines = new ArrayList<Line>();
    for (int i = 0; i < trace.steps().size(); i++) {
      Step step = trace.steps().get(i);
      lines.add(line(step, graph));
      boolean again = i + 1 < trace.steps().size() && leadsTo(trace.steps().get(i + 1), step.to());
      int most = again ? 1 : calls.size();
      for (int n = 0; n < most && isNext(calls, step.to()); n++) {
        add(calls.remove(), graph, live, lines);
      }
    }
    calls.forEach(call -> add(call, graph, live, lines));
    return lines;
  }

  private static boolean leadsTo(Step step, String model) {
    return step.to().equals(model);
  }

  private static boolean isNext(ArrayDeque<Attempt> calls, String model) {
    return !calls.isEmpty() && calls.element().model().equals(model);
  }

  private static void add(Attempt call, RoutingGraph graph, boolean live, List<Line> lines) {
    if (live || !foretold(call)) {
      lines.add(line(call, graph));
    }
  }

  /// Whether a call would be answered, if it were made.
  private static boolean foretold(Attempt attempt) {
    return attempt.simulated()
        && attempt.continuedAt() == 0
        && attempt.outcome() instanceof Outcome.Answered;
  }

  private static Line request(Trace trace, RoutingGraph graph) {
    String size =
        trace
            .estimate()
            .map(each -> Wording.number(each.promptTokens()) + " tokens")
            .orElse("a request");
    String wanted = trace.asked().model().isEmpty() ? "" : "model " + trace.asked().model();
    return new Line(graph.start(), "Requests", Wording.joined(size, wanted), "", "", false);
  }

  private static Line line(Step step, RoutingGraph graph) {
    String because = step.because().isEmpty() ? exit(step, graph) : brief(step, graph);
    return new Line(
        step.node(),
        graph.node(step.node()).map(Node::title).orElse(step.node()),
        because,
        Wording.besides(step),
        String.format(Locale.ROOT, "%.2f ms", step.micros() / 1000.0),
        false);
  }

  /// A long reason ends in a condition; the exit's label stands for it.
  private static String brief(Step step, RoutingGraph graph) {
    int colon = step.because().indexOf(": ");
    return step.because().length() > LONG && colon > 0
        ? step.because().substring(0, colon + 2) + exit(step, graph)
        : step.because();
  }

  private static String exit(Step step, RoutingGraph graph) {
    return graph
        .node(step.node())
        .map(node -> ExitLabel.of(node, step.exit()))
        .orElseGet(step::exit);
  }

  static Line line(Attempt attempt, RoutingGraph graph) {
    String title = graph.model(attempt.model()).map(Model::title).orElse(attempt.providerModel());
    boolean answered = attempt.outcome() instanceof Outcome.Answered;
    return new Line(
        attempt.model(),
        title,
        Wording.joined(attempt.continuation(), answered ? answered(attempt) : trouble(attempt)),
        "",
        attempt.millis() == 0 ? "" : Wording.number(attempt.millis()) + " ms",
        attempt.outcome() instanceof Outcome.Failed);
  }

  private static String trouble(Attempt attempt) {
    if (Answer.lacksKey(attempt)) {
      return "no API key";
    }
    return attempt.message().isEmpty() ? attempt.outcome().id() : attempt.message();
  }

  private static String answered(Attempt attempt) {
    String call = attempt.simulated() ? "simulated" : "live call";
    String status = attempt.status() == 0 ? "" : String.valueOf(attempt.status());
    String first =
        attempt.firstTokenMillis().isPresent()
            ? "first token "
                + Wording.duration(Duration.ofMillis(attempt.firstTokenMillis().getAsLong()))
            : "";
    String key = attempt.key().isEmpty() ? "" : "key " + attempt.key();
    return Wording.joined(call, status, first, key);
  }

  private static Line end(Model model, Trace trace, Installation installation) {
    String time =
        trace
            .estimate()
            .map(each -> "≈ " + Wording.duration(Duration.ofMillis(each.firstTokenMillis())))
            .orElse("");
    return new Line(
        model.id(),
        model.title(),
        "would answer · " + installation.providerName(model.provider()),
        "",
        time,
        false);
  }

  private static List<Figure> figures(Trace trace) {
    var figures = new ArrayList<Figure>();
    if (trace.estimate().isPresent()) {
      Estimate estimate = trace.estimate().get();
      figures.add(new Figure(cost(estimate), "cost, est."));
      figures.add(
          new Figure(
              Wording.duration(Duration.ofMillis(estimate.firstTokenMillis())), "first token"));
      figures.add(new Figure(Wording.number(estimate.promptTokens()), "tokens in"));
    }
    return figures;
  }

  private static String cost(Estimate estimate) {
    return estimate.usd().map(range -> range.expected().shown()).orElse("unknown");
  }

  private static List<String> notes(Trace trace, RoutePath way, RoutingGraph graph) {
    var notes = new ArrayList<String>();
    if (!trace.error().isEmpty()) {
      notes.add(trace.error());
    }
    trace
        .estimate()
        .flatMap(Estimate::usd)
        .ifPresent(range ->
            notes.add(
                "Between "
                    + range.low().shown()
                    + " and "
                    + range.high().shown()
                    + ", depending on the answer's length."));
    Optional<Model> end =
        way.end().filter(each -> trace.estimate().isPresent()).flatMap(graph::model);
    end.ifPresent(model -> notes.add("No provider was called. No cost."));
    notes.addAll(trace.losses());
    return notes;
  }
}
