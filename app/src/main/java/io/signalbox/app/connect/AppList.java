package io.signalbox.app.connect;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.wording.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// All apps that have a key.
final class AppList extends VBox {
  private static final double NAME = 220;

  private final ConnectedApps apps;
  private final Consumer<String> copy;
  private final Map<String, AppKeyPanel> panels = new HashMap<>();
  private List<String> shown = List.of();

  /// @param copy puts a text on the clipboard
  AppList(ConnectedApps apps, Consumer<String> copy) {
    this.apps = apps;
    this.copy = copy;
    setId("app-list");
    getStyleClass().add("connect-card");
    apps.appsProperty().addListener((o, before, now) -> show(now));
    show(apps.appsProperty().get());
  }

  /// A row that is there stays, since it may show a key that is shown once.
  private void show(List<ConnectedApp> all) {
    List<String> names = all.stream().map(ConnectedApp::name).toList();
    if (names.equals(shown) && !names.isEmpty()) {
      return; // what has the focus keeps it
    }
    boolean focused = isFocusWithin();
    shown = names;
    panels.forEach((name, panel) -> {
      if (!names.contains(name)) {
        panel.drop();
      }
    });
    panels.keySet().retainAll(names);
    var parts = new ArrayList<Node>();
    parts.add(Parts.label(title(all), "client-name"));
    parts.add(
        words(
            all.isEmpty()
                ? "No app has a key. Choose an app on the left and create one."
                : "To limit one app, put a budget or limit node into the graph and count by app."));
    all.forEach(app -> parts.add(panels.computeIfAbsent(app.name(), this::panel)));
    getChildren().setAll(parts);
    if (focused) {
      requestFocus(); // not whatever comes next in the window
    }
  }

  static String title(List<ConnectedApp> all) {
    return Wording.count(all.size(), "app") + " with a key";
  }

  private AppKeyPanel panel(String name) {
    Label lead = Parts.label(name, "step-name");
    lead.setPrefWidth(NAME);
    lead.setMinWidth(80);
    Parts.tip(lead, name);
    return new AppKeyPanel(apps, lead, () -> name, "-" + name, copy);
  }

  /// Forgets keys that are shown once, and what was asked.
  void reset() {
    panels.values().forEach(AppKeyPanel::reset);
  }

  /// Asks whether an app's key is to be revoked.
  void askRevoke(String name) {
    Optional.ofNullable(panels.get(name)).ifPresent(AppKeyPanel::askRevoke);
  }

  /// Asks whether an app is to get another key.
  void askReplace(String name) {
    Optional.ofNullable(panels.get(name)).ifPresent(AppKeyPanel::askReplace);
  }

  private static Label words(String words) {
    Label label = Parts.label(words, "because");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
