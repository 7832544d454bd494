package io.signalbox.app.compare;

import io.signalbox.app.comparison.MatrixWords;
import io.signalbox.app.kit.ChoiceField;
import io.signalbox.app.kit.Parts;
import io.signalbox.engine.lab.matrix.CheckResult;
import io.signalbox.engine.lab.matrix.CheckedCell;
import io.signalbox.engine.lab.matrix.MatrixDifference;
import io.signalbox.engine.lab.matrix.MatrixReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// All answers: a row for each prompt, a column for each model.
final class MatrixTable extends VBox {
  private static final double PROMPT_WIDTH = 260;
  private static final double CELL_WIDTH = 120;
  private static final List<String> STATES =
      List.of("cell-passed", "cell-failed", "cell-lost", "cell-open");

  private final TableView<List<CheckedCell>> table = new TableView<>();
  private final ChoiceField<Filter> filter =
      new ChoiceField<>("Show", List.of(Filter.values()), Filter::words);
  private final Label count = Parts.label("", "second");
  private Optional<MatrixReport> report = Optional.empty();
  private Optional<MatrixDifference> since = Optional.empty();
  private List<String> columns = List.of();

  /// Which prompts are shown.
  private enum Filter {
    ALL("All prompts"),
    FAILED("With a failure"),
    DIFFERENT("Where models differ"),
    CHANGED("Changed since the earlier run");

    private final String words;

    Filter(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private final Consumer<Optional<CheckedCell>> chosen;
  private boolean filling;

  /// @param chosen told of the cell that is selected; empty: none
  MatrixTable(Consumer<Optional<CheckedCell>> chosen) {
    super(6);
    this.chosen = chosen;
    table.setId("matrix-table");
    table.setAccessibleText("Answers, prompts by models");
    table.getSelectionModel().setCellSelectionEnabled(true);
    table.setPlaceholder(Parts.label("No prompts to show.", "second"));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getSelectionModel().getSelectedCells().addListener((InvalidationListener) o -> choose());
    filter.setId("matrix-filter");
    filter.show(Filter.ALL);
    filter.onTaken(each -> fill());
    VBox.setVgrow(table, Priority.ALWAYS);
    var head = new HBox(8, Parts.sectionHead("Answers"), count, Parts.spring(), filter);
    head.setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("matrix-card");
    setMinWidth(0);
    getChildren().addAll(head, table);
  }

  private void choose() {
    if (!filling) {
      chosen.accept(selected());
    }
  }

  private Optional<CheckedCell> selected() {
    var cells = table.getSelectionModel().getSelectedCells();
    if (cells.isEmpty()) {
      return Optional.empty();
    }
    int row = cells.getFirst().getRow();
    int column = Math.max(0, cells.getFirst().getColumn() - 1);
    boolean there = row >= 0 && row < table.getItems().size();
    return there ? Optional.of(table.getItems().get(row).get(column)) : Optional.empty();
  }

  void show(MatrixReport now, Optional<MatrixDifference> difference) {
    report = Optional.of(now);
    since = difference;
    List<String> wanted = now.columns().stream().map(each -> each.target().id()).toList();
    if (!wanted.equals(columns)) {
      columns = wanted;
      makeColumns();
    }
    fill();
  }

  private void makeColumns() {
    var all = new ArrayList<TableColumn<List<CheckedCell>, ?>>();
    var prompt = new TableColumn<List<CheckedCell>, String>("Prompt");
    prompt.setCellValueFactory(
        row -> new SimpleObjectProperty<>(row.getValue().getFirst().prompt().name()));
    prompt.setCellFactory(column -> new PromptCell());
    prompt.setPrefWidth(PROMPT_WIDTH);
    prompt.setSortable(false);
    all.add(prompt);
    for (int i = 0; i < columns.size(); i++) {
      all.add(column(i));
    }
    table.getColumns().setAll(all);
  }

  private TableColumn<List<CheckedCell>, CheckedCell> column(int index) {
    var column = new TableColumn<List<CheckedCell>, CheckedCell>(columns.get(index));
    column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue().get(index)));
    column.setCellFactory(each -> new AnswerCell());
    column.setPrefWidth(CELL_WIDTH);
    column.setSortable(false);
    return column;
  }

  /// What is selected stays selected.
  private void fill() {
    List<List<CheckedCell>> rows =
        report.map(MatrixReport::rows).orElse(List.of()).stream().filter(this::isShown).toList();
    var position = table.getSelectionModel().getSelectedCells().stream().findFirst();
    filling = true; // what is selected only seems to go
    table.getItems().setAll(rows);
    position
        .filter(each -> each.getRow() < rows.size() && each.getColumn() <= columns.size())
        .ifPresent(each ->
            table
                .getSelectionModel()
                .select(each.getRow(), table.getColumns().get(each.getColumn())));
    filling = false;
    choose();
    int all = report.map(each -> each.rows().size()).orElse(0);
    Parts.show(
        count,
        rows.size() == all
            ? MatrixWords.count(all) + " prompts"
            : MatrixWords.count(rows.size()) + " of " + MatrixWords.count(all) + " prompts");
  }

  private boolean isShown(List<CheckedCell> row) {
    return switch (Optional.ofNullable(filter.getValue()).orElse(Filter.ALL)) {
      case ALL -> true;
      case FAILED -> row.stream().anyMatch(each -> each.cell().isPresent() && !each.passed());
      case DIFFERENT -> row.stream().map(CheckedCell::passed).distinct().count() > 1;
      case CHANGED ->
          since
              .map(each ->
                  each.columns().stream()
                      .anyMatch(change ->
                          change.fixed().contains(row.getFirst().prompt())
                              || change.broken().contains(row.getFirst().prompt())))
              .orElse(false);
    };
  }

  /// What a cell says.
  static String words(CheckedCell checked) {
    if (checked.cell().isEmpty()) {
      return "";
    }
    if (!checked.cell().get().isAnswered()) {
      return "! " + checked.cell().get().failure();
    }
    return checked.passed()
        ? "✓"
        : "✗ "
            + checked.checks().stream()
                .filter(CheckResult::isFailed)
                .map(each -> each.check().name())
                .collect(Collectors.joining(", "));
  }

  private static String style(CheckedCell checked) {
    return checked.cell().isEmpty()
        ? "cell-open"
        : !checked.cell().get().isAnswered()
            ? "cell-lost"
            : checked.passed() ? "cell-passed" : "cell-failed";
  }

  private static final class PromptCell extends TableCell<List<CheckedCell>, String> {
    @Override
    protected void updateItem(@Nullable String name, boolean empty) {
      super.updateItem(name, empty);
      Parts.show(this, name == null || empty ? "" : name);
    }
  }

  private static final class AnswerCell extends TableCell<List<CheckedCell>, CheckedCell> {
    @Override
    protected void updateItem(@Nullable CheckedCell checked, boolean empty) {
      super.updateItem(checked, empty);
      getStyleClass().removeAll(STATES);
      if (checked == null || empty) {
        Parts.show(this, "");
      } else {
        Parts.show(this, words(checked));
        getStyleClass().add(style(checked));
        setAccessibleText(checked.target().id() + ": " + words(checked));
      }
    }
  }
}
