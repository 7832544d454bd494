package io.signalbox.app.models;

import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.SuggestField;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.refresh.CatalogChange;
import io.signalbox.engine.refresh.CatalogDiff;
import io.signalbox.engine.refresh.ModelRefresh;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Compares a list of models with what is known, shows the differences, and keeps them if they are
/// taken. Nothing is fetched before its button is pressed.
final class RefreshBox extends VBox {
  private static final double ROW = 26;
  private static final int ROWS = 9;

  private final Supplier<ModelRefresh> refresh;
  private final Background background;
  private final Notices notices;
  private final SuggestField source =
      new SuggestField("List of models", RefreshBox::sources).free();
  private final Button compare = Parts.button("Compare", this::compare, "accent");
  private final Button take = Parts.button("Take", this::take, "accent");
  private final Button undo = Parts.button("Undo last list", this::undo, "quiet");
  private final Label said = Parts.label("", "second");
  private final ObservableList<CatalogChange> changes = FXCollections.observableArrayList();
  private final ListView<CatalogChange> list = new ListView<>(changes);
  private final Set<String> accepted = new HashSet<>();
  private Optional<CatalogDiff> diff = Optional.empty();

  /// @param refresh asked when the user does something; may take its time
  RefreshBox(Supplier<ModelRefresh> refresh, Background background, Notices notices) {
    super(8);
    this.refresh = refresh;
    this.background = background;
    this.notices = notices;
    getStyleClass().addAll("page-box", "refresh-box");
    source.setId("refresh-source");
    source.setPromptText("A public list, an https address, or a file");
    source.show("litellm", "litellm");
    HBox.setHgrow(source, Priority.ALWAYS);
    compare.setId("refresh-compare");
    take.setId("refresh-take");
    undo.setId("refresh-undo");
    for (Button each : List.of(compare, take, undo)) {
      each.setMinWidth(USE_PREF_SIZE);
    }
    var row = new HBox(10, source, compare, take, undo);
    row.setAlignment(Pos.CENTER_LEFT);
    said.setWrapText(true);
    said.setId("refresh-said");
    list.setId("refresh-changes");
    list.setAccessibleText("Changes");
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> new Row());
    getChildren().addAll(row, said, list);
    nothing("Nothing is fetched before you press Compare.");
  }

  private static List<SuggestField.Suggestion> sources() {
    return ModelRefresh.known().stream().map(SuggestField.Suggestion::of).toList();
  }

  private void nothing(String words) {
    diff = Optional.empty();
    accepted.clear();
    changes.clear();
    Parts.show(said, words);
    show();
  }

  private void show() {
    Parts.setShown(list, !changes.isEmpty());
    list.setPrefHeight(Math.clamp(changes.size(), 1, ROWS) * ROW + 4);
    int count = diff.map(each -> each.cards(accepted).size()).orElse(0);
    Parts.setShown(take, count > 0);
    Parts.show(take, "Take " + Wording.count(count, "model"));
  }

  private void busy(boolean busy) {
    List.of(compare, take, undo).forEach(each -> each.setDisable(busy));
  }

  private void compare() {
    String from = source.getText().strip();
    busy(true);
    nothing("Reading the list …"); // its address may have a key in it
    background.run(
        () -> refresh.get().look(from, Optional.empty()),
        this::looked,
        trouble -> failed("The list could not be read: " + trouble.getMessage()));
  }

  private void looked(ModelRefresh.Look look) {
    switch (look) {
      case ModelRefresh.Look.Compared(CatalogDiff found) -> compared(found);
      case ModelRefresh.Look.Trouble(String why) -> failed(why);
    }
  }

  private void failed(String why) {
    busy(false);
    nothing(why);
  }

  /// What is held back stands first: it is what the user has to decide.
  private void compared(CatalogDiff found) {
    busy(false);
    diff = Optional.of(found);
    accepted.clear();
    changes.setAll(
        found.changes().stream()
            .sorted(Comparator.comparing(each -> !(each instanceof CatalogChange.HeldBack)))
            .toList());
    Parts.show(
        said,
        "%d new, %d changed, %d held back, %d as before. From %s."
            .formatted(
                found.added().size(),
                found.changed().size(),
                found.heldBack().size(),
                found.same(),
                found.source()));
    show();
  }

  private void take() {
    diff.ifPresent(found -> {
      Set<String> also = Set.copyOf(accepted);
      busy(true);
      background.run(
          () -> refresh.get().take(found, also),
          count -> {
            busy(false);
            nothing("Took " + Wording.count(count, "model") + ".");
            notices.tell(
                Notice.said("The new models and prices are used from the next start on.")
                    .with("Undo", this::undo));
          },
          trouble -> failed("The list could not be kept: " + trouble.getMessage()));
    });
  }

  private void undo() {
    if (undo.isDisabled()) {
      return; // from a notice while something else goes on
    }
    busy(true);
    background.run(
        () -> refresh.get().undo(),
        had -> {
          busy(false);
          nothing(
              had
                  ? "The last list is no longer used, from the next start on."
                  : "No list has been taken.");
        },
        trouble -> failed("The last list could not be undone: " + trouble.getMessage()));
  }

  /// A change; one that is held back has a box to take it all the same.
  private final class Row extends ListCell<CatalogChange> {
    private final CheckBox all = Parts.check("");
    private final Label mark = Parts.label("", "second");
    private final Label words = new Label();
    private final Label what = Parts.label("", "second");
    private final HBox box = new HBox(8, all, mark, words, what);

    Row() {
      box.setAlignment(Pos.CENTER_LEFT);
      words.setMinWidth(USE_PREF_SIZE);
      mark.setMinWidth(72);
      what.setMinWidth(0);
      all.setAccessibleText("Take all the same");
      all.setOnAction(e -> accept());
      setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
    }

    private void accept() {
      if (all.isSelected()) {
        accepted.add(getItem().id());
      } else {
        accepted.remove(getItem().id());
      }
      show();
    }

    @Override
    protected void updateItem(CatalogChange change, boolean empty) {
      super.updateItem(change, empty);
      setGraphic(empty ? null : box);
      if (change != null && !empty) {
        Parts.setShown(all, change instanceof CatalogChange.HeldBack);
        all.setSelected(accepted.contains(change.id()));
        Parts.show(mark, mark(change));
        Parts.show(words, change.id());
        Parts.show(what, what(change));
      }
    }

    private static String mark(CatalogChange change) {
      return switch (change) {
        case CatalogChange.Added added -> "new";
        case CatalogChange.Changed changed -> "changed";
        case CatalogChange.HeldBack held -> "held back";
      };
    }

    private static String what(CatalogChange change) {
      String all = String.join("; ", change.what());
      return change instanceof CatalogChange.HeldBack held ? held.why() + ": " + all : all;
    }
  }
}
