package io.signalbox.app.tests;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.RowDrag;
import io.signalbox.app.state.CarriedItem;
import io.signalbox.app.testbench.ChosenTest;
import io.signalbox.app.testbench.SuiteQuestions;
import io.signalbox.app.testbench.SuiteStatus;
import io.signalbox.app.testbench.TestBench;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.workspace.SuiteCase;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/// A case, how it went, and for one that failed what came.
final class CaseRow extends VBox {
  /// What can be done with a case.
  ///
  /// @param toggle shows its details, or hides them
  /// @param edit opens a form for it
  record Doing(Runnable toggle, Runnable edit) {}

  /// @param open whether its details are shown
  CaseRow(
      TestBench bench,
      CarriedItem<String> examples,
      SuiteStatus tests,
      int index,
      boolean open,
      Doing doing) {
    var chosen = new ChosenTest(tests.place(), tests.cases().get(index));
    Optional<SuiteResult.Tested> tested = tests.results().get(index);
    SuiteCase test = tests.cases().get(index);
    boolean failed = tested.filter(each -> !each.passed()).isPresent();
    getStyleClass().addAll("case", failed ? "failed" : "passed");
    String state = tested.isEmpty() ? "not run" : failed ? "failed" : "passed";
    var link = Parts.link(test.name());
    link.getStyleClass().add("row-link");
    link.setMinWidth(0);
    link.setTooltip(Parts.tooltip("Drag it onto a class of an intent node to add its text"));
    link.setAccessibleText(state + ": " + test.name() + (open ? ", details shown" : ""));
    link.setOnAction(e -> doing.toggle().run());
    Label time = Parts.label(tested.map(each -> time(each.micros())).orElse(""), "time");
    time.setMinWidth(USE_PREF_SIZE);
    var row = new HBox(mark(tested, failed), link, Parts.spring(), time);
    row.getChildren().addAll(edit(index, test, doing), delete(bench, index, chosen));
    row.getStyleClass().add("case-head");
    getChildren().add(row);
    draggable(row, examples, SuiteQuestions.textOf(test));
    if (open) {
      CaseWords.of(test).forEach(each -> getChildren().add(fact(each)));
    }
    if (failed) {
      tested.get().mismatches().forEach(each -> getChildren().add(mismatch(each)));
    }
    if (open || failed) {
      getChildren().add(buttons(bench, chosen, tested.isPresent(), failed));
    }
  }

  /// The name, for who opened or closed its details.
  void begin() {
    lookup(".row-link").requestFocus();
  }

  private static Button edit(int index, SuiteCase test, Doing doing) {
    Button edit = Parts.iconButton(MaterialDesignP.PENCIL_OUTLINE, "Edit test", doing.edit());
    edit.setId("edit-test-" + index);
    edit.setAccessibleText("Edit test " + test.name());
    return edit;
  }

  private static Button delete(TestBench bench, int index, ChosenTest chosen) {
    Button delete =
        Parts.iconButton(MaterialDesignD.DELETE_OUTLINE, "Delete test", () -> bench.delete(chosen));
    delete.setId("delete-test-" + index);
    delete.setAccessibleText("Delete test " + chosen.test().name());
    return delete;
  }

  private static HBox fact(CaseWords.Fact fact) {
    Label words = Parts.label(fact.words());
    words.setWrapText(true);
    HBox.setHgrow(words, Priority.ALWAYS);
    var row = new HBox(Parts.label(fact.key(), "second", "key"), words);
    row.getStyleClass().add("mismatch");
    return row;
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
            new HBox(6, Parts.label("got", "second"), came));
    HBox.setHgrow(words, Priority.ALWAYS);
    var row = new HBox(key, words);
    row.getStyleClass().add("mismatch");
    return row;
  }

  private static HBox buttons(TestBench bench, ChosenTest chosen, boolean tested, boolean failed) {
    Button show = Parts.button("Show path", () -> bench.show(chosen), "quiet");
    show.setDisable(!tested);
    var row = new HBox(show);
    if (failed) {
      Button accept = Parts.button("Accept result", () -> bench.accept(chosen), "quiet");
      accept.getStyleClass().add("accept");
      row.getChildren().add(accept);
    }
    row.getStyleClass().add("case-buttons");
    return row;
  }
}
