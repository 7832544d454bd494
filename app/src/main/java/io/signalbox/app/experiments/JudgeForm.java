package io.signalbox.app.experiments;

import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.ChoiceField;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.testbench.JudgeRuns;
import io.signalbox.app.testbench.JudgeRuns.RunPhase;
import io.signalbox.app.wording.JudgeWords;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.lab.judge.JudgePlan;
import io.signalbox.engine.lab.judge.JudgeRun;
import io.signalbox.engine.store.ExperimentBranch.ExperimentKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The action *Judge copies…* of one mirror: which model judges, what it is asked, what that may
/// cost, and how far it is. It outlives the card that shows it.
final class JudgeForm extends VBox {
  private static final Duration PAUSE = Duration.millis(400);
  private static final double NARROW = 120;
  private static final double FIELD_HEIGHT = 32;

  private final ExperimentKey place;
  private final JudgeRuns runs;
  private final Button open = Parts.button("Judge copies…", this::open, "small");
  private final ChoiceField<Model> judge = new ChoiceField<>("Judge", List.of(), Model::id);
  private final TextArea question = Parts.textArea();
  private final TextField cap = new TextField("1");
  private final CheckBox bothOrders = Parts.check("Ask in both orders");
  private final Label offer = words("judge-offer", "second");
  private final Label outcome = words("judge-outcome", "second");
  private final Button start = Parts.button("Judge", this::start, "accent");
  private final Button cancel = Parts.button("Cancel", this::close);
  private final Button stop = Parts.button("Stop", this::stop);
  private final ProgressBar bar = new ProgressBar(0);
  private final HBox progress = new HBox(12, bar, stop);
  private final VBox fields;
  private final PauseTransition pause = new PauseTransition(PAUSE);
  private final ChangeListener<Object> changes = (o, before, now) -> show();
  private Background.Stop asking = Background.Stop.NOTHING;
  private Optional<JudgePlan> plan = Optional.empty();
  private int pairs;

  JudgeForm(ExperimentKey place, JudgeRuns runs) {
    super(10);
    this.place = place;
    this.runs = runs;
    open.setId("judge-copies");
    start.setId("judge-start");
    stop.setId("judge-stop");
    question.setId("judge-question");
    question.setText(JudgePlan.USUAL_QUESTION);
    cap.setId("judge-cap");
    judge.setId("judge-model");
    fields = fields();
    progress.setAlignment(Pos.CENTER_LEFT);
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(bar, Priority.ALWAYS);
    getChildren().addAll(open, fields, progress, outcome);
    Parts.setShown(fields, false);
    pause.setOnFinished(e -> ask());
    judge.onTaken(model -> pause.playFromStart());
    question.textProperty().addListener((o, before, now) -> pause.playFromStart());
    cap.textProperty().addListener((o, before, now) -> pause.playFromStart());
    bothOrders.selectedProperty().addListener((o, before, now) -> pause.playFromStart());
    // The runs outlive this part.
    runs.runProperty().addListener(new WeakChangeListener<>(changes));
    show();
  }

  private static Label words(String id, String style) {
    Label label = Parts.label("", style);
    label.setWrapText(true);
    label.setId(id);
    return label;
  }

  private VBox fields() {
    question.setWrapText(true);
    question.setPrefRowCount(2);
    judge.setPrefWidth(2 * NARROW);
    cap.setPrefWidth(NARROW);
    var first =
        new HBox(
            14, Parts.field("Judge", judge), Parts.field("At most, in dollars", cap), bothOrders);
    first.setAlignment(Pos.BOTTOM_LEFT);
    var buttons = new HBox(8, start, cancel);
    buttons.setAlignment(Pos.CENTER_LEFT);
    bothOrders.setMinHeight(FIELD_HEIGHT);
    var all =
        new VBox(10, first, Parts.field("What makes an answer better", question), offer, buttons);
    all.getStyleClass().add("judge-fields");
    return all;
  }

  private void open() {
    Optional<JudgeRuns.OpenMirror> mirror = runs.mirror(place);
    if (mirror.isEmpty()) {
      tell(outcome, Optional.of("Open the graph " + place.graph() + " to judge its copies."));
      return;
    }
    List<Model> models = List.copyOf(mirror.get().graph().models().values());
    judge.offer(models);
    if (judge.getValue() == null) {
      stranger(mirror.get()).ifPresent(judge::show);
    }
    tell(outcome, Optional.empty());
    Parts.setShown(fields, true);
    Parts.setShown(open, false);
    ask();
  }

  /// A model judges its own answers too well.
  private static Optional<Model> stranger(JudgeRuns.OpenMirror mirror) {
    List<String> judged = List.of(mirror.node().to(), mirror.node().shadow());
    return mirror.graph().models().values().stream()
        .min(Comparator.comparing((Model model) -> judged.contains(model.id())));
  }

  private void close() {
    Parts.setShown(fields, false);
    show();
  }

  private void ask() {
    asking.stop();
    plan = Optional.empty();
    start.setDisable(true);
    Optional<JudgePlan> wanted = runs.mirror(place).flatMap(this::plan);
    wanted.ifPresent(each ->
        asking =
            runs.offer(each, found -> show(each, found), why -> tell(offer, Optional.of(why))));
  }

  private Optional<JudgePlan> plan(JudgeRuns.OpenMirror mirror) {
    Optional<Cap> most = cap();
    String asked = question.getText().strip();
    if (most.isEmpty() || asked.isEmpty() || asked.length() > JudgePlan.LONGEST_QUESTION) {
      tell(
          offer,
          Optional.of(
              most.isEmpty()
                  ? "The cap must be an amount above 0, as in 0.50, or empty for none."
                  : "A question has 1 to " + JudgePlan.LONGEST_QUESTION + " characters."));
      return Optional.empty();
    }
    return Optional.ofNullable(judge.getValue())
        .flatMap(chosen -> mirror.graph().model(chosen.id()))
        .map(model ->
            new JudgePlan(
                mirror.graph(),
                mirror.node(),
                model,
                asked,
                Instant.EPOCH,
                Integer.MAX_VALUE,
                most.get().usd(),
                0,
                bothOrders.isSelected()));
  }

  /// @param usd the most that a run may cost; empty: any amount
  private record Cap(Optional<Money> usd) {}

  /// Empty if what is typed is no amount; an empty field is no cap.
  private Optional<Cap> cap() {
    String text = cap.getText().strip();
    if (text.isEmpty()) {
      return Optional.of(new Cap(Optional.empty()));
    }
    try {
      return Optional.of(new Cap(Optional.of(Money.of(text))))
          .filter(each -> each.usd().orElseThrow().usd().signum() > 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void show(JudgePlan asked, JudgeRun.Offer found) {
    pairs = found.pairs();
    plan = Optional.of(asked).filter(each -> found.pairs() > 0);
    tell(
        offer,
        Optional.of(
            found.isWithoutTexts()
                ? JudgeWords.withoutTexts(asked.mirror().keepTexts().isPresent())
                : JudgeWords.offer(found, asked.usd())));
    start.setDisable(plan.isEmpty() || runs.isRunning());
  }

  private void show() {
    Optional<JudgeRuns.JudgingRun> run = runs.runProperty().get().filter(each -> each.isOf(place));
    boolean running = run.filter(each -> each.phase() instanceof RunPhase.Judging).isPresent();
    Parts.setShown(progress, running);
    Parts.setShown(open, !running && !fields.isVisible());
    run.ifPresent(each -> bar.setProgress(each.done() / (double) Math.max(1, each.pairs())));
    tell(outcome, run.map(JudgeForm::words));
    start.setDisable(plan.isEmpty() || runs.isRunning());
  }

  private static String words(JudgeRuns.JudgingRun run) {
    return switch (run.phase()) {
      case RunPhase.Judging judging ->
          "Judging: " + run.done() + " of " + run.pairs() + " pairs. It goes on elsewhere, too.";
      case RunPhase.Judged judged -> JudgeWords.report(judged.report());
      case RunPhase.Stopped stopped ->
          "Stopped after " + run.done() + " of " + run.pairs() + " pairs. Their verdicts are kept.";
      case RunPhase.Broken broken -> "The copies were not judged: " + broken.why();
    };
  }

  private static void tell(Label where, Optional<String> words) {
    Parts.show(where, words.orElse(""));
    Parts.setShown(where, words.isPresent());
  }

  private void start() {
    Parts.setShown(fields, false);
    plan.ifPresent(each -> runs.start(each, pairs));
  }

  private void stop() {
    runs.stop();
  }
}
