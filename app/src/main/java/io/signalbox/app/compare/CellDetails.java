package io.signalbox.app.compare;

import io.signalbox.app.comparison.MatrixWords;
import io.signalbox.app.kit.Parts;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.lab.matrix.CheckResult;
import io.signalbox.engine.lab.matrix.CheckedCell;
import io.signalbox.engine.lab.matrix.MatrixCell;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// One answer: the prompt, what came, and what each check says of it. Gone while none is selected.
final class CellDetails extends ScrollPane {
  private static final double WIDTH = 400;
  private static final int ANSWER_ROWS = 6;
  private static final int PROMPT_ROWS = 3;

  private final VBox content = new VBox(8);
  private Optional<CheckedCell> shown = Optional.empty();

  CellDetails() {
    setContent(content);
    setFitToWidth(true);
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setId("matrix-details");
    getStyleClass().addAll("matrix-card", "matrix-scroll");
    Parts.setShown(this, false);
  }

  void show(Optional<CheckedCell> cell) {
    if (cell.equals(shown)) {
      return;
    }
    shown = cell;
    Parts.setShown(this, cell.isPresent());
    cell.ifPresent(this::show);
  }

  private void show(CheckedCell checked) {
    Label title = Parts.label(checked.prompt().name(), "matrix-name");
    title.setWrapText(true);
    content
        .getChildren()
        .setAll(
            title,
            Parts.label(checked.target().id(), "second"),
            Parts.field("Prompt", text(checked.prompt().text(), PROMPT_ROWS, "Prompt")));
    if (checked.cell().isEmpty()) {
      content.getChildren().add(Parts.label("Not asked yet.", "second"));
    } else {
      show(checked, checked.cell().get());
    }
  }

  private void show(CheckedCell checked, MatrixCell cell) {
    content.getChildren().add(figures(cell));
    if (!cell.isAnswered()) {
      Label why = Parts.label("No answer: " + cell.failure(), "problem-box");
      why.setWrapText(true);
      content.getChildren().add(why);
    }
    checked.checks().forEach(each -> content.getChildren().add(check(each)));
    TextArea answer = text(cell.answer(), ANSWER_ROWS, "Answer");
    answer.setId("matrix-answer");
    content.getChildren().add(Parts.field("Answer", answer));
    if (!cell.tools().isEmpty()) {
      content.getChildren().add(Parts.label("Called " + String.join(", ", cell.tools()), "second"));
    }
  }

  private static FlowPane figures(MatrixCell cell) {
    var figures =
        new FlowPane(
            14,
            6,
            Parts.figure(MatrixWords.seconds(OptionalLong.of(cell.millis())), "time"),
            Parts.figure(MatrixWords.seconds(cell.firstTokenMillis()), "first token"),
            Parts.figure(MatrixWords.count(cell.completionTokens()), "tokens"),
            Parts.figure(cell.usd().map(Money::shown).orElse("unknown"), "cost"));
    figures.setId("matrix-figures");
    return figures;
  }

  private static Label check(CheckResult result) {
    String sign =
        switch (result.standing()) {
          case PASSED -> "✓ ";
          case FAILED -> "✗ ";
          case NOT_ABOUT -> "– ";
        };
    String style =
        switch (result.standing()) {
          case PASSED -> "check-passed";
          case FAILED -> "check-failed";
          case NOT_ABOUT -> "second";
        };
    String why = result.why().isEmpty() ? "" : ": " + result.why();
    Label label = Parts.label(sign + result.check().name() + why, style);
    label.setWrapText(true);
    return label;
  }

  private static TextArea text(String text, int rows, String name) {
    TextArea area = Parts.textArea();
    area.setText(io.signalbox.engine.text.VisibleText.lines(text));
    area.setEditable(false);
    area.setWrapText(true);
    area.setPrefRowCount(rows);
    area.setAccessibleText(name);
    VBox.setVgrow(area, Priority.ALWAYS);
    return area;
  }
}
