package io.signalbox.app.simulate;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Session;
import io.signalbox.app.session.Simulation;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The reasons and the figures of the last simulation.
final class FindingsView extends HBox {
  private static final double NAME = 136;
  private static final double TIME = 64;

  private final Session session;
  private final VBox reasons = new VBox();
  private final VBox result = new VBox();
  private final ScrollPane resultScroll = new ScrollPane();

  FindingsView(Session session) {
    this.session = session;
    reasons.getStyleClass().add("reasons");
    result.getStyleClass().add("result");
    var scroll = new ScrollPane(reasons);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("pane");
    HBox.setHgrow(scroll, Priority.ALWAYS);
    resultScroll.setContent(result);
    resultScroll.setFitToWidth(true);
    resultScroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    resultScroll.getStyleClass().addAll("pane", "result-pane");
    getChildren().addAll(scroll, resultScroll);
  }

  void show(Simulation simulation) {
    reasons.getChildren().setAll(Parts.sectionHead("Why it went there"));
    result.getChildren().clear();
    switch (simulation) {
      case Simulation.Idle idle ->
          say("Write a prompt and press Estimate only: the way lights up and costs nothing.");
      case Simulation.Running running -> say("Looking …");
      case Simulation.Failed failed -> say(failed.message());
      case Simulation.Done done ->
          show(
              Findings.of(
                  done.trace(), done.way(), session.document().graph(), session.surroundings()));
    }
    boolean any = !result.getChildren().isEmpty();
    resultScroll.setVisible(any);
    resultScroll.setManaged(any);
  }

  private void say(String words) {
    Label label = Parts.label(words, "second");
    label.setWrapText(true);
    reasons.getChildren().add(label);
  }

  private void show(Findings findings) {
    findings.steps().forEach(line -> reasons.getChildren().add(line(line)));
    var figures = new HBox(8);
    for (Findings.Figure each : findings.figures()) {
      VBox box = Parts.figure(each.value(), each.word());
      HBox.setHgrow(box, Priority.ALWAYS);
      figures.getChildren().add(box);
    }
    result.getChildren().addAll(Parts.sectionHead("Forecast"), figures);
    findings
        .notes()
        .forEach(note -> {
          Label words = Parts.label(note);
          words.setWrapText(true);
          result.getChildren().add(words);
        });
  }

  private HBox line(Findings.Line line) {
    var dot = new Region();
    dot.getStyleClass().addAll("step-dot", line.failed() ? "failed" : "passed");
    var name = new Hyperlink(line.title());
    name.getStyleClass().addAll("row-link", "step-name");
    name.setOnAction(e -> session.select(line.place()));
    name.setMinWidth(NAME);
    name.setPrefWidth(NAME);
    name.setMaxWidth(NAME);
    Label because = Parts.label(line.because(), "because");
    because.setWrapText(true);
    var why = new VBox(because);
    if (!line.near().isEmpty()) {
      Label near = Parts.label("nearly: " + line.near(), "second");
      near.setWrapText(true);
      why.getChildren().add(near);
    }
    HBox.setHgrow(why, Priority.ALWAYS);
    why.setMinWidth(60);
    Label time = Parts.label(line.time(), "time");
    time.setMinWidth(TIME);
    time.setPrefWidth(TIME);
    var row = new HBox(dot, name, why, time);
    row.getStyleClass().add("step");
    return row;
  }
}
