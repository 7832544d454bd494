package io.signalbox.app.models;

import io.signalbox.app.keys.ProviderAccess;
import io.signalbox.app.keys.ProviderFindings;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.wording.ListingText;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The key of one provider: where it is, whether it works. The key itself is never shown.
final class KeyBox extends VBox {
  private final ProviderAccess access;
  private final Provider provider;
  private final String variable;
  private final HBox below = new HBox(8);
  private Mode mode = Mode.REST;
  private String trouble = "";

  /// What is being done with the key.
  private enum Mode {
    REST,
    ADD,
    FORGET
  }

  KeyBox(ProviderAccess access, Provider provider) {
    super(6);
    this.access = access;
    this.provider = provider;
    variable = provider.keyVariable().orElseThrow();
    getStyleClass().add("key-box");
    access.foundProperty().addListener((o, before, now) -> show(now));
    show(access.found());
  }

  private void show(ProviderFindings found) {
    var all = new ArrayList<Node>();
    all.add(head(found));
    switch (mode) {
      case REST -> sentence(found).ifPresent(all::add);
      case ADD -> all.add(below);
      case FORGET -> all.add(forgetting());
    }
    getChildren().setAll(all);
  }

  /// A line with what can be done, and below it, over the whole width, how it stands.
  private VBox head(ProviderFindings found) {
    Label name = Parts.label(provider.name(), "key-name");
    name.setMinWidth(0);
    var first = new HBox(6, name, Parts.spring());
    first.setAlignment(Pos.CENTER_LEFT);
    first.getChildren().addAll(buttons(found));
    Label state = Parts.label(variable + " · " + place(found), "second");
    state.setId("key-state-" + provider.id());
    state.setMinWidth(0);
    return new VBox(1, first, state);
  }

  private String place(ProviderFindings found) {
    String tested = found.answerOf(provider.id()).isPresent() ? "" : " · not tested";
    return switch (found.keyOf(provider.id())) {
      case ENVIRONMENT -> "in the environment" + tested;
      case VAULT -> "stored" + tested;
      case NOWHERE -> "no key";
    };
  }

  private List<Button> buttons(ProviderFindings found) {
    return switch (found.keyOf(provider.id())) {
      case ENVIRONMENT -> List.of(test());
      case VAULT ->
          List.of(
              test(), button("Replace", "add", this::add), button("Delete", "forget", this::ask));
      case NOWHERE -> List.of(button("Add key", "add", this::add));
    };
  }

  private Button test() {
    return button("Test", "test", () -> access.ask(provider));
  }

  private Button button(String words, String id, Runnable action) {
    Button button = Parts.button(words, action, "quiet");
    button.setId("key-" + id + "-" + provider.id());
    button.setAccessibleText(words + ", " + provider.name());
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private Optional<Label> sentence(ProviderFindings found) {
    if (!trouble.isEmpty()) {
      return Optional.of(said(trouble, "bad"));
    }
    if (found.asking().contains(provider.id())) {
      return Optional.of(said("Fetching its model list…", "plain"));
    }
    Optional<String> unused = found.keyTrouble(provider.id());
    if (unused.isPresent()) {
      return Optional.of(said("Calls skip this provider: " + unused.get() + ".", "bad"));
    }
    return found
        .answerOf(provider.id())
        .map(answer ->
            said(
                ListingText.sentence(answer, provider),
                answer instanceof ModelListing.Listed ? "good" : "bad"));
  }

  private static Label said(String words, String style) {
    Label label = Parts.label(words, "key-said", style);
    label.setWrapText(true);
    return label;
  }

  private void add() {
    var field = new PasswordField();
    field.setId("key-field-" + provider.id());
    field.setPromptText("Paste key");
    field.setAccessibleText("Key for " + provider.name());
    HBox.setHgrow(field, Priority.ALWAYS);
    field.setOnAction(e -> keep(field));
    field.setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.ESCAPE) {
        field.clear();
        rest("");
      }
    });
    Button keep = button("Save", "keep", () -> keep(field));
    Button cancel =
        button(
            "Cancel",
            "cancel",
            () -> {
              field.clear();
              rest("");
            });
    below.getChildren().setAll(field, keep, cancel);
    mode = Mode.ADD;
    show(access.found());
    field.requestFocus();
  }

  /// The field is emptied before anything else happens.
  private void keep(PasswordField field) {
    String typed = field.getText().strip();
    field.clear();
    if (typed.isEmpty()) {
      return;
    }
    rest("");
    access.keep(provider, Secret.of(typed), this::told);
  }

  private void ask() {
    mode = Mode.FORGET;
    show(access.found());
  }

  private HBox forgetting() {
    Label words = said("Delete this key? Requests to " + provider.name() + " will fail.", "plain");
    HBox.setHgrow(words, Priority.ALWAYS);
    Button forget =
        button(
            "Delete key",
            "forget-now",
            () -> {
              rest("");
              access.forget(provider, this::told);
            });
    return new HBox(6, words, forget, button("Keep key", "keep-it", () -> rest("")));
  }

  private void told(Optional<Problem> problem) {
    rest(problem.map(each -> each.message() + " " + each.fix()).orElse(""));
  }

  private void rest(String words) {
    below.getChildren().clear();
    mode = Mode.REST;
    trouble = words;
    show(access.found());
  }
}
