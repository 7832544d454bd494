package io.signalbox.app.simulate;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PersistedState;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.Answer;
import io.signalbox.app.tryout.Simulation;
import io.signalbox.app.tryout.Simulator;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The reasons and the figures of the last simulation, with the answer beside or below them.
final class FindingsView extends SplitPane {
  private static final String BELOW = "simulate.below";

  private final Editor editor;
  private final Simulator simulator;
  private final Installation installation;
  private final VBox reasons = new VBox();
  private final PersistedState memory;
  private final VBox result = new VBox();
  private final ScrollPane resultScroll = new ScrollPane();
  private final AnswerView answer;

  FindingsView(
      Editor editor,
      Views views,
      Notices notices,
      Simulator simulator,
      Installation installation,
      PersistedState memory) {
    this.memory = memory;
    this.editor = editor;
    this.simulator = simulator;
    this.installation = installation;
    answer = new AnswerView(views, notices, simulator, this::turn);
    getStyleClass().add("findings");
    reasons.getStyleClass().add("reasons");
    result.getStyleClass().add("result");
    var scroll = new ScrollPane(reasons);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("pane");
    scroll.setMinWidth(200);
    resultScroll.setContent(result);
    resultScroll.setFitToWidth(true);
    resultScroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    resultScroll.getStyleClass().addAll("pane", "result-pane");
    SplitPane.setResizableWithParent(resultScroll, false);
    getItems().add(scroll);
    arrange(memory.state().flag(BELOW).orElse(false));
  }

  private void arrange(boolean below) {
    setOrientation(below ? Orientation.VERTICAL : Orientation.HORIZONTAL);
    // Beside, the least width is the usual one; below, half of the height.
    setDividerPositions(below ? 0.4 : 1);
  }

  /// Puts the answer below the reasons, or beside them again; remembered.
  void turn() {
    boolean below = getOrientation() == Orientation.HORIZONTAL;
    memory.put(BELOW, below);
    arrange(below);
  }

  /// Goes on with the conversation.
  void goOn() {
    answer.goOn();
  }

  /// Whether there is an answer to go on from.
  ReadOnlyBooleanProperty continuableProperty() {
    return answer.continuableProperty();
  }

  /// Shows what left for the providers and what came back, or hides it.
  void toggleCalls() {
    answer.toggleCalls();
  }

  void show(Simulation simulation) {
    Optional<Answer> live = simulator.answerProperty().get();
    reasons.getChildren().setAll(Parts.sectionHead("Why this route"));
    if (live.isEmpty()) {
      result.getChildren().clear();
    }
    switch (simulation) {
      case Simulation.Idle idle ->
          say(
              "Write a prompt. Estimate only shows the path and the cost without calling a"
                  + " provider; Run live calls the models.");
      case Simulation.Running running -> say("Estimating …");
      case Simulation.Failed failed -> say(failed.message());
      case Simulation.Shown shown -> say(shown.words());
      case Simulation.Done done -> show(done, live);
    }
    live.ifPresent(this::show);
    showResult();
  }

  private void show(Simulation.Done done, Optional<Answer> live) {
    boolean gone = live.flatMap(Answer::trace).filter(done.trace()::equals).isPresent();
    // What the ledger kept has no estimate: it was really sent.
    boolean sent = gone || done.trace().estimate().isEmpty();
    Findings findings =
        Findings.of(done.trace(), done.way(), editor.document().graph(), installation, sent);
    findings.steps().forEach(line -> reasons.getChildren().add(line(line)));
    live.filter(each -> each.trace().isPresent() && !gone)
        .ifPresent(each ->
            say("The graph has changed since. This is the path the request would take now."));
    boolean foretold = !findings.figures().isEmpty() || !findings.notes().isEmpty();
    if (live.isEmpty() && foretold) {
      forecast(findings);
    }
  }

  /// Shows an answer as it comes.
  void show(Answer live) {
    if (result.getChildren().size() != 1 || result.getChildren().getFirst() != answer) {
      result.getChildren().setAll(answer);
      showResult();
    }
    answer.show(live, resultScroll);
  }

  private void showResult() {
    boolean any = !result.getChildren().isEmpty();
    if (any != getItems().contains(resultScroll)) {
      if (any) {
        getItems().add(resultScroll);
        arrange(getOrientation() == Orientation.VERTICAL);
      } else {
        getItems().remove(resultScroll);
      }
    }
  }

  private void say(String words) {
    Label label = Parts.label(words, "second");
    label.setWrapText(true);
    reasons.getChildren().add(label);
  }

  private void forecast(Findings findings) {
    var figures = new FlowPane(8, 8);
    figures.setMinWidth(0);
    findings
        .figures()
        .forEach(each -> figures.getChildren().add(Parts.figure(each.value(), each.word())));
    result.getChildren().addAll(Parts.sectionHead("Estimate"), figures);
    findings
        .notes()
        .forEach(note -> {
          Label words = Parts.label(note);
          words.setWrapText(true);
          result.getChildren().add(words);
        });
  }

  private StepRow line(Findings.Line line) {
    var dot = new Region();
    dot.getStyleClass().addAll("step-dot", line.failed() ? "failed" : "passed");
    var name = Parts.link(line.title());
    name.getStyleClass().addAll("row-link", "step-name");
    name.setOnAction(e -> editor.select(line.place()));
    Label because = Parts.label(line.because(), "because", line.failed() ? "bad" : "fine");
    because.setWrapText(true);
    var why = new VBox(because);
    if (!line.near().isEmpty()) {
      Label near = Parts.label("nearly: " + line.near(), "second");
      near.setWrapText(true);
      why.getChildren().add(near);
    }
    return new StepRow(dot, name, why, Parts.label(line.time(), "time"));
  }
}
