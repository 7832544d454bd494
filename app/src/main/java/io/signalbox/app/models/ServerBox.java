package io.signalbox.app.models;

import io.signalbox.app.keys.ProviderAccess;
import io.signalbox.app.keys.ProviderFindings;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.wording.ListingText;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A server on this machine: where it is, whether it answers.
final class ServerBox extends VBox {
  private final ProviderAccess access;
  private final Provider provider;
  private final Consumer<String> check;
  private final TextField address = new TextField();
  private final Label said = Parts.label("", "key-said");

  /// @param check goes to where the address is asked what it really does
  ServerBox(ProviderAccess access, Provider provider, Consumer<String> check) {
    super(6);
    this.check = check;
    this.access = access;
    this.provider = provider;
    getStyleClass().add("key-box");
    said.setWrapText(true);
    fillAddress();
    getChildren().addAll(head(), said);
    access.foundProperty().addListener((o, before, now) -> show(now));
    show(access.found());
  }

  private void fillAddress() {
    address.setText(access.address(provider));
    address.getStyleClass().add("mono");
    address.setId("address-" + provider.id());
    address.setAccessibleText("Address of " + provider.name());
    address.setOnAction(e -> test());
    address
        .focusedProperty()
        .addListener((o, before, now) -> {
          if (!now) {
            move();
          }
        });
    HBox.setHgrow(address, Priority.ALWAYS);
  }

  private HBox head() {
    var test = Parts.button("Test", this::test, "quiet");
    test.setId("key-test-" + provider.id());
    test.setAccessibleText("Test, " + provider.name());
    test.setMinWidth(USE_PREF_SIZE);
    Label name = Parts.label(provider.name(), "key-name");
    name.setMinWidth(96);
    var whole = Parts.button("Check…", () -> check.accept(address.getText().strip()), "quiet");
    whole.setId("key-check-" + provider.id());
    whole.setAccessibleText("Check endpoint, " + provider.name());
    whole.setMinWidth(USE_PREF_SIZE);
    var head = new HBox(8, name, address, test, whole);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private void move() {
    if (!address.getText().strip().equals(access.address(provider))) {
      access.move(provider, address.getText());
      address.setText(access.address(provider));
    }
  }

  private void test() {
    move();
    access.ask(provider);
  }

  private void show(ProviderFindings found) {
    var answer = found.answerOf(provider.id());
    Parts.show(
        said,
        found.asking().contains(provider.id())
            ? "Fetching its model list…"
            : answer.map(each -> ListingText.sentence(each, provider)).orElse(""));
    said.getStyleClass().removeAll("good", "bad");
    answer.ifPresent(
        each -> said.getStyleClass().add(each instanceof ModelListing.Listed ? "good" : "plain"));
    said.setVisible(!said.getText().isEmpty());
    said.setManaged(said.isVisible());
  }
}
