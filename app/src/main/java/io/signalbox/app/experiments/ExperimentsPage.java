package io.signalbox.app.experiments;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.SampleGraph;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import io.signalbox.app.testbench.JudgeRuns;
import io.signalbox.engine.lab.ExperimentReport;
import io.signalbox.engine.store.ExperimentBranch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/// All experiments, those with the latest requests first. It follows what comes only while it is
/// shown.
public final class ExperimentsPage extends VBox {
  private static final javafx.util.Duration LOOK = javafx.util.Duration.seconds(2);

  private final Editor editor;
  private final Views views;
  private final Notices notices;
  private final Background background;
  private final Installation installation;
  private final JudgeRuns judges;
  private final Map<ExperimentBranch.ExperimentKey, JudgeForm> forms = new HashMap<>();
  private final VBox cards = new VBox(14);
  private final StackPane content = new StackPane();
  private final ScrollPane scroll = new ScrollPane(cards);
  private final Label trouble = Parts.label("", "problem-box");
  private final Timeline looking = new Timeline();
  private Optional<List<ExperimentReport>> shown = Optional.empty();
  private boolean reading;

  public ExperimentsPage(
      Editor editor,
      Views views,
      Notices notices,
      Background background,
      Installation installation,
      JudgeRuns judges) {
    super(14);
    this.judges = judges;
    this.editor = editor;
    this.views = views;
    this.notices = notices;
    this.background = background;
    this.installation = installation;
    layOut();
    looking.getKeyFrames().add(new KeyFrame(LOOK, e -> look()));
    looking.setCycleCount(Animation.INDEFINITE);
    sceneProperty().addListener((o, before, now) -> entered(now));
  }

  private void layOut() {
    getStyleClass().add("experiments");
    getStylesheets()
        .add(
            Objects.requireNonNull(
                    ExperimentsPage.class.getResource("experiments.css"), "experiments.css")
                .toExternalForm());
    Label title = Parts.label("Experiments", "page-title");
    Label words =
        Parts.pageWords(
            "How the branches of splits compare, and copies of mirrors with what they copy. Ranges"
                + " and verdicts hold however often you look.");
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("experiments-scroll");
    Parts.setShown(trouble, false);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(new VBox(4, title, words), trouble, content);
  }

  private void entered(@Nullable Scene scene) {
    if (scene == null) {
      looking.stop();
    } else {
      look();
      looking.play();
    }
  }

  private void look() {
    if (reading) {
      return;
    }
    reading = true;
    background.run(
        () -> ExperimentReport.all(installation.engine().store()),
        found -> {
          reading = false;
          Parts.setShown(trouble, false);
          show(found);
        },
        failed -> {
          reading = false;
          Parts.show(trouble, "Experiments cannot be read: " + failed.getMessage());
          Parts.setShown(trouble, true);
        });
  }

  private void show(List<ExperimentReport> found) {
    if (shown.filter(found::equals).isPresent()) {
      return;
    }
    shown = Optional.of(found);
    cards.getChildren().clear(); // a form stands in one card only
    cards.getChildren().setAll(found.stream().map(this::card).toList());
    content.getChildren().setAll(found.isEmpty() ? nothing() : scroll);
  }

  /// The form is kept: cards are made anew when something was recorded.
  private ExperimentCard card(ExperimentReport report) {
    var card = new ExperimentCard(report);
    if (report.branches().stream().anyMatch(ExperimentBranch::isOfCopies)) {
      card.getChildren()
          .add(forms.computeIfAbsent(report.place(), place -> new JudgeForm(place, judges)));
    }
    return card;
  }

  private VBox nothing() {
    var icon = new FontIcon(MaterialDesignF.FLASK_OUTLINE);
    icon.getStyleClass().add("experiments-none-icon");
    Label words =
        Parts.pageWords(
            "Name an experiment in a split node and serve the graph. Apps send feedback with the"
                + " x-request-id of an answer to /v1/feedback.");
    words.setWrapText(true);
    words.setMaxWidth(460);
    words.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
    Label line =
        Parts.label(
            "tone: { kind: split, experiment: new-tone, shares: [ … ] }",
            "mono",
            "experiments-line");
    var sample = Parts.button("Open sample", this::openSample, "accent");
    sample.setId("experiments-sample");
    var box =
        new VBox(
            12, icon, Parts.label("No experiments yet", "experiments-none"), words, line, sample);
    box.setAlignment(Pos.CENTER);
    return box;
  }

  private void openSample() {
    SampleGraph.EXPERIMENT.open(editor, notices);
    views.show(PageId.GRAPH);
  }
}
