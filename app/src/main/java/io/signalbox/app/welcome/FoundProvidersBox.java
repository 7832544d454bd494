package io.signalbox.app.welcome;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Editor;
import io.signalbox.app.keys.ProviderAccess;
import io.signalbox.app.keys.ProviderFindings;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.Preferences;
import io.signalbox.app.wording.ListingText;
import io.signalbox.engine.api.KeyPlace;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What was found on this machine, and what can be done with it.
final class FoundProvidersBox extends VBox {
  private final Editor editor;
  private final Preferences preferences;
  private final ProviderAccess access;
  private final VBox rows = new VBox();
  private final Label note = Parts.label("", "second");
  private final Button look = Parts.button("Detect local servers", this::look, "quiet");
  private final Button tryKeys;
  private final Button begin = Parts.button("Create graph from these", this::begin, "quiet");

  FoundProvidersBox(Editor editor, ProviderAccess access, Preferences preferences) {
    super(10);
    this.editor = editor;
    this.preferences = preferences;
    this.access = access;
    tryKeys = Parts.button("Test keys", access::askAll, "quiet");
    look.setId("look-for-servers");
    tryKeys.setId("try-keys");
    begin.setId("start-from-found");
    rows.getStyleClass().addAll("welcome-box", "found-rows");
    note.setWrapText(true);
    var buttons = new FlowPane(8, 8, begin, tryKeys, look);
    getChildren().addAll(Parts.sectionHead("Found on this machine"), rows, note, buttons);
    access.foundProperty().addListener((o, before, now) -> show(now));
    preferences.lookProperty().addListener((o, before, now) -> show(access.found()));
    show(access.found());
  }

  private void look() {
    preferences.lookProperty().set(true);
    access.look();
  }

  private void begin() {
    access.start().ifPresent(editor::open);
  }

  private void show(ProviderFindings found) {
    boolean looks = preferences.lookProperty().get();
    var all = new ArrayList<Node>();
    if (looks) {
      access.local().forEach(each -> all.add(local(each, found)));
    }
    List<Provider> keys = access.cloud().stream().filter(each -> found.hasKey(each.id())).toList();
    keys.forEach(each -> all.add(cloud(each, found)));
    if (keys.isEmpty()) {
      all.add(row(Parts.label("No provider keys found", "card-words"), "", Parts.label("")));
    }
    rows.getChildren().setAll(all);
    Parts.show(note, note(looks));
    visible(look, !looks);
    visible(tryKeys, !keys.isEmpty());
    visible(begin, access.start().isPresent());
  }

  private static void visible(Button button, boolean now) {
    button.setVisible(now);
    button.setManaged(now);
  }

  private String note(boolean looks) {
    return looks
        ? "Only names of variables and local ports were read. Testing keys requests the model"
            + " list from each provider."
        : "Only names of variables were read. Detecting local servers requests the model list"
            + " from these ports of this machine: "
            + Installation.localServers(access.local())
            + ".";
  }

  private Node local(Provider provider, ProviderFindings found) {
    Label name = Parts.label(provider.name(), "card-head");
    Label address = Parts.label(place(access.address(provider)), "mono");
    var who = new HBox(6, name, address);
    who.setAlignment(Pos.CENTER_LEFT);
    return row(who, models(provider, found), state(provider, found));
  }

  private static String place(String address) {
    try {
      return Optional.ofNullable(URI.create(address).getAuthority()).orElse(address);
    } catch (IllegalArgumentException none) {
      return address;
    }
  }

  private static Node cloud(Provider provider, ProviderFindings found) {
    Label name = Parts.label(provider.keyVariable().orElse(provider.name()), "card-head");
    boolean vault = found.keyOf(provider.id()) == KeyPlace.VAULT;
    var who = new HBox(6, name);
    if (vault) {
      who.getChildren().add(Parts.label("stored", "second"));
    }
    who.setAlignment(Pos.CENTER_LEFT);
    return row(who, models(provider, found), state(provider, found));
  }

  private static String models(Provider provider, ProviderFindings found) {
    return found.answerOf(provider.id()).flatMap(ListingText::models).orElse("");
  }

  private static Label state(Provider provider, ProviderFindings found) {
    if (found.asking().contains(provider.id())) {
      return Parts.label("asking…", "found-state");
    }
    return found
        .answerOf(provider.id())
        .map(answer ->
            Parts.label(
                ListingText.word(answer, provider),
                "found-state",
                answer instanceof ModelListing.Listed ? "good" : "plain"))
        .orElseGet(() -> Parts.label("not tested", "found-state"));
  }

  private static HBox row(Node who, String models, Label state) {
    state.setMinWidth(96);
    state.setAlignment(Pos.CENTER_RIGHT);
    var row = new HBox(10, who, Parts.spring(), Parts.label(models, "found-state"), state);
    row.getStyleClass().add("found-row");
    return row;
  }
}
