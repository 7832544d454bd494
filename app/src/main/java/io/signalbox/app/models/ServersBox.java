package io.signalbox.app.models;

import io.signalbox.app.keys.ProviderAccess;
import io.signalbox.app.kit.Parts;
import io.signalbox.engine.store.KeyBindings;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The servers that were confirmed for keys, each with a button that takes it back; gone while
/// there are none.
final class ServersBox extends VBox {
  private final ProviderAccess access;

  ServersBox(ProviderAccess access) {
    super(6);
    this.access = access;
    access.serversProperty().addListener((o, before, now) -> show(now));
    show(access.serversProperty().get());
  }

  private void show(List<KeyBindings.Binding> servers) {
    getChildren().clear();
    setVisible(!servers.isEmpty());
    setManaged(isVisible());
    if (isVisible()) {
      Label words = Parts.label("Each key is sent only to servers confirmed for it.", "second");
      words.setWrapText(true);
      getChildren().addAll(Parts.sectionHead("Confirmed servers"), words);
      servers.forEach(each -> getChildren().add(row(each)));
    }
  }

  private HBox row(KeyBindings.Binding binding) {
    Label origin = Parts.label(binding.origin(), "second", "mono");
    origin.setWrapText(true);
    var texts = new VBox(1, Parts.label(binding.key(), "key-name"), origin);
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    Button remove = Parts.button("Remove", () -> access.deny(binding), "quiet");
    remove.setMinWidth(USE_PREF_SIZE);
    remove.setAccessibleText("Remove: " + binding.key() + " to " + binding.origin());
    remove.getStyleClass().add("server-remove");
    var row = new HBox(6, texts, remove);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("key-box");
    return row;
  }
}
