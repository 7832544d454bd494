package io.signalbox.app.shell;

import io.signalbox.app.keys.ImportedKeys;
import io.signalbox.app.kit.Parts;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The question whether keys of an imported file go into the vault, below the top bar.
final class ImportedKeysBar extends HBox {
  private final ImportedKeys keys;

  ImportedKeysBar(ImportedKeys keys) {
    this.keys = keys;
    getStyleClass().addAll("file-bar", "key-bar");
    keys.offerProperty().addListener((o, before, now) -> show(now));
    show(keys.offerProperty().get());
  }

  private void show(Optional<ImportedKeys.KeyOffer> offer) {
    setVisible(offer.isPresent());
    setManaged(offer.isPresent());
    getChildren().clear();
    offer.ifPresent(this::ask);
  }

  private void ask(ImportedKeys.KeyOffer offer) {
    boolean one = offer.keys().size() == 1;
    String question =
        (one ? "A key stands in " : offer.keys().size() + " keys stand in ")
            + offer.file()
            + ". Keep "
            + (one ? "it" : "them")
            + " in the vault?";
    String more =
        "Names: "
            + offer.names()
            + ". The values are not shown, and not in the graph. Keys in files leak: replace them"
            + " at the provider when you can.";
    var words = new VBox(2, text(question, "key-question"), text(more, "second"));
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button decline = button("Don't keep", keys::decline, "accent");
    decline.setId("imported-keys-decline");
    Button keep = button("Keep in vault", keys::keep, "quiet");
    keep.setId("imported-keys-keep");
    keep.setAccessibleText("Keep in vault. " + question + " " + more);
    getChildren().addAll(words, decline, keep);
  }

  private static Label text(String words, String style) {
    Label label = Parts.label(words, style);
    label.setWrapText(true);
    return label;
  }

  private static Button button(String words, Runnable action, String style) {
    Button button = Parts.button(words, action, style);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }
}
