package io.signalbox.app.welcome;

import io.signalbox.app.document.GraphStorage;
import io.signalbox.app.document.RecentGraph;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.wording.Wording;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What was open lately. Nothing is shown if nothing was.
final class RecentCards extends VBox {
  private static final int COLUMNS = 3;
  private static final int MOST = 6;

  private final GraphStorage storage;
  private final GridPane grid = new GridPane(14, 14);

  RecentCards(GraphStorage storage) {
    super(10);
    this.storage = storage;
    for (int i = 0; i < COLUMNS; i++) {
      var third = new ColumnConstraints();
      third.setPercentWidth(100.0 / COLUMNS);
      third.setHgrow(Priority.ALWAYS);
      grid.getColumnConstraints().add(third);
    }
    getChildren().addAll(Parts.sectionHead("Recent"), grid);
    show(List.of());
  }

  void refresh() {
    storage.recent(this::show);
  }

  private void show(List<RecentGraph> all) {
    grid.getChildren().clear();
    Instant now = Instant.now();
    for (int i = 0; i < Math.min(MOST, all.size()); i++) {
      grid.add(card(all.get(i), now), i % COLUMNS, i / COLUMNS);
    }
    setVisible(!all.isEmpty());
    setManaged(isVisible());
  }

  private Button card(RecentGraph recent, Instant now) {
    String name = String.valueOf(recent.path().getFileName());
    String words =
        "changed "
            + Wording.ago(recent.changed(), now)
            + (recent.versions() == 0 ? "" : " · " + Wording.count(recent.versions(), "version"));
    var texts = new VBox(2, Parts.label(name, "card-head"), Parts.label(words, "card-words"));
    texts.setMouseTransparent(true);
    var card = new Button();
    card.getStyleClass().setAll("welcome-card", "recent-card");
    card.setGraphic(texts);
    card.setMaxWidth(Double.MAX_VALUE);
    card.setTooltip(Parts.tooltip(recent.path().toString()));
    card.setAccessibleText(name + ", " + words);
    card.setOnAction(e -> storage.open(recent.path()));
    return card;
  }
}
