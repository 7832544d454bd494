package io.signalbox.app.connect;

import io.signalbox.app.kit.CutText;
import io.signalbox.app.kit.Parts;
import io.signalbox.engine.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The key of one app: made, shown once, replaced, revoked.
final class AppKeyPanel extends VBox {
  private static final int ENDS = 4;
  private static final String ONCE =
      "Copy the key now: only its hash is stored, so it cannot be shown again. Its spend is counted"
          + " separately; budget and limit nodes can apply to each app.";

  private final ConnectedApps apps;
  private final Supplier<String> name;
  private final String suffix;
  private final Consumer<String> copy;
  private final Label shown = Parts.label("", "mono");
  private final Label facts = wrapped("");
  private final HBox buttons = new HBox(8);
  private final VBox below = new VBox(6);
  private Optional<Made> made = Optional.empty(); // shown once, then only its hash is left
  private Asking asking = Asking.NOTHING;
  private Optional<Existing> existing = Optional.empty();
  private Optional<Button> cancel = Optional.empty();
  private final ChangeListener<List<ConnectedApp>> follow = (o, before, now) -> show();
  private boolean open;
  private Runnable changed = () -> {};

  /// A key that was just made.
  ///
  /// @param at no request with it is older
  record Made(String app, Secret key, Instant at) {}

  /// What is shown of an app that has a key.
  private record Existing(String app, Asking asking) {}

  private enum Asking {
    NOTHING,
    REPLACE,
    REVOKE
  }

  /// @param lead what says or asks whose key it is
  /// @param name the app's name
  /// @param suffix of the ids of its parts
  /// @param copy puts a text on the clipboard
  AppKeyPanel(
      ConnectedApps apps, Node lead, Supplier<String> name, String suffix, Consumer<String> copy) {
    super(6);
    this.apps = apps;
    this.name = name;
    this.suffix = suffix;
    this.copy = copy;
    shown.setId("app-key" + suffix);
    CutText.neverTell(shown);
    facts.setId("app-facts" + suffix);
    var box = new HBox(shown);
    box.getStyleClass().add("value-box");
    box.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(box, Priority.ALWAYS);
    var row = new HBox(8, lead, box, buttons);
    row.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(row, below);
    Parts.onEscape(this, () -> ask(Asking.NOTHING));
    apps.appsProperty().addListener(follow);
    show();
  }

  /// It is not shown any more: it follows nothing.
  void drop() {
    made = Optional.empty();
    apps.appsProperty().removeListener(follow);
  }

  /// Does something whenever it shows another app or key.
  void onChange(Runnable action) {
    changed = action;
  }

  /// The key that was made here, while it can be shown.
  Optional<Made> made() {
    return made;
  }

  /// The app, if it has a key.
  Optional<ConnectedApp> app() {
    return apps.named(name.get());
  }

  /// Forgets what was made and asked.
  void reset() {
    made = Optional.empty();
    asking = Asking.NOTHING;
    open = false;
    show();
  }

  /// Shows the app of the name that is there now.
  void show() {
    boolean focused = isFocusWithin();
    made = made.filter(this::isCurrent);
    if (made.isPresent() && asking == Asking.NOTHING) {
      existing = Optional.empty();
      showMade(made.get());
    } else {
      app().ifPresentOrElse(this::showExisting, this::showNone);
    }
    changed.run();
    if (focused && !isFocusWithin()) { // the button that had it is gone
      buttons.getChildren().getFirst().requestFocus();
    }
  }

  /// A key that was replaced or revoked since is no key any more.
  private boolean isCurrent(Made fresh) {
    return apps.named(fresh.app())
        .map(app -> app.app().ending())
        .filter(ending -> ending.isEmpty() || fresh.key().reveal().endsWith(ending))
        .isPresent();
  }

  private void showMade(Made fresh) {
    cancel = Optional.empty();
    String whole = fresh.key().reveal();
    Parts.show(shown, open ? whole : ClientAppCard.MASK + whole.substring(whole.length() - ENDS));
    buttons
        .getChildren()
        .setAll(
            button("show-key", open ? "Hide" : "Show", this::turn, "quiet"),
            button("copy-key", "Copy", this::copyKey, "quiet"),
            button("done-key", "Done", this::reset, "quiet"));
    below.getChildren().setAll(wrapped(ONCE));
  }

  private void showNone() {
    asking = Asking.NOTHING;
    existing = Optional.empty();
    cancel = Optional.empty();
    Parts.show(shown, "No key yet");
    buttons.getChildren().setAll(button("make-key", "Create key", this::make, "accent"));
    below
        .getChildren()
        .setAll(
            wrapped(
                "Each app has a key of its own, which is shown once. Its spend is counted"
                    + " separately."));
  }

  private void showExisting(ConnectedApp app) {
    Parts.show(shown, app.maskedKey());
    Parts.show(facts, app.facts(Instant.now()));
    var now = new Existing(app.name(), asking);
    if (existing.equals(Optional.of(now))) {
      return; // what has the focus keeps it
    }
    existing = Optional.of(now);
    cancel = Optional.empty();
    buttons
        .getChildren()
        .setAll(
            button("replace-key", "Replace key", this::askReplace, "quiet"),
            button("revoke-key", "Revoke", this::askRevoke, "quiet"));
    below.getChildren().setAll(facts);
    switch (asking) {
      case NOTHING -> {}
      case REPLACE ->
          question("The current key is refused at once. Replace it?", "Replace key", this::replace);
      case REVOKE ->
          question(
              "Requests of " + app.name() + " are refused at once. Revoke its key?",
              "Revoke key",
              this::revoke);
    }
  }

  private void question(String words, String yes, Runnable action) {
    Label asked = wrapped(words);
    HBox.setHgrow(asked, Priority.ALWAYS);
    asked.setMaxWidth(Double.MAX_VALUE);
    Button no = button("cancel-key", "Cancel", () -> ask(Asking.NOTHING), "quiet");
    cancel = Optional.of(no);
    var row = new HBox(8, asked, button("confirm-key", yes, action, "danger"), no);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("key-question");
    below.getChildren().add(row);
  }

  private void ask(Asking what) {
    asking = what;
    show();
    cancel.ifPresent(Node::requestFocus); // what is pressed without looking does no harm
  }

  void askReplace() {
    ask(Asking.REPLACE);
  }

  void askRevoke() {
    ask(Asking.REVOKE);
  }

  private void replace() {
    asking = Asking.NOTHING;
    String app = name.get();
    Instant now = Instant.now();
    apps.renew(app, key -> take(new Made(app, key, now)));
  }

  private void revoke() {
    asking = Asking.NOTHING;
    apps.revoke(name.get());
  }

  /// Makes a key, unless there is one.
  void make() {
    if (made.isPresent() || app().isPresent()) {
      return;
    }
    String app = name.get();
    Instant now = Instant.now();
    apps.create(app, key -> take(new Made(app, key, now)));
  }

  private void take(Made fresh) {
    made = Optional.of(fresh);
    show();
    buttons.getChildren().stream()
        .filter(each -> ("copy-key" + suffix).equals(each.getId()))
        .forEach(Node::requestFocus);
  }

  private void turn() {
    open = !open;
    show();
  }

  private void copyKey() {
    made.ifPresent(fresh -> copy.accept(fresh.key().reveal()));
  }

  private Button button(String id, String words, Runnable action, String style) {
    Button button = Parts.button(words, action, style);
    button.setId(id + suffix);
    button.setAccessibleText(words + ", " + name.get());
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private static Label wrapped(String words) {
    Label label = Parts.label(words, "because");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
