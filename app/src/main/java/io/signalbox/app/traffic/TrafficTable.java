package io.signalbox.app.traffic;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.tryout.RecordedRequests;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.store.TrafficRow;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;

/// The list of requests.
final class TrafficTable extends TableView<TrafficRow> {
  private static final double ROW = 30;
  private static final double LEAST = 70;
  private static final double APP = 104;
  private static final double FIGURES = 480 + APP; // all other columns, and the scroll bar
  private static final int LONG = 12;
  private static final double NEAR_THE_END = 0.9;
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private static final int MEASURED = 200;
  private static final double LETTER = 6.5;
  private static final double CHIP = 22; // its padding, and the gap to the next
  private static final double LEAST_MARKS = 16;
  private static final double MOST_MARKS = 260;

  private final DoubleProperty marked = new SimpleDoubleProperty(LEAST_MARKS);
  private final RecordedRequests requests;
  private final RowWindow rows;
  private final FailedAttempts failedFirst;

  TrafficTable(
      Background background, Installation installation, RecordedRequests requests, RowWindow rows) {
    super(rows.list());
    this.requests = requests;
    this.rows = rows;
    failedFirst = new FailedAttempts(background, installation, this::refresh);
    setId("traffic-table");
    setAccessibleText("Requests, newest first");
    getStyleClass().add("traffic-table");
    setFixedCellSize(ROW);
    setPlaceholder(Parts.label("No requests yet. Start the proxy and connect an app.", "second"));
    add("Time", 104, row -> RowText.time(row.at()), "mono");
    add("App", APP, row -> row.app().isEmpty() ? RowText.NONE : row.app(), "words");
    share(add("Path", LEAST, row -> RowText.way(row, graph(row)), "muted"), 0.52);
    share(add("Model", LEAST, this::model, "words"), 0.48);
    add("Status", 62, row -> String.valueOf(row.status()), "status");
    add("First", 62, row -> RowText.millis(row.firstTokenMillis()), "figure-cell");
    add("Total", 62, row -> RowText.millis(row.millis()), "figure-cell");
    add("Tokens", 92, RowText::tokens, "figure-cell");
    add("Cost", 82, RowText::cost, "figure-cell");
    marks();
    skinProperty().addListener((o, before, now) -> bars());
  }

  private Optional<RoutingGraph> graph(TrafficRow row) {
    return requests.graph(row.graph());
  }

  private String model(TrafficRow row) {
    Optional<RoutingGraph> graph = graph(row);
    if (RowText.isEarlier(row)) {
      return "earlier answer";
    }
    return row.model().isEmpty()
        ? RowText.NONE
        : failedFirst.of(row, graph) + RowText.title(row.model(), graph);
  }

  /// Gives a column its part of what the figures leave.
  private void share(TableColumn<TrafficRow, TrafficRow> column, double part) {
    column
        .prefWidthProperty()
        .bind(
            widthProperty()
                .subtract(FIGURES)
                .subtract(marked)
                .multiply(part)
                .map(width -> least(width)));
  }

  /// As much room for marks as the rows need: what is free belongs to the path.
  private void measureMarks() {
    double widest =
        getItems().stream()
            .limit(MEASURED)
            .mapToDouble(row ->
                RowText.marks(row, graph(row)).stream()
                    .mapToDouble(mark -> mark.length() * LETTER + CHIP)
                    .sum())
            .max()
            .orElse(0);
    marked.set(Math.clamp(widest, LEAST_MARKS, MOST_MARKS));
  }

  private static double least(Number width) {
    return Math.max(LEAST, width.doubleValue());
  }

  private TableColumn<TrafficRow, TrafficRow> add(
      String name, double width, Function<TrafficRow, String> words, String style) {
    var column = new TableColumn<TrafficRow, TrafficRow>(name.toUpperCase(Locale.ROOT));
    column.setSortable(false);
    column.setReorderable(false);
    column.setPrefWidth(width);
    column.getStyleClass().add(style);
    column.setCellValueFactory(each -> new ReadOnlyObjectWrapper<>(each.getValue()));
    column.setCellFactory(each -> new Words(words, style));
    getColumns().add(column);
    return column;
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
      String text = none ? "" : words.apply(row);
      Parts.show(this, text);
      setTooltip(text.length() > LONG ? Parts.tooltip(text) : null);
      pseudoClassStateChanged(BAD, !none && row.status() >= 400);
    }
  }

  private void marks() {
    var column = new TableColumn<TrafficRow, TrafficRow>("");
    column.setSortable(false);
    column.setReorderable(false);
    column.prefWidthProperty().bind(marked);
    getItems().addListener((ListChangeListener<TrafficRow>) change -> measureMarks());
    column.setCellValueFactory(each -> new ReadOnlyObjectWrapper<>(each.getValue()));
    column.setCellFactory(each -> new Marks());
    getColumns().add(column);
  }

  private final class Marks extends TableCell<TrafficRow, TrafficRow> {
    private final HBox box = new HBox(4);

    Marks() {
      box.setAlignment(Pos.CENTER_LEFT);
    }

    private static Label chip(String mark) {
      Label chip = mark.equals(RowText.SIMULATED) ? Parts.simulatedChip() : Parts.chip(mark);
      chip.setMinWidth(USE_PREF_SIZE);
      return chip;
    }

    @Override
    protected void updateItem(TrafficRow row, boolean empty) {
      super.updateItem(row, empty);
      box.getChildren().clear();
      if (row != null && !empty) {
        RowText.marks(row, graph(row)).forEach(mark -> box.getChildren().add(chip(mark)));
        String all = String.join(", ", RowText.marks(row, graph(row)));
        setTooltip(Parts.tooltip(row.error().isEmpty() ? all : all + ". " + row.error()));
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
