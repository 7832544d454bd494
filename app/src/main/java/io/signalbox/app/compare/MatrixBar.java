package io.signalbox.app.compare;

import io.signalbox.app.comparison.MatrixBoard;
import io.signalbox.app.comparison.MatrixShown;
import io.signalbox.app.comparison.MatrixWords;
import io.signalbox.app.kit.ChoiceField;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.lab.matrix.MatrixHead;
import io.signalbox.engine.lab.matrix.MatrixProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Which comparison and which run is shown, and what can be done with them.
final class MatrixBar extends VBox {
  private static final double FILE_WIDTH = 230;
  private static final double RUN_WIDTH = 210;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final double SECOND = 1e9;

  private final MatrixBoard board;
  private final ChoiceField<Path> file =
      new ChoiceField<>("Comparison", List.of(), each -> String.valueOf(each.getFileName()));
  private final ChoiceField<MatrixHead> runs =
      new ChoiceField<>("Run", List.of(), each -> "Run of " + DATE.format(each.began()));
  private final ChoiceField<Optional<MatrixHead>> since =
      new ChoiceField<>(
          "Compare with run",
          List.of(),
          each -> each.map(head -> "Since " + DATE.format(head.began())).orElse("No earlier run"));
  private final Button edit;
  private final Button run;
  private final Button resume;
  private final Button stop;
  private final Button delete;
  private final Label about = Parts.label("", "second");
  private final ProgressBar bar = new ProgressBar(0);
  private final Label words = Parts.label("", "second");
  private final HBox progress = new HBox(12, bar, words);
  private long began;
  private int doneBefore;

  /// @param toggle shows the text of the comparison, or no longer
  MatrixBar(MatrixBoard board, Runnable toggle) {
    super(8);
    this.board = board;
    edit = button("matrix-edit", "Edit text", toggle, "quiet");
    run = button("matrix-run", "Run", () -> board.start(false), "accent");
    resume = button("matrix-resume", "Resume", () -> board.start(true), "accent");
    stop = button("matrix-stop", "Stop", board::stop, "quiet");
    delete = button("matrix-delete", "Delete run", board::delete, "quiet");
    layOut();
  }

  private static Button button(String id, String words, Runnable action, String style) {
    Button button = Parts.button(words, action, style);
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private void layOut() {
    getStyleClass().add("matrix-card");
    choice(file, "matrix-file", FILE_WIDTH);
    file.setPromptText("No comparison");
    file.onTaken(each -> board.look(Optional.of(each)));
    choice(runs, "matrix-runs", RUN_WIDTH);
    runs.onTaken(board::show);
    choice(since, "matrix-against", RUN_WIDTH);
    since.onTaken(board::compareWith);
    about.setId("matrix-about");
    progress.setAlignment(Pos.CENTER_LEFT);
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText("Progress of the run");
    HBox.setHgrow(bar, Priority.ALWAYS);
    words.setId("matrix-progress");
    words.setMinWidth(Region.USE_PREF_SIZE);
    Button fresh = button("matrix-new", "New…", board::begin, "quiet");
    getChildren()
        .addAll(
            line(file, fresh, edit, Parts.spring(), simulate(), stop, resume, run),
            line(about, Parts.spring(), runs, since, delete),
            progress);
  }

  private static void choice(ChoiceField<?> field, String id, double width) {
    field.setId(id);
    field.setPrefWidth(width);
  }

  private static HBox line(Node... parts) {
    var line = new HBox(8, parts);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private ToggleButton simulate() {
    ToggleButton simulate = Parts.toggle("Simulate all");
    simulate.setId("matrix-simulate");
    simulate.getStyleClass().add("quiet-toggle");
    simulate.setMinWidth(Region.USE_PREF_SIZE);
    simulate.setTooltip(
        Parts.tooltip("No provider is called; answers have the price and speed of each model."));
    simulate.selectedProperty().bindBidirectional(board.playedProperty());
    return simulate;
  }

  void show(MatrixShown shown) {
    boolean running = board.isRunning();
    file.offer(shown.files());
    shown.file().ifPresent(file::show);
    file.setDisable(running);
    edit.setDisable(shown.file().isEmpty());
    runs.offer(shown.runs());
    shown.report().ifPresent(report -> runs.show(report.record().head()));
    Parts.setShown(runs, !shown.runs().isEmpty() && !running);
    earlier(shown);
    Parts.setShown(since, shown.runs().size() > 1 && shown.report().isPresent() && !running);
    Parts.setShown(delete, shown.report().isPresent() && !running);
    run.setDisable(running || shown.plan().isEmpty());
    Parts.setShown(run, !running);
    Parts.setShown(resume, !running && shown.canResume());
    Parts.setShown(stop, running);
    stop.setDisable(board.isStopping());
    Parts.show(about, about(shown));
    progress(board.progressProperty().get());
  }

  private void earlier(MatrixShown shown) {
    Optional<String> now = shown.report().map(report -> report.record().head().id());
    List<Optional<MatrixHead>> others =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(Optional.<MatrixHead>empty()),
                shown.runs().stream()
                    .filter(head -> !Optional.of(head.id()).equals(now))
                    .map(Optional::of))
            .toList();
    since.offer(others);
    since.show(shown.since().map(each -> each.before().record().head()));
  }

  private static String about(MatrixShown shown) {
    return shown
        .plan()
        .map(plan ->
            Wording.count(plan.targets().size(), "model")
                + " × "
                + Wording.count(plan.prompts().size(), "prompt")
                + " = "
                + Wording.count(plan.cells(), "answer")
                + ", about "
                + shown.usd().map(usd -> usd.shown()).orElse("an unknown cost")
                + plan.usd().map(cap -> ", at most " + cap.shown()).orElse("")
                + (plan.simulated() ? " · simulated: nothing is spent" : ""))
        .orElse("");
  }

  private void progress(Optional<MatrixProgress> now) {
    Parts.setShown(progress, now.isPresent());
    if (now.isEmpty()) {
      began = 0;
      return;
    }
    MatrixProgress each = now.get();
    if (began == 0) {
      began = System.nanoTime();
      doneBefore = each.done();
    }
    double all = each.cells() + (double) each.verdicts();
    bar.setProgress(all == 0 ? 0 : (each.done() + each.judged()) / all);
    String left = board.isStopping() ? " · stopping, calls under way end" : left(each);
    Parts.show(words, MatrixWords.progress(each) + left);
  }

  /// By the pace so far.
  private String left(MatrixProgress now) {
    int made = now.done() - doneBefore;
    double seconds = (System.nanoTime() - began) / SECOND;
    if (made < 3 || seconds < 2) {
      return "";
    }
    long left = Math.round((now.cells() - now.done()) * seconds / made);
    Duration time = Duration.ofSeconds(left);
    return time.toMinutes() > 0
        ? " · about " + time.toMinutes() + " min left"
        : " · about " + left + " s left";
  }
}
