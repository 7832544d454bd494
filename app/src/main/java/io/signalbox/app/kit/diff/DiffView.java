package io.signalbox.app.kit.diff;

import io.signalbox.app.kit.Parts;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/// Two texts compared: side by side or one below the other, what was changed coloured, and in it
/// the words. Long stretches that are the same are folded. For the UI thread.
public final class DiffView extends VBox {
  private final BooleanProperty beside = new SimpleBooleanProperty(this, "beside", true);
  private final ObservableList<DiffRows.Row> rows = FXCollections.observableArrayList();
  private final ListView<DiffRows.Row> list = new ListView<>(rows);
  private final Set<Integer> opened = new HashSet<>();
  private final Label titles = Parts.label("", "diff-titles");
  private final Label count = Parts.label("", "second");
  private List<DiffText.Line> lines = List.of();

  /// Nothing to compare yet.
  public DiffView() {
    getStyleClass().add("diff-view");
    getStylesheets()
        .add(Objects.requireNonNull(DiffView.class.getResource("diff-view.css")).toExternalForm());
    list.setCellFactory(view -> new DiffRow(this::open));
    list.setPlaceholder(Parts.label("No differences.", "second"));
    list.setAccessibleText("Differences");
    list.widthProperty().addListener((o, before, now) -> list.refresh());
    VBox.setVgrow(list, Priority.ALWAYS);
    beside.addListener((o, before, now) -> fill());
    getChildren().addAll(head(), list);
  }

  private HBox head() {
    var side = Parts.toggle("Side by side");
    side.selectedProperty().bindBidirectional(beside);
    titles.setMinWidth(0);
    HBox.setHgrow(titles, Priority.ALWAYS);
    titles.setMaxWidth(Double.MAX_VALUE);
    count.setMinWidth(USE_PREF_SIZE);
    side.setMinWidth(USE_PREF_SIZE);
    var head =
        new HBox(
            8,
            titles,
            count,
            Parts.iconButton(MaterialDesignA.ARROW_UP, "Previous change", () -> go(-1)),
            Parts.iconButton(MaterialDesignA.ARROW_DOWN, "Next change", () -> go(1)),
            side);
    head.getStyleClass().add("diff-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  /// Whether the texts stand side by side.
  public BooleanProperty besideProperty() {
    return beside;
  }

  /// Compares two texts.
  ///
  /// @param oldTitle what the old one is: `Saved at 14:05`
  /// @param nowTitle what the new one is: `Now`
  public void show(String oldTitle, String old, String nowTitle, String now) {
    Parts.show(titles, oldTitle + " → " + nowTitle);
    lines = DiffText.lines(old, now);
    opened.clear();
    fill();
    list.scrollTo(0);
    list.getSelectionModel().clearSelection();
  }

  /// How many stretches differ.
  public int changes() {
    return places().size();
  }

  private void open(int gap) {
    opened.add(gap);
    fill();
  }

  private void fill() {
    boolean same = lines.stream().allMatch(DiffText.Line::isSame);
    rows.setAll(same ? List.of() : DiffRows.of(lines, beside.get(), opened));
    int changes = changes();
    Parts.show(count, changes == 1 ? "1 change" : changes + " changes");
  }

  /// The rows at which changes begin.
  private List<Integer> places() {
    return java.util.stream.IntStream.range(0, rows.size())
        .filter(i -> DiffRows.isChange(rows.get(i)))
        .filter(i -> i == 0 || !DiffRows.isChange(rows.get(i - 1)))
        .boxed()
        .toList();
  }

  /// Goes to the next change, or to the one before.
  public void go(int by) {
    int here = list.getSelectionModel().getSelectedIndex();
    List<Integer> places = by > 0 ? places() : places().reversed();
    places.stream()
        .filter(at -> by > 0 ? at > here : at < here)
        .findFirst()
        .ifPresent(at -> {
          list.getSelectionModel().clearAndSelect(at);
          list.scrollTo(Math.max(0, at - 2));
        });
  }
}
