package io.signalbox.app.traffic;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.tryout.RecordedRequests;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.store.TrafficRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// The list of requests.
final class TrafficTable extends TableView<TrafficRow> {
  private static final double ROW = 30;
  private static final double LEAST = 70;
  private static final double BAR = 16; // the scroll bar, and the border
  private static final double NEAR_THE_END = 0.9;
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private static final int MEASURED = 200;
  static final double LETTER = 6.5;
  private static final double DIGIT = 7; // of the monospaced face
  private static final double CAPITAL = 7.6; // of a head
  static final double PADDING = 17;

  private final List<Sized> sized = new ArrayList<>();
  private final Set<TableColumn<?, ?>> dragged = new HashSet<>();
  private List<ColumnWidths.Wish> wishes = List.of();
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
    add("Time", row -> RowText.time(row.at()), "mono");
    add("App", row -> row.app().isEmpty() ? RowText.NONE : row.app(), "words");
    add("Path", row -> RowText.way(row, graph(row)), "muted");
    add(
        "Model",
        row -> model(row, failedFirst::of),
        row -> model(row, failedFirst::known),
        "words");
    add("Status", row -> String.valueOf(row.status()), "status");
    add("First", row -> RowText.millis(row.firstTokenMillis()), "figure-cell");
    add("Total", row -> RowText.millis(row.millis()), "figure-cell");
    add("Tokens", RowText::tokens, "figure-cell");
    add("Cost", RowText::cost, "figure-cell");
    marks();
    getItems().addListener((ListChangeListener<TrafficRow>) change -> measure());
    measure();
    widthProperty().addListener((o, before, now) -> share());
    skinProperty().addListener((o, before, now) -> bars());
  }

  private Optional<RoutingGraph> graph(TrafficRow row) {
    return requests.graph(row.graph());
  }

  private String model(
      TrafficRow row, BiFunction<TrafficRow, Optional<RoutingGraph>, String> failed) {
    Optional<RoutingGraph> graph = graph(row);
    if (RowText.isEarlier(row)) {
      return "earlier answer";
    }
    return row.model().isEmpty()
        ? RowText.NONE
        : failed.apply(row, graph) + RowText.title(row.model(), graph);
  }

  /// A column, and what it asks for so that rows can be read.
  private record Sized(
      TableColumn<TrafficRow, TrafficRow> column,
      Function<List<TrafficRow>, ColumnWidths.Wish> wish) {}

  /// Asks each column for what it needs now.
  private void measure() {
    List<TrafficRow> seen = getItems().stream().limit(MEASURED).toList();
    wishes = sized.stream().map(each -> each.wish().apply(seen)).toList();
    share();
  }

  /// Gives each column its part of the room. One that somebody has dragged stays as it is.
  private void share() {
    double room = getWidth() - BAR;
    var free = new ArrayList<TableColumn<?, ?>>();
    var wanted = new ArrayList<ColumnWidths.Wish>();
    for (int i = 0; i < sized.size(); i++) {
      var column = sized.get(i).column();
      if (dragged.contains(column)) {
        room -= column.getWidth();
      } else {
        free.add(column);
        wanted.add(wishes.get(i));
      }
    }
    List<Double> widths = ColumnWidths.in(room, wanted);
    for (int i = 0; i < widths.size(); i++) {
      free.get(i).setPrefWidth(widths.get(i));
    }
  }

  private void size(
      TableColumn<TrafficRow, TrafficRow> column,
      Function<List<TrafficRow>, ColumnWidths.Wish> wish) {
    sized.add(new Sized(column, wish));
    column
        .widthProperty()
        .addListener((o, before, now) -> {
          if (isPressed() && Math.abs(now.doubleValue() - column.getPrefWidth()) >= 1) {
            dragged.add(column);
          }
        });
  }

  /// Figures are never cut; words are where there is no room, and have a tooltip then.
  private static ColumnWidths.Wish wish(
      String name, List<TrafficRow> seen, Function<TrafficRow, String> words, boolean figures) {
    double head = name.length() * CAPITAL + PADDING;
    double[] widths =
        seen.stream()
            .mapToDouble(row -> words.apply(row).length() * (figures ? DIGIT : LETTER) + PADDING)
            .toArray();
    if (figures) {
      double widest = Math.max(head, Arrays.stream(widths).max().orElse(head));
      return new ColumnWidths.Wish(widest, widest, false);
    }
    return new ColumnWidths.Wish(LEAST, ColumnWidths.most(widths), !name.equals("App"));
  }

  /// Marks have room for the first of each row at least.
  private ColumnWidths.Wish marksWish(List<TrafficRow> seen) {
    double least = PADDING;
    double need = PADDING;
    for (TrafficRow row : seen) {
      List<String> marks = RowText.marks(row, graph(row));
      if (!marks.isEmpty()) {
        double first = MarksCell.width(marks.getFirst()) + (marks.size() > 1 ? MarksCell.MORE : 0);
        least = Math.max(least, PADDING + first);
        need = Math.max(need, PADDING + marks.stream().mapToDouble(MarksCell::width).sum());
      }
    }
    return new ColumnWidths.Wish(least, need, false);
  }

  private void add(String name, Function<TrafficRow, String> words, String style) {
    add(name, words, words, style);
  }

  /// @param measured words that are as long, for many rows at once
  private void add(
      String name,
      Function<TrafficRow, String> words,
      Function<TrafficRow, String> measured,
      String style) {
    boolean figures = !style.equals("words") && !style.equals("muted");
    var column = new TableColumn<TrafficRow, TrafficRow>(name.toUpperCase(Locale.ROOT));
    column.setSortable(false);
    column.setReorderable(false);
    column.getStyleClass().add(style);
    column.setCellValueFactory(each -> new ReadOnlyObjectWrapper<>(each.getValue()));
    column.setCellFactory(each -> new Words(words, style));
    getColumns().add(column);
    size(column, seen -> wish(name, seen, measured, figures));
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
      pseudoClassStateChanged(BAD, !none && row.status() >= 400);
    }
  }

  private void marks() {
    var column = new TableColumn<TrafficRow, TrafficRow>("");
    column.setSortable(false);
    column.setReorderable(false);
    size(column, this::marksWish);
    column.setCellValueFactory(each -> new ReadOnlyObjectWrapper<>(each.getValue()));
    column.setCellFactory(each -> new MarksCell(row -> RowText.marks(row, graph(row))));
    getColumns().add(column);
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
