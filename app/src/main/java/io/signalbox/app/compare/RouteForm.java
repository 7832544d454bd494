package io.signalbox.app.compare;

import io.signalbox.app.comparison.Comparison;
import io.signalbox.app.comparison.ComparisonTarget;
import io.signalbox.app.comparison.RouteToModel;
import io.signalbox.app.comparison.RuleProposal;
import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.Simulator;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
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
  private final Label place = Parts.label("", "second");
  private final InvalidationListener changed = o -> checkIfShown();
  private Background.Stop asking = Background.Stop.NOTHING;
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
    // A form that is gone with its column must not be kept by the editor.
    editor.documentProperty().addListener(new WeakInvalidationListener(changed));
    shown(false);
  }

  private void checkIfShown() {
    if (isVisible()) {
      check();
    }
  }

  private void layOut() {
    when.setAccessibleText("Condition in CEL");
    when.setPromptText("metadata.task == 'translate'");
    place.setWrapText(true);
    when.getStyleClass().addAll("mono", "route-when");
    when.setOnAction(e -> write());
    when.textProperty().addListener((o, before, now) -> check());
    problem.setWrapText(true);
    Parts.onEscape(this, () -> shown(false));
    getChildren()
        .addAll(
            Parts.field("When", when),
            Parts.label("Route to " + contestant.title(), "second"),
            place,
            problem,
            new HBox(8, write, Parts.button("Cancel", () -> shown(false), "quiet")));
  }

  /// Proposes a condition from the request's own labels.
  void begin() {
    String proposed =
        simulator.askProperty().get().metadata().entrySet().stream()
            .findFirst()
            .map(each -> "metadata." + each.getKey() + " == '" + each.getValue() + "'")
            .orElse("");
    begin(proposed);
  }

  /// Begins with a condition, if it can be read.
  void begin(String proposed) {
    when.setText(RouteToModel.problem(proposed).isEmpty() ? proposed : "");
    check();
    shown(true);
    when.requestFocus();
    when.selectAll();
  }

  private void check() {
    asking.stop();
    write.setDisable(true);
    Parts.show(place, "");
    String text = when.getText();
    Optional<String> wrong = text.isBlank() ? Optional.empty() : RouteToModel.problem(text);
    tell(wrong.orElse(""));
    if (!text.isBlank()
        && wrong.isEmpty()
        && contestant instanceof ComparisonTarget.OfModel model) {
      asking = comparison.propose(model, text, this::propose);
    }
  }

  private void propose(RuleProposal proposal) {
    switch (proposal) {
      case RuleProposal.Fits fits -> {
        Parts.show(
            place,
            "Becomes " + fits.place().where() + " in " + editor.document().graph().name() + ".");
        write.setDisable(false);
      }
      case RuleProposal.Breaks breaks ->
          tell("Breaks “" + breaks.promise() + "” wherever it can stand. Narrow the condition.");
      case RuleProposal.Unreached unreached ->
          tell("The rules before it take all its requests. Widen the condition.");
      case RuleProposal.Failed failed -> tell("The place was not found: " + failed.why() + ".");
    }
  }

  private void tell(String words) {
    Parts.show(problem, words);
    Parts.setShown(problem, !words.isEmpty());
  }

  /// The graph may have changed since the place was shown, so it is looked for once more.
  private void write() {
    if (!write.isDisabled() && contestant instanceof ComparisonTarget.OfModel model) {
      write.setDisable(true);
      asking.stop();
      asking = comparison.propose(model, when.getText(), found -> write(model, found));
    }
  }

  private void write(ComparisonTarget.OfModel model, RuleProposal found) {
    if (!(found instanceof RuleProposal.Fits fits)) {
      propose(found);
    } else if (comparison.route(model, fits)) {
      shown(false);
      notices.tell(
          Notice.said(
                  "Added as "
                      + fits.place().where()
                      + " in "
                      + editor.document().graph().name()
                      + ".")
              .with("Show", () -> views.show(PageId.GRAPH)));
    } else {
      check();
    }
  }

  private void shown(boolean visible) {
    Parts.setShown(this, visible);
  }
}
