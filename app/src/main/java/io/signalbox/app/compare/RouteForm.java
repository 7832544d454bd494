package io.signalbox.app.compare;

import io.signalbox.app.comparison.Comparison;
import io.signalbox.app.comparison.ComparisonTarget;
import io.signalbox.app.comparison.RouteToModel;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.Simulator;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// When requests are to go to the model of a column: makes the rule.
final class RouteForm extends VBox {
  private final Editor editor;
  private final Views views;
  private final Notices notices;
  private final Simulator simulator;
  private final Comparison comparison;
  private final ComparisonTarget contestant;
  private final TextField when = new TextField();
  private final Label problem = Parts.label("", "problem-box");
  private final Button write;

  RouteForm(
      Editor editor,
      Views views,
      Notices notices,
      Simulator simulator,
      Comparison comparison,
      ComparisonTarget contestant) {
    super(8);
    this.editor = editor;
    this.views = views;
    this.notices = notices;
    this.simulator = simulator;
    this.comparison = comparison;
    this.contestant = contestant;
    getStyleClass().add("route-form");
    write = Parts.button("Add rule", this::write, "accent");
    layOut();
    shown(false);
  }

  private void layOut() {
    when.setAccessibleText("Condition in CEL");
    when.getStyleClass().addAll("mono", "route-when");
    when.setOnAction(e -> write());
    when.textProperty().addListener((o, before, now) -> check());
    problem.setWrapText(true);
    Parts.onEscape(this, () -> shown(false));
    getChildren()
        .addAll(
            Parts.field("When", when),
            Parts.label("Route to " + contestant.title(), "second"),
            problem,
            new HBox(8, write, Parts.button("Cancel", () -> shown(false), "quiet")));
  }

  /// Proposes a condition from the request's own labels.
  void begin() {
    String proposed =
        simulator.askProperty().get().metadata().entrySet().stream()
            .findFirst()
            .map(each -> "metadata." + each.getKey() + " == '" + each.getValue() + "'")
            .filter(each -> RouteToModel.problem(each).isEmpty())
            .orElse("metadata.task == 'name'");
    when.setText(proposed);
    check();
    shown(true);
    when.requestFocus();
    when.selectAll();
  }

  private void check() {
    Optional<String> wrong = RouteToModel.problem(when.getText());
    Parts.show(problem, wrong.orElse(""));
    problem.setVisible(wrong.isPresent());
    problem.setManaged(wrong.isPresent());
    write.setDisable(wrong.isPresent());
  }

  private void write() {
    if (contestant instanceof ComparisonTarget.OfModel model
        && RouteToModel.problem(when.getText()).isEmpty()
        && comparison.route(model, when.getText())) {
      shown(false);
      notices.tell(
          Notice.said("The rule was added as the first one in " + editor.document().file() + ".")
              .with("Show", () -> views.show(PageId.GRAPH)));
    }
  }

  private void shown(boolean visible) {
    Parts.setShown(this, visible);
  }
}
