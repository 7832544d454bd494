package io.signalbox.app.traffic;

import io.signalbox.app.kit.Parts;
import io.signalbox.engine.store.TrafficRow;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// The list of requests.
final class TrafficTable extends TableView<TrafficRow> {
  private static final double ROW = 28;
  private static final double NEAR_THE_END = 0.9;
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private final Rows rows;

  TrafficTable(Rows rows) {
    super(rows.list());
    this.rows = rows;
    setId("traffic-table");
    getStyleClass().add("traffic-table");
    setFixedCellSize(ROW);
    setPlaceholder(
        Parts.label("No request is here. Switch the proxy on and connect an app.", "second"));
    add("Time", 104, row -> RowText.time(row.at()), "mono");
    add("App", 96, row -> row.app().isEmpty() ? RowText.NONE : row.app(), "words");
    add("Way", 210, RowText::way, "muted");
    add("Model", 130, row -> row.model().isEmpty() ? RowText.NONE : row.model(), "words");
    add("Status", 58, row -> String.valueOf(row.status()), "status");
    add("First", 66, row -> RowText.millis(row.firstTokenMillis()), "figure-cell");
    add("Total", 66, row -> RowText.millis(row.millis()), "figure-cell");
    add("Tokens", 98, RowText::tokens, "figure-cell");
    add("Cost", 80, RowText::cost, "figure-cell");
    marks();
    skinProperty().addListener((o, before, now) -> bars());
  }

  private void add(String name, double width, Function<TrafficRow, String> words, String style) {
    var column = new TableColumn<TrafficRow, TrafficRow>(name);
    column.setSortable(false);
    column.setReorderable(false);
    column.setPrefWidth(width);
    column.getStyleClass().add(style);
    column.setCellValueFactory(each -> new ReadOnlyObjectWrapper<>(each.getValue()));
    column.setCellFactory(each -> new Words(words, style));
    getColumns().add(column);
  }

  private static final class Words extends TableCell<TrafficRow, TrafficRow> {
    private final Function<TrafficRow, String> words;

    Words(Function<TrafficRow, String> words, String style) {
      this.words = words;
      getStyleClass().add(style);
    }

    @Override
    protected void updateItem(TrafficRow row, boolean empty) {
      super.updateItem(row, empty);
      boolean none = empty || row == null;
      setText(none ? "" : words.apply(row));
      pseudoClassStateChanged(BAD, !none && row.status() >= 400);
    }
  }

  private void marks() {
    var column = new TableColumn<TrafficRow, TrafficRow>("");
    column.setSortable(false);
    column.setReorderable(false);
    column.setPrefWidth(150);
    column.setCellValueFactory(each -> new ReadOnlyObjectWrapper<>(each.getValue()));
    column.setCellFactory(each -> new Marks());
    getColumns().add(column);
  }

  private static final class Marks extends TableCell<TrafficRow, TrafficRow> {
    private final HBox box = new HBox(4);

    @Override
    protected void updateItem(TrafficRow row, boolean empty) {
      super.updateItem(row, empty);
      box.getChildren().clear();
      if (row != null && !empty) {
        RowText.marks(row).forEach(mark -> box.getChildren().add(Parts.chip(mark)));
        setTooltip(row.error().isEmpty() ? null : new Tooltip(row.error()));
      }
      setGraphic(box);
    }
  }

  private void bars() {
    lookupAll(".scroll-bar").stream()
        .filter(
            node -> node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL)
        .map(ScrollBar.class::cast)
        .forEach(bar -> bar.valueProperty().addListener((o, before, now) -> scrolled(bar)));
  }

  private void scrolled(ScrollBar bar) {
    boolean atTop = !bar.isVisible() || bar.getValue() <= bar.getMin();
    rows.follow(atTop);
    if (!atTop && bar.getValue() >= NEAR_THE_END * bar.getMax()) {
      double seen = bar.getValue() * getItems().size();
      rows.more(gone -> scrollTo((int) Math.max(0, seen - gone - getHeight() / ROW)));
    }
  }
}
