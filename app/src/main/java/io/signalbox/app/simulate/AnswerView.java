package io.signalbox.app.simulate;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.Prose;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.Answer;
import io.signalbox.app.tryout.AnswerFigures;
import io.signalbox.app.tryout.Simulator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/// A live answer as it comes, and what it takes.
final class AnswerView extends VBox {
  private static final String NO_KEY =
      "No API key for the provider of this model. Add one in Models and keys, or run simulated.";

  private final Views views;
  private final Notices notices;
  private final Label progress = Parts.label("", "second");
  private final Label simulated = Parts.simulatedChip();
  private final Button stop;
  private final Button copy;
  private final FlowPane figures = new FlowPane();
  private final Label trouble = Parts.label("", "problem-box");
  private final FlowPane remedies = new FlowPane();
  private final Prose prose = new Prose();
  private final Simulator simulator;
  private final Button next;
  private final CallsView calls = new CallsView();
  private final Hyperlink showCalls = Parts.link("Requests and replies");
  private final ReadOnlyBooleanWrapper continuable =
      new ReadOnlyBooleanWrapper(this, "continuable");
  private Answer shown = Answer.refused("");

  /// @param turn puts it below or beside
  AnswerView(Views views, Notices notices, Simulator simulator, Runnable turn) {
    this.views = views;
    this.notices = notices;
    this.simulator = simulator;
    getStyleClass().add("answer");
    stop = Parts.button("Stop", simulator::stop, "quiet");
    stop.setId("stop-live");
    copy = Parts.iconButton(MaterialDesignC.CONTENT_COPY, "Copy answer", this::copy);
    Button other = Parts.iconButton(MaterialDesignD.DOCK_BOTTOM, "Answer below or beside", turn);
    other.setId("turn-answer");
    var head = new HBox(Parts.sectionHead("Answer"), simulated, Parts.spring(), copy, other, stop);
    next = Parts.button("Continue conversation", this::goOn, "quiet");
    next.setId("continue");
    showCalls.setId("show-calls");
    showCalls.setOnAction(e -> toggleCalls());
    Parts.setShown(calls, false);
    head.getStyleClass().add("answer-head");
    figures.getStyleClass().add("figures");
    trouble.setWrapText(true);
    progress.setId("progress");
    progress.setWrapText(true);
    remedies.getStyleClass().add("remedies");
    remedies
        .getChildren()
        .addAll(
            Parts.button("Run simulated instead", simulator::play, "quiet"),
            Parts.button("Add key", () -> views.show(PageId.MODELS), "quiet"));
    prose.setId("answer");
    var after = new FlowPane(next, showCalls);
    after.getStyleClass().add("remedies");
    getChildren().addAll(head, progress, trouble, remedies, figures, prose, after, calls);
  }

  /// Whether there is an answer to go on from.
  ReadOnlyBooleanProperty continuableProperty() {
    return continuable.getReadOnlyProperty();
  }

  /// Goes on with the conversation after this answer.
  void goOn() {
    simulator.continueAfter(shown);
    views.askForPrompt();
  }

  /// Shows what left for the providers and what came back, or hides it.
  void toggleCalls() {
    Parts.setShown(calls, !calls.isVisible());
    calls.show(simulator.sent());
  }

  /// @param scroll follows the end of the answer while it comes, if it is there already
  void show(Answer answer, ScrollPane scroll) {
    shown = answer;
    boolean over = answer.phase().isOver();
    continuable.set(answer.phase() == Answer.Phase.WHOLE && !answer.text().isEmpty());
    shown(next, continuable.get());
    shown(showCalls, over && !simulator.sent().isEmpty());
    Parts.setShown(calls, calls.isVisible() && showCalls.isVisible());
    if (calls.isVisible()) {
      calls.show(simulator.sent());
    }
    boolean atEnd = scroll.getVvalue() >= scroll.getVmax();
    shown(stop, !over);
    shown(copy, over && !answer.text().isEmpty());
    shown(simulated, answer.simulated());
    Parts.show(progress, AnswerFigures.progress(answer));
    boolean lacksKey = answer.phase() == Answer.Phase.FAILED && answer.lacksKey();
    Parts.show(trouble, lacksKey ? NO_KEY : answer.trouble());
    shown(trouble, !answer.trouble().isEmpty());
    shown(remedies, lacksKey);
    figures
        .getChildren()
        .setAll(
            AnswerFigures.of(answer).all().stream()
                .map(each -> Parts.figure(each.value(), each.word()))
                .toList());
    shown(figures, answer.phase() != Answer.Phase.FAILED || answer.tokens() > 0);
    prose.setText(answer.text());
    if (!over && atEnd) {
      scroll.layout();
      scroll.setVvalue(scroll.getVmax());
    }
  }

  private static void shown(javafx.scene.Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  private void copy() {
    var content = new ClipboardContent();
    content.putString(prose.text());
    Clipboard.getSystemClipboard().setContent(content);
    notices.tell(io.signalbox.app.state.Notice.said("The answer was copied."));
  }
}
