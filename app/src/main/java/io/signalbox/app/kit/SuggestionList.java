package io.signalbox.app.kit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;

/// A list of offers below a control that keeps the focus.
public final class SuggestionList {
  /// How many rows are seen at once.
  static final int ROWS = 9;

  private static final double ROW = 26;

  private final Region owner;
  private final ListView<SuggestField.Suggestion> list = new ListView<>();
  private final StackPane box = new StackPane(list);
  private final Popup popup = new Popup();

  /// A list that is closed.
  ///
  /// @param owner what it stands below
  /// @param chosen told what is clicked
  public SuggestionList(Region owner, Consumer<SuggestField.Suggestion> chosen) {
    this.owner = owner;
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> new Row());
    list.setFocusTraversable(false);
    list.getStyleClass().add("suggestions");
    list.setPlaceholder(Parts.label("No matches.", "second"));
    list.setOnMouseClicked(e -> selected().ifPresent(chosen));
    box.getStyleClass().add("workbench");
    popup.getContent().add(box);
    popup.setAutoFix(true);
    popup.setHideOnEscape(false);
  }

  /// Whether it is open.
  public boolean isShowing() {
    return popup.isShowing();
  }

  /// Closes it.
  public void hide() {
    popup.hide();
  }

  /// Opens it with these offers.
  ///
  /// @param first whether the first is chosen at once
  public void show(List<SuggestField.Suggestion> offers, boolean first) {
    list.getItems().setAll(offers);
    list.setPrefSize(Math.max(owner.getWidth(), 280), Math.clamp(offers.size(), 1, ROWS) * ROW + 4);
    list.getSelectionModel().clearSelection();
    if (first) {
      list.getSelectionModel().selectFirst();
    }
    if (!popup.isShowing() && owner.getScene() != null) {
      PopupStyles.copy(owner, box);
      Bounds at = owner.localToScreen(owner.getBoundsInLocal());
      popup.show(owner, at.getMinX(), at.getMaxY() + 2);
    }
  }

  /// The offer that would be taken.
  public Optional<SuggestField.Suggestion> selected() {
    return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
  }

  /// Goes up or down.
  public void move(int by) {
    int last = Math.max(0, list.getItems().size() - 1);
    int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, last);
    list.getSelectionModel().select(next);
    list.scrollTo(Math.max(0, next - ROWS / 2));
  }

  private static final class Row extends ListCell<SuggestField.Suggestion> {
    private final Label words = new Label();
    private final Label more = Parts.label("", "second");
    private final HBox box = new HBox(8, words, Parts.spring(), more);

    Row() {
      box.setAlignment(Pos.CENTER_LEFT);
      more.setMinWidth(0);
      // As wide as the list, whatever is in it.
      setPrefWidth(0);
      words.setMinWidth(USE_PREF_SIZE);
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(SuggestField.Suggestion offer, boolean empty) {
      super.updateItem(offer, empty);
      setGraphic(empty ? null : box);
      if (offer != null && !empty) {
        Parts.show(words, offer.words());
        Parts.show(more, offer.more());
        setAccessibleText(offer.words() + " " + offer.more());
      }
    }
  }
}
