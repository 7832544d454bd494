package io.signalbox.app.inspector;

import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.testbench.GateRuns;
import io.signalbox.app.testbench.GateStanding;
import io.signalbox.app.wording.GateWords;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.lab.GateRun;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// How a gate stands, and the button that measures it, with what that costs.
final class GateMeasurement extends VBox {
  private static final Duration PAUSE = Duration.millis(400);
  private static final Duration LOOK = Duration.seconds(2);

  private final Subject<GateNode> subject;
  private final GateRuns runs;
  private final Label standing = words("gate-standing", "");
  private final Label result = words("gate-result", "second");
  private final Label offer = words("gate-offer", "second");
  private final Label report = words("gate-report", "second");
  private final Button run = Parts.button("Run gate", this::start, "small");
  private final Button stop = Parts.button("Stop", this::stop, "small");
  private final PauseTransition pause = new PauseTransition(PAUSE);
  private final Timeline look;
  private final ChangeListener<Object> changes = (o, before, now) -> show();
  private Background.Stop asking = Background.Stop.NOTHING;
  private Optional<GateRun.Plan> plan = Optional.empty();
  private Optional<GateNode> asked = Optional.empty();
  private boolean valid;

  GateMeasurement(Subject<GateNode> subject) {
    this.subject = subject;
    this.runs = subject.context().gates();
    getStyleClass().add("form");
    run.setId("run-gate");
    stop.setId("stop-gate");
    pause.setOnFinished(e -> ask());
    look = new Timeline(new KeyFrame(LOOK, e -> runs.look()));
    look.setCycleCount(Animation.INDEFINITE);
    sceneProperty().addListener((o, before, now) -> watch(now != null));
    // The runs outlive this part.
    runs.standingsProperty().addListener(new WeakChangeListener<>(changes));
    runs.runProperty().addListener(new WeakChangeListener<>(changes));
    getChildren().addAll(standing, result, offer, run, stop, report);
    show();
  }

  private static Label words(String id, String style) {
    Label label = Parts.label("", style);
    label.setWrapText(true);
    label.setId(id);
    return label;
  }

  private void watch(boolean shown) {
    if (shown) {
      look.play();
    } else {
      look.stop();
      pause.stop();
    }
  }

  void follow() {
    boolean now = subject.context().editor().document().valid();
    if (!subject.first().equals(asked) || now != valid) {
      asked = subject.first();
      valid = now;
      pause.playFromStart();
    }
    show();
  }

  private void ask() {
    asking.stop();
    asking = runs.offer(subject.id(), this::show);
  }

  private void show(GateRuns.RunOffer found) {
    switch (found) {
      case GateRuns.RunOffer.Impossible impossible -> {
        plan = Optional.empty();
        Parts.show(offer, impossible.why());
      }
      case GateRuns.RunOffer.Ready ready -> {
        plan = Optional.of(ready.plan());
        Parts.show(offer, GateWords.offer(ready.plan(), ready.usd()));
      }
    }
    show();
  }

  private void show() {
    Optional<GateStanding> now = runs.standing(subject.id());
    tell(standing, now.map(each -> GateWords.standing(each.verdict(), each.state())));
    tell(
        result,
        now.flatMap(GateStanding::result)
            .flatMap(each -> subject.first().map(gate -> GateWords.result(gate, each))));
    Optional<GateRuns.MeasuringRun> last =
        runs.runProperty().get().filter(each -> each.isOf(subject.graph(), subject.id()));
    tell(report, last.map(GateMeasurement::words));
    boolean running = last.filter(each -> each.report().isEmpty()).isPresent();
    run.setDisable(plan.isEmpty() || runs.isRunning());
    Parts.setShown(run, !running);
    Parts.setShown(stop, running);
  }

  private static String words(GateRuns.MeasuringRun run) {
    return run.report()
        .map(GateWords::report)
        .orElse("Running: " + run.done() + " of " + run.requests() + " requests");
  }

  private static void tell(Label where, Optional<String> words) {
    Parts.show(where, words.orElse(""));
    Parts.setShown(where, words.isPresent());
  }

  private void start() {
    plan.ifPresent(runs::start);
  }

  private void stop() {
    runs.stop();
  }
}
