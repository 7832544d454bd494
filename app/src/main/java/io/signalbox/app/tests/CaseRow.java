package io.signalbox.app.tests;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.RowDrag;
import io.signalbox.app.state.CarriedItem;
import io.signalbox.app.testbench.SuiteQuestions;
import io.signalbox.app.testbench.SuiteStatus;
import io.signalbox.app.testbench.TestBench;
import io.signalbox.engine.lab.SuiteResult;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// A case, how it went, and for one that failed what came.
final class CaseRow extends VBox {
  CaseRow(TestBench bench, CarriedItem<String> examples, SuiteStatus tests, int index) {
    Optional<SuiteResult.Tested> tested = tests.results().get(index);
    String name = tests.cases().get(index).name();
    boolean failed = tested.filter(each -> !each.passed()).isPresent();
    getStyleClass().addAll("case", failed ? "failed" : "passed");
    String state = tested.isEmpty() ? "not run" : failed ? "failed" : "passed";
    var link = Parts.link(name);
    link.getStyleClass().add("row-link");
    link.setTooltip(
        Parts.tooltip(
            "Shows the request and its path. Drag it onto a class of an intent node to add its"
                + " text"));
    link.setAccessibleText(state + ": " + name);
    link.setDisable(tested.isEmpty());
    link.setOnAction(e -> bench.show(index));
    Label time = Parts.label(tested.map(each -> time(each.micros())).orElse(""), "time");
    var row = new HBox(mark(tested, failed), link, Parts.spring(), time);
    row.getStyleClass().add("case-head");
    getChildren().add(row);
    draggable(row, examples, SuiteQuestions.textOf(tests.cases().get(index)));
    if (failed) {
      tested.get().mismatches().forEach(each -> getChildren().add(mismatch(each)));
      getChildren().add(buttons(bench, index));
    }
  }

  private static void draggable(HBox row, CarriedItem<String> examples, String text) {
    if (text.isBlank()) {
      return;
    }
    RowDrag.from(
        row,
        new RowDrag.Carrying() {
          @Override
          public void move(double x, double y) {
            examples.carry(text, x, y);
          }

          @Override
          public void drop() {
            examples.drop();
          }
        });
  }

  private static Label mark(Optional<SuiteResult.Tested> tested, boolean failed) {
    var mark = new Label();
    var icon =
        tested.isEmpty()
            ? MaterialDesignC.CIRCLE_OUTLINE
            : failed ? MaterialDesignC.CLOSE_CIRCLE_OUTLINE : MaterialDesignC.CHECK;
    mark.setGraphic(new FontIcon(icon));
    mark.getStyleClass().addAll("mark", tested.isEmpty() ? "unknown" : failed ? "bad" : "good");
    return mark;
  }

  private static String time(long micros) {
    return String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
  }

  private static HBox mismatch(SuiteResult.Mismatch mismatch) {
    Label key = Parts.label(mismatch.key().replace("expect.", ""), "second", "key");
    Label expected = Parts.label(mismatch.expected(), "mono");
    Label came = Parts.label(mismatch.came(), "mono", "came");
    expected.setWrapText(true);
    came.setWrapText(true);
    var words =
        new VBox(
            new HBox(6, Parts.label("expected", "second"), expected),
            new HBox(6, Parts.label("came", "second"), came));
    HBox.setHgrow(words, Priority.ALWAYS);
    var row = new HBox(key, words);
    row.getStyleClass().add("mismatch");
    return row;
  }

  private static HBox buttons(TestBench bench, int index) {
    Button show = Parts.button("Show path", () -> bench.show(index), "quiet");
    Button accept = Parts.button("Accept result", () -> bench.accept(index), "quiet");
    accept.getStyleClass().add("accept");
    var row = new HBox(show, accept);
    row.getStyleClass().add("case-buttons");
    return row;
  }
}
