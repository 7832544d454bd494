package io.signalbox.app.welcome;

import io.signalbox.app.kit.Parts;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/// Something to begin with: a strip in a colour, a title, and a line that says what it is.
final class StartCard extends Button {
  StartCard(String title, String words, String kind, Runnable action) {
    getStyleClass().setAll("welcome-card");
    setId("start-" + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-"));
    var strip = new Region();
    strip.getStyleClass().addAll("start-strip", "kind-" + kind);
    var texts = new VBox(2, Parts.label(title, "card-head"));
    if (!words.isEmpty()) {
      Label line = Parts.label(words, "card-words");
      line.setWrapText(true);
      line.setMinHeight(USE_PREF_SIZE);
      texts.getChildren().add(line);
    }
    texts.setAlignment(Pos.CENTER_LEFT);
    texts.setMinWidth(0);
    var row = new HBox(14, strip, texts, Parts.spring(), new FontIcon(MaterialDesignA.ARROW_RIGHT));
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMouseTransparent(true);
    row.prefWidthProperty().bind(widthProperty().subtract(32));
    setGraphic(row);
    setMaxWidth(Double.MAX_VALUE);
    setAccessibleText(words.isEmpty() ? title : title + ". " + words);
    setOnAction(e -> action.run());
  }
}
