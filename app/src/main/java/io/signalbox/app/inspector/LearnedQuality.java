package io.signalbox.app.inspector;

import io.signalbox.app.fx.Background;
import io.signalbox.app.fx.Mailbox;
import io.signalbox.app.kit.CurveChart;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.tryout.LiveCall;
import io.signalbox.app.wording.LearnedWords;
import io.signalbox.engine.api.LearnedBranches;
import io.signalbox.engine.api.LearnedCurve;
import io.signalbox.engine.api.LearnedFiles;
import io.signalbox.engine.api.LearnedTraining;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.learned.Curve;
import io.signalbox.engine.learned.Proof;
import io.signalbox.engine.learned.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// What the file of a learned node is worth: whether the node's choices are shown to be no worse
/// than the best single model, and cost against quality with the node's wish on it. Looks a moment
/// after the last change; what was worked out of a file once is not worked out again.
final class LearnedQuality extends VBox {
  private static final Duration PAUSE = Duration.millis(400);
  private static final List<String> LINES = List.of("curve-own", "curve-length", "curve-nearest");

  private final Subject<LearnedNode> subject;
  private final Label proof = Parts.label("");
  private final Label progress = Parts.label("", "second");
  private final ProgressBar bar = new ProgressBar(0);
  private final CurveChart chart = new CurveChart();
  private final Label prompts = Parts.label("", "second");
  private final PauseTransition pause = new PauseTransition(PAUSE);
  private final Mailbox<Double> shares = new Mailbox<>(all -> show(all.getLast()));
  private Optional<LearnedNode> shown = Optional.empty();
  private Background.Stop running = Background.Stop.NOTHING;

  LearnedQuality(Subject<LearnedNode> subject) {
    this.subject = subject;
    getStyleClass().add("form");
    proof.setId("learned-proof");
    proof.setWrapText(true);
    chart.setId("learned-curve");
    prompts.setWrapText(true);
    bar.getStyleClass().add("share");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText("Progress of the measurement");
    pause.setOnFinished(e -> look());
    getChildren().addAll(proof, progress, bar, chart, prompts);
    measuring(false);
    Parts.setShown(chart, false);
    Parts.setShown(prompts, false);
  }

  void follow() {
    if (!subject.first().equals(shown)) {
      shown = subject.first();
      pause.playFromStart();
    }
  }

  private void look() {
    running.stop();
    measuring(false);
    shown.ifPresent(node -> {
      if (node.from().isBlank()) {
        fail("Choose a file of outcomes, or of a router that was trained on them.");
        return;
      }
      Parts.show(proof, "Learning …");
      RoutingGraph graph = subject.graph();
      running =
          background()
              .run(
                  () -> Finding.of(node, graph, files().training(node, graph)),
                  found -> show(node, graph, found),
                  failed -> fail(LiveCall.words(failed)));
    });
  }

  /// What came of the file for the node's wish.
  ///
  /// @param why nothing is known of the wish; empty if there is a proof
  private record Finding(String best, Optional<Wish> wish, Optional<Proof> proof, String why) {
    static Finding of(LearnedNode node, RoutingGraph graph, LearnedTraining training) {
      return switch (training) {
        case LearnedTraining.Failed failed ->
            new Finding(
                "",
                Optional.empty(),
                Optional.empty(),
                LearnedWords.failed("Nothing can be learned", failed.why()));
        case LearnedTraining.Ready ready -> of(new LearnedBranches(node, graph, ready.router()));
      };
    }

    private static Finding of(LearnedBranches branches) {
      Optional<Wish> wish = branches.wish();
      String why = LearnedWords.unmeasurable(branches);
      return new Finding(
          branches.best(), wish, why.isEmpty() ? wish.map(branches::proof) : Optional.empty(), why);
    }

    boolean readable() {
      return !best.isEmpty();
    }
  }

  private void show(LearnedNode node, RoutingGraph graph, Finding found) {
    if (!found.readable()) {
      fail(found.why());
      return;
    }
    Parts.show(
        proof,
        found.proof().map(each -> LearnedWords.proof(each, found.best())).orElse(found.why()));
    measuring(true);
    show(0);
    running =
        background()
            .run(
                () -> files().curve(node, graph, shares::post),
                curve -> show(curve, found),
                failed -> fail(LiveCall.words(failed)));
  }

  private void show(double share) {
    Parts.show(progress, "Measuring cost against quality … " + Math.round(100 * share) + " %");
    bar.setProgress(share);
  }

  private void show(LearnedCurve measured, Finding found) {
    measuring(false);
    switch (measured) {
      case LearnedCurve.Failed failed ->
          fail(LearnedWords.failed("It cannot be measured", failed.why()));
      case LearnedCurve.Ready(Curve curve) -> draw(curve, found);
    }
  }

  private void draw(Curve curve, Finding found) {
    List<CurveChart.ChartMark> marks = new ArrayList<>(singles(curve));
    found.proof().ifPresent(each -> marks.add(wish(curve, found.wish().orElseThrow(), each)));
    chart.show(lines(curve), marks, "cheapest: " + curve.cheapest(), "best: " + curve.best());
    chart.setAccessibleText(LearnedWords.curve(curve));
    Parts.show(prompts, LearnedWords.curve(curve));
    Parts.setShown(chart, true);
    Parts.setShown(prompts, true);
  }

  private static CurveChart.ChartMark wish(Curve curve, Wish wish, Proof proof) {
    String words = LearnedWords.wish(wish);
    return new CurveChart.ChartMark(
        LearnedWords.point(words, proof.router(), proof.routerCost(), curve.priced()),
        "this node, " + words,
        "curve-wish",
        new CurveChart.ChartPoint(curve.share(proof.routerCost()), proof.router()));
  }

  private static List<CurveChart.ChartLine> lines(Curve curve) {
    var lines = new ArrayList<CurveChart.ChartLine>();
    for (int i = 0; i < curve.lines().size(); i++) {
      Curve.Line line = curve.lines().get(i);
      int last = line.scores().size() - 1;
      lines.add(
          new CurveChart.ChartLine(
              line.name(),
              LINES.get(Math.min(i, LINES.size() - 1)),
              IntStream.rangeClosed(0, last)
                  .mapToObj(
                      at -> new CurveChart.ChartPoint((double) at / last, line.scores().get(at)))
                  .toList()));
    }
    lines.add(
        new CurveChart.ChartLine(
            "random mix",
            "curve-mix",
            List.of(
                new CurveChart.ChartPoint(0, curve.single(curve.cheapest()).score()),
                new CurveChart.ChartPoint(1, curve.single(curve.best()).score()))));
    return lines;
  }

  /// Where costs are not known, only the ends of the axis have a place.
  private static List<CurveChart.ChartMark> singles(Curve curve) {
    return curve.models().stream()
        .filter(each ->
            curve.priced()
                || each.model().equals(curve.best())
                || each.model().equals(curve.cheapest()))
        .map(each -> single(curve, each))
        .toList();
  }

  private static CurveChart.ChartMark single(Curve curve, Curve.Single model) {
    double cost = model.model().equals(curve.best()) ? 1 : 0;
    return new CurveChart.ChartMark(
        LearnedWords.point(model.model() + " alone", model.score(), model.cost(), curve.priced()),
        "one model alone",
        "curve-single",
        new CurveChart.ChartPoint(
            curve.priced() ? curve.share(model.cost()) : cost, model.score()));
  }

  private void fail(String why) {
    measuring(false);
    Parts.show(proof, why);
    Parts.setShown(chart, false);
    Parts.setShown(prompts, false);
  }

  private void measuring(boolean now) {
    Parts.setShown(progress, now);
    Parts.setShown(bar, now);
  }

  private LearnedFiles files() {
    return subject.context().installation().engine().learned();
  }

  private Background background() {
    return subject.context().fixes().background();
  }
}
