package io.signalbox.app.simulate;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.Prose;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.Answer;
import io.signalbox.app.tryout.AnswerFigures;
import io.signalbox.app.tryout.Simulator;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// A live answer as it comes, and what it takes.
final class AnswerView extends VBox {
  private static final String NO_KEY =
      "No API key for the provider of this model. Add one in Models and keys, or run simulated.";

  private final Notices notices;
  private final Label progress = Parts.label("", "second");
  private final Label simulated = Parts.simulatedChip();
  private final Button stop;
  private final Button copy;
  private final FlowPane figures = new FlowPane();
  private final Label trouble = Parts.label("", "problem-box");
  private final FlowPane remedies = new FlowPane();
  private final Prose prose = new Prose();

  AnswerView(Views views, Notices notices, Simulator simulator) {
    this.notices = notices;
    getStyleClass().add("answer");
    stop = Parts.button("Stop", simulator::stop, "quiet");
    stop.setId("stop-live");
    copy = Parts.iconButton(MaterialDesignC.CONTENT_COPY, "Copy answer", this::copy);
    var head = new HBox(Parts.sectionHead("Answer"), simulated, Parts.spring(), copy, stop);
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
    getChildren().addAll(head, progress, trouble, remedies, figures, prose);
  }

  /// @param scroll follows the end of the answer while it comes, if it is there already
  void show(Answer answer, ScrollPane scroll) {
    boolean over = answer.phase().isOver();
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
