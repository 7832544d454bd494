package io.signalbox.app.connect;

import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.serving.ProxyControl;
import io.signalbox.app.serving.ProxyState;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// One client: its key, its lines, how it is started.
final class ClientAppCard extends VBox {
  static final String MASK = "sb-••••••••";
  private static final String KEY_HERE = "YOUR_SIGNALBOX_KEY";

  private final Editor editor;
  private final Notices notices;
  private final Background background;
  private final ProxyControl proxy;
  private final FirstRequestStatus arrival;
  private final Path user;
  private final TextField name = new TextField();
  private final AppKeyPanel key;
  private ClientApp client;
  private Optional<String> graph = Optional.empty();
  private Optional<ConfigFileWriter> writing = Optional.empty();

  /// @param arrival told whose first request is awaited
  /// @param user the user's own directory, where clients have their files
  ClientAppCard(
      Editor editor,
      Notices notices,
      Background background,
      ConnectedApps apps,
      ProxyControl proxy,
      FirstRequestStatus arrival,
      Path user,
      ClientApp first) {
    super(12);
    this.editor = editor;
    this.notices = notices;
    this.background = background;
    this.proxy = proxy;
    this.arrival = arrival;
    this.user = user;
    client = first;
    getStyleClass().add("connect-card");
    name.setId("app-name");
    name.setAccessibleText("App name");
    name.setPrefWidth(220);
    key = new AppKeyPanel(apps, name, () -> name.getText().strip(), "", this::copy);
    name.setOnAction(e -> key.make());
    name.textProperty().addListener((o, before, now) -> key.show());
    key.onChange(this::keyChanged);
    proxy.stateProperty().addListener((o, before, now) -> show());
  }

  /// Shows another client, without a key yet.
  void show(ClientApp other) {
    client = other;
    key.reset();
    name.setText(client.id());
    show();
  }

  /// The first request of this app is waited for.
  private void keyChanged() {
    name.setDisable(key.made().isPresent());
    key.made()
        .ifPresentOrElse(
            made -> arrival.awaitFirst(made.app(), made.at()),
            () ->
                key.app()
                    .ifPresentOrElse(
                        app -> arrival.awaitNext(app.name(), app.app().created()),
                        arrival::awaitNobody));
  }

  void show() {
    getChildren().setAll(head());
    writing = Optional.empty();
    getChildren().add(section("1  Name and key", key));
    var lines = linesSection();
    client
        .file()
        .ifPresent(file -> {
          var write =
              new ConfigFileWriter(
                  notices, background, user.resolve(file), () -> filled(client.lines()));
          writing = Optional.of(write);
          lines.getChildren().add(write);
        });
    getChildren().add(lines);
    if (!client.start().isEmpty()) {
      getChildren().add(section("3  Start the app", code("client-start", client.start())));
    }
    if (!client.note().isEmpty()) {
      getChildren().add(wrapped(client.note()));
    }
    arrival.show();
  }

  /// A path is written as it is, not in capitals.
  private VBox linesSection() {
    Label place = Parts.label(client.place(), client.place().startsWith("~") ? "mono" : "second");
    place.setId("client-place");
    place.setMinWidth(0);
    var head = new HBox(6, Parts.sectionHead("2  Add this to"), place);
    head.setAlignment(Pos.BASELINE_LEFT);
    return new VBox(6, head, code("client-lines", client.lines()));
  }

  private static VBox section(String title, javafx.scene.Node... parts) {
    var box = new VBox(6, Parts.sectionHead(title));
    box.getChildren().addAll(parts);
    return box;
  }

  private HBox head() {
    Label title = Parts.label(client.name(), "client-name");
    Label by = Parts.label("answered by", "second");
    var row = new HBox(8, title, Parts.spring(), by, answeredBy());
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private MenuButton answeredBy() {
    var menu = new MenuButton(model());
    menu.setId("answered-by");
    menu.getStyleClass().add("filter-chip");
    menu.setAccessibleText("Answered by the graph " + model());
    for (String each : graphs()) {
      var item = Parts.item(each);
      item.setMnemonicParsing(false);
      item.setOnAction(e -> {
        graph = Optional.of(each);
        show();
      });
      menu.getItems().add(item);
    }
    return menu;
  }

  private List<String> graphs() {
    return proxy
        .on()
        .map(ProxyState.On::graphs)
        .orElseGet(
            () -> editor.files().stream().map(file -> file.document().graph().name()).toList());
  }

  private String model() {
    List<String> all = graphs();
    return graph
        .filter(all::contains)
        .or(() -> all.stream().findFirst())
        .orElse(editor.document().graph().name());
  }

  private static Button button(String id, String words, Runnable action, String style) {
    Button button = Parts.button(words, action, style);
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  /// Makes a key, unless there is one.
  void make() {
    key.make();
  }

  void copyKey() {
    key.made()
        .ifPresentOrElse(
            made -> copy(made.key().reveal()),
            () ->
                notices.tell(
                    Notice.said(
                        key.app().isPresent()
                            ? "Only the key's hash is stored. Replace the key to copy a new one."
                            : "Create a key first.")));
  }

  void copyLines() {
    copyFilled(client.lines());
  }

  /// What can be used as it is; a mask in the place of a key cannot.
  private void copyFilled(String lines) {
    boolean whole = key.made().isPresent() || !lines.contains("{key}");
    if (whole) {
      copy(filled(lines));
    } else if (key.app().isEmpty()) {
      notices.tell(
          Notice.info("The lines contain the key. Create it first, then copy them.")
              .with("Create key", key::make));
    } else {
      put(ClientApp.filled(lines, base(), model(), KEY_HERE));
      notices.tell(
          Notice.info(
              "Copied with "
                  + KEY_HERE
                  + " in the place of the key: only its hash is stored. Put the key there, or"
                  + " replace it."));
    }
  }

  void write() {
    writing.ifPresentOrElse(
        ConfigFileWriter::plan,
        () ->
            notices.tell(
                Notice.said(
                    client.name()
                        + " has no configuration file that is known. Copy the lines instead.")));
  }

  private String filled(String lines) {
    return ClientApp.filled(
        lines, base(), model(), key.made().map(made -> made.key().reveal()).orElse(MASK));
  }

  private String base() {
    return proxy
        .on()
        .map(ProxyState.On::base)
        .orElse("http://127.0.0.1:" + proxy.portProperty().get() + "/v1");
  }

  /// Lines as they are copied, but for the key.
  private HBox code(String id, String lines) {
    Label text = Parts.label(ClientApp.filled(lines, base(), model(), MASK), "mono");
    text.setId(id);
    text.setMinHeight(USE_PREF_SIZE);
    text.setMinWidth(0);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    var box = new HBox(8, text, button("copy-" + id, "Copy", () -> copyFilled(lines), "quiet"));
    box.getStyleClass().add("code");
    return box;
  }

  void copy(String text) {
    put(text);
    notices.tell(Notice.said("Copied."));
  }

  private static void put(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private static Label wrapped(String words) {
    Label label = Parts.label(words, "because");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
