package io.signalbox.app.models;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.keys.ProviderAccess;
import io.signalbox.app.keys.ProviderFindings;
import io.signalbox.app.kit.Parts;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// All models that are known: searched, sorted, one of them chosen.
final class ModelTable extends VBox {
  private final Installation installation;
  private final ObservableList<ModelRow> rows = FXCollections.observableArrayList();
  private final FilteredList<ModelRow> found = new FilteredList<>(rows);
  private final TableView<ModelRow> table = new TableView<>();
  private final TextField search = new TextField();
  private final Label count = Parts.label("", "second");
  private final Label details = Parts.label("", "second");

  /// @param add puts the chosen model into the graph
  ModelTable(Installation installation, ProviderAccess access, Runnable add) {
    super(10);
    this.installation = installation;
    search.setId("model-search");
    search.setPromptText("Search, e.g. openai images");
    search.setAccessibleText("Search models");
    search.textProperty().addListener((o, before, now) -> filter(now));
    var button = Parts.button("Add to graph", add, "accent");
    button.setId("model-add");
    button.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
    button.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(search, Priority.ALWAYS);
    count.setMinWidth(USE_PREF_SIZE);
    var head = new HBox(10, search, count, button);
    head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    details.setWrapText(true);
    details.setMinHeight(30);
    columns();
    table.setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.ENTER) {
        add.run();
      }
    });
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(head, table, details);
    access.foundProperty().addListener((o, before, now) -> fill(now));
    fill(access.found());
    details(Optional.empty());
  }

  /// The model that is chosen.
  Optional<ModelRow> chosen() {
    return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
  }

  private void columns() {
    table.setId("models");
    table.setAccessibleText("Models");
    table.setPlaceholder(Parts.label("No matching models.", "second"));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table
        .getColumns()
        .setAll(
            List.of(
                words("Provider", 108, ModelRow::provider),
                model(),
                figure(
                    "Context",
                    68,
                    ModelRow::context,
                    Comparator.comparingLong(row -> row.card().contextTokens().orElse(0))),
                abilities(),
                price("In", ModelRow::input),
                price("Out", ModelRow::output),
                price("Cached", ModelRow::cached),
                figure(
                    "Speed, typical",
                    122,
                    ModelRow::speed,
                    Comparator.comparingInt(row -> row.card().speed().firstTokenMillis())),
                words("Key", 44, row -> row.ready() ? "✓" : "—")));
    showRows();
  }

  private void showRows() {
    var sorted = new SortedList<>(found);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((o, before, now) -> details(Optional.ofNullable(now)));
  }

  private static TableColumn<ModelRow, String> words(
      String head, double width, Function<ModelRow, String> value) {
    var column = new TableColumn<ModelRow, String>(head);
    column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
    column.setMinWidth(Math.min(width, 108));
    column.setPrefWidth(width);
    return column;
  }

  private static TableColumn<ModelRow, ModelRow> model() {
    var column = new TableColumn<ModelRow, ModelRow>("Model");
    column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
    column.setComparator(Comparator.comparing(row -> row.card().model()));
    column.setCellFactory(each -> new NameCell());
    column.setMinWidth(170);
    column.setPrefWidth(240);
    return column;
  }

  private static TableColumn<ModelRow, ModelRow> abilities() {
    var column = new TableColumn<ModelRow, ModelRow>("Capabilities");
    column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
    column.setComparator(Comparator.comparing(ModelRow::abilities));
    column.setCellFactory(each -> new CapabilityCell());
    column.setMinWidth(110);
    column.setPrefWidth(110);
    return column;
  }

  private static TableColumn<ModelRow, ModelRow> figure(
      String head, double width, Function<ModelRow, String> value, Comparator<ModelRow> order) {
    var column = new TableColumn<ModelRow, ModelRow>(head);
    column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
    column.setComparator(order);
    column.setCellFactory(each -> new FigureCell(value));
    column.getStyleClass().add("figure-column");
    column.setMinWidth(width);
    column.setPrefWidth(width);
    return column;
  }

  private static TableColumn<ModelRow, ModelRow> price(
      String head, Function<ModelRow, Optional<BigDecimal>> price) {
    Comparator<Optional<BigDecimal>> order = ModelRow.byPrice();
    return figure(
        head,
        60,
        row -> ModelRow.shown(price.apply(row)),
        (a, b) -> order.compare(price.apply(a), price.apply(b)));
  }

  /// A figure, at the right.
  private static final class FigureCell extends TableCell<ModelRow, ModelRow> {
    private final Function<ModelRow, String> value;

    FigureCell(Function<ModelRow, String> value) {
      this.value = value;
      getStyleClass().add("figure-cell");
    }

    @Override
    protected void updateItem(ModelRow row, boolean empty) {
      super.updateItem(row, empty);
      Parts.show(this, empty || row == null ? "" : value.apply(row));
    }
  }

  /// A model's name, with a mark if it cannot be had.
  private static final class NameCell extends TableCell<ModelRow, ModelRow> {
    @Override
    protected void updateItem(ModelRow row, boolean empty) {
      super.updateItem(row, empty);
      Parts.show(this, "");
      if (empty || row == null) {
        setGraphic(null);
        return;
      }
      var name = Parts.label(row.card().model(), "model-name");
      var box = new HBox(6, name);
      box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
      switch (row.standing()) {
        case OFFERED -> {}
        case NOT_LISTED -> box.getChildren().add(mark("not listed"));
        case RETIRED -> box.getChildren().add(mark("retired"));
      }
      setGraphic(box);
    }

    private static Label mark(String words) {
      var mark = Parts.label(words, "model-mark");
      mark.setMinWidth(USE_PREF_SIZE);
      return mark;
    }
  }

  private void fill(ProviderFindings now) {
    Optional<ModelRow> before = chosen();
    rows.setAll(ModelRow.all(installation, now));
    before
        .flatMap(old -> rows.stream().filter(row -> row.card().equals(old.card())).findFirst())
        .ifPresent(table.getSelectionModel()::select);
    filter(search.getText());
  }

  private void filter(String words) {
    found.setPredicate(row -> row.matches(words));
    Parts.show(
        count,
        found.size() == rows.size()
            ? rows.size() + " models"
            : found.size() + " of " + rows.size() + " models");
  }

  private void details(Optional<ModelRow> row) {
    Parts.show(
        details,
        row.map(
                each -> {
                  String limit =
                      each.card().maxOutputTokens().isPresent()
                          ? " Up to "
                              + io.signalbox.app.wording.Wording.number(
                                  each.card().maxOutputTokens().getAsLong())
                              + " tokens per answer."
                          : "";
                  return each.card().name() + ". " + each.source() + limit;
                })
            .orElse("Select a model to see the source of its price or to add it to the graph."));
  }
}
