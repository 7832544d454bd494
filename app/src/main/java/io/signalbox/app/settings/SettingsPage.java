package io.signalbox.app.settings;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.Preferences;
import io.signalbox.app.state.Preferences.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What the user can settle. Everything holds at once and is remembered.
public final class SettingsPage extends ScrollPane {
  private final Installation installation;
  private final Background background;
  private final Notices notices;
  private final Preferences preferences;

  /// @param actions everything that can be done, for the table of keys
  /// @param reset gives all panes their first size again
  public SettingsPage(
      Installation installation,
      Background background,
      Notices notices,
      Preferences preferences,
      Supplier<List<Action>> actions,
      Runnable reset) {
    this.installation = installation;
    this.background = background;
    this.notices = notices;
    this.preferences = preferences;
    getStyleClass().addAll("pane", "settings");
    getStylesheets()
        .add(
            Objects.requireNonNull(SettingsPage.class.getResource("settings.css"))
                .toExternalForm());
    setFitToWidth(true);
    var content =
        new VBox(
            16,
            Parts.label("Settings", "page-title"),
            appearance(reset),
            proxy(),
            files(),
            privacy(),
            new ShortcutTable(actions, preferences.shortcuts()));
    content.setMaxWidth(760);
    content.getStyleClass().add("settings-content");
    var middle = new StackPane(content);
    middle.setAlignment(Pos.TOP_CENTER);
    middle.getStyleClass().add("settings-ground");
    setContent(middle);
  }

  private static VBox section(String head, Node... parts) {
    var box = new VBox(12, Parts.sectionHead(head));
    box.getChildren().addAll(parts);
    box.getStyleClass().add("page-box");
    return box;
  }

  private static Label words(String words) {
    Label label = Parts.label(words, "second");
    label.setWrapText(true);
    return label;
  }

  private VBox appearance(Runnable reset) {
    var group = new ToggleGroup();
    var choices = new HBox(18);
    for (Theme theme : Theme.values()) {
      var button = new RadioButton(theme.words());
      button.setId("theme-" + theme.name().toLowerCase(Locale.ROOT));
      button.setToggleGroup(group);
      button.setSelected(preferences.themeProperty().get() == theme);
      button.setOnAction(e -> preferences.themeProperty().set(theme));
      preferences.themeProperty().addListener((o, before, now) -> button.setSelected(now == theme));
      choices.getChildren().add(button);
    }
    var panes = Parts.button("Reset panes", reset, "quiet");
    panes.setId("reset-panes");
    var row = new HBox(10, panes, words("Opens all panes at their default size."));
    row.setAlignment(Pos.CENTER_LEFT);
    return section(
        "Appearance", choices, check("Reduce motion", "still", preferences.stillProperty()), row);
  }

  private static CheckBox check(String words, String id, BooleanProperty value) {
    var box = Parts.check(words);
    box.setId("setting-" + id);
    box.selectedProperty().bindBidirectional(value);
    return box;
  }

  private VBox proxy() {
    var port = new TextField(String.valueOf(preferences.portProperty().get()));
    port.setId("setting-port");
    port.setPrefColumnCount(6);
    port.setMaxWidth(90);
    port.getStyleClass().add("mono");
    port.setAccessibleText("Port of the proxy");
    Label wrong = Parts.label("", "setting-wrong");
    port.textProperty().addListener((o, before, now) -> Parts.show(wrong, port(now)));
    preferences
        .portProperty()
        .addListener((o, before, now) -> {
          if (!port.getText().equals(now.toString())) {
            port.setText(now.toString());
          }
        });
    Label name = Parts.label("Port");
    name.setLabelFor(port);
    var row = new HBox(10, name, port, wrong);
    row.setAlignment(Pos.CENTER_LEFT);
    return section(
        "Proxy",
        row,
        words("Takes effect the next time the proxy starts. 0 uses any free port."),
        check("Start proxy with window", "proxy-at-start", preferences.proxyAtStartProperty()));
  }

  /// Takes a port if it is one.
  ///
  /// @return what is wrong with it
  private String port(String typed) {
    if (typed.strip().matches("\\d{1,5}") && Preferences.isPort(Integer.parseInt(typed.strip()))) {
      preferences.portProperty().set(Integer.parseInt(typed.strip()));
      return "";
    }
    return "Enter a port from 0 to 65535.";
  }

  private VBox files() {
    Path home = installation.engine().home();
    return section(
        "Files",
        words(
            "Unsaved changes are kept as a draft every two seconds, so that nothing is lost in a"
                + " crash."),
        place("Application data", home),
        place("File history", home.resolve("history")),
        place("Drafts of unsaved graphs", home.resolve("drafts")),
        words("The draft of a file is stored beside it as .NAME.draft."));
  }

  private static HBox place(String name, Path path) {
    Label title = Parts.label(name, "setting-name");
    title.setMinWidth(216);
    Label where = Parts.label(path.toString(), "mono");
    where.setMinWidth(0);
    where.setTooltip(Parts.tooltip(path.toString()));
    var copy = Parts.button("Copy", () -> copy(path.toString()), "quiet");
    copy.setAccessibleText("Copy path, " + name);
    copy.setMinWidth(USE_PREF_SIZE);
    var row = new HBox(10, title, where, Parts.spring(), copy);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static void copy(String words) {
    var content = new ClipboardContent();
    content.putString(words);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private VBox privacy() {
    return section(
        "Privacy",
        words(
            "Traffic keeps times, models, token counts, costs and routing decisions, but no prompts"
                + " and no answers. Only nodes of kind cache keep answers, on this machine."),
        new CacheSection(installation, background, notices),
        check("Detect local servers", "look", preferences.lookProperty()),
        words(
            "The welcome page requests the model list from these ports of this machine: "
                + installation.localServers()
                + ". Other machines are not contacted."));
  }
}
