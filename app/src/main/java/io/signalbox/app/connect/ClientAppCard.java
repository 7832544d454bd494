package io.signalbox.app.connect;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.serving.ProxyControl;
import io.signalbox.app.serving.ProxyState;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.AppKeys;
import java.nio.file.Path;
import java.time.Instant;
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
  private static final String MASK = "sb-••••••••";
  private static final int ENDS = 4;

  private final Editor editor;
  private final Notices notices;
  private final Background background;
  private final Installation installation;
  private final ProxyControl proxy;
  private final FirstRequestStatus arrival;
  private final Path user;
  private final TextField name = new TextField();
  private ClientApp client;
  private Optional<Secret> key = Optional.empty(); // shown once, then only its hash is left
  private Optional<String> graph = Optional.empty();
  private Optional<ConfigFileWriter> writing = Optional.empty();
  private boolean open;

  /// @param arrival told whose first request is awaited
  /// @param user the user's own directory, where clients have their files
  ClientAppCard(
      Editor editor,
      Notices notices,
      Background background,
      Installation installation,
      ProxyControl proxy,
      FirstRequestStatus arrival,
      Path user,
      ClientApp first) {
    super(12);
    this.editor = editor;
    this.notices = notices;
    this.background = background;
    this.installation = installation;
    this.proxy = proxy;
    this.arrival = arrival;
    this.user = user;
    client = first;
    getStyleClass().add("connect-card");
    name.setId("app-name");
    name.setAccessibleText("App name");
    name.setPrefWidth(220);
    name.setOnAction(e -> make());
    proxy.stateProperty().addListener((o, before, now) -> show());
  }

  /// Shows another client, without a key yet.
  void show(ClientApp other) {
    client = other;
    key = Optional.empty();
    open = false;
    name.setText(client.id());
    arrival.await("", Instant.EPOCH);
    show();
  }

  void show() {
    getChildren().setAll(head());
    writing = Optional.empty();
    getChildren().add(section("1  Name and key", keyRow(), wrapped(keptAs())));
    var lines = section("2  Add this to " + client.place(), code("client-lines", client.lines()));
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

  private static String keptAs() {
    return "Copy the key now: only its hash is stored, so it cannot be shown again. Its spend is"
        + " counted separately; budget and limit nodes can apply to each app.";
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

  private HBox keyRow() {
    Label shown = Parts.label(shownKey(), "mono");
    shown.setId("app-key");
    var box = new HBox(shown);
    box.getStyleClass().add("value-box");
    box.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(box, Priority.ALWAYS);
    name.setDisable(key.isPresent());
    var row = new HBox(8, name, box);
    if (key.isEmpty()) {
      row.getChildren().add(button("make-key", "Create key", this::make, "accent"));
    } else {
      row.getChildren()
          .addAll(
              button("show-key", open ? "Hide" : "Show", this::turn, "quiet"),
              button("copy-key", "Copy", this::copyKey, "quiet"));
    }
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private String shownKey() {
    if (key.isEmpty()) {
      return "No key yet";
    }
    String whole = key.get().reveal();
    return open ? whole : MASK + whole.substring(whole.length() - ENDS);
  }

  private void turn() {
    open = !open;
    show();
  }

  private static Button button(String id, String words, Runnable action, String style) {
    Button button = Parts.button(words, action, style);
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  /// Makes a key, unless there is one.
  void make() {
    if (key.isPresent()) {
      return;
    }
    String wanted = name.getText().strip();
    Instant now = Instant.now();
    background.run(
        () -> installation.engine().store().apps().add(wanted),
        added -> {
          switch (added) {
            case AppKeys.Added.Fresh fresh -> {
              key = Optional.of(fresh.key());
              show();
              arrival.await(wanted, now);
            }
            case AppKeys.Added.Refused refused ->
                notices.tell(
                    Notice.trouble(refused.problem().message() + " " + refused.problem().fix()));
          }
        },
        trouble -> notices.tell(Notice.trouble(Wording.why(trouble))));
  }

  void copyKey() {
    key.ifPresentOrElse(
        made -> copy(made.reveal()), () -> notices.tell(Notice.said("Create a key first.")));
  }

  void copyLines() {
    copy(filled(client.lines()));
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
    return ClientApp.filled(lines, base(), model(), key.map(Secret::reveal).orElse(MASK));
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
    var box = new HBox(8, text, button("copy-" + id, "Copy", () -> copy(filled(lines)), "quiet"));
    box.getStyleClass().add("code");
    return box;
  }

  private void copy(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
    notices.tell(Notice.said("Copied."));
  }

  private static Label wrapped(String words) {
    Label label = Parts.label(words, "because");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
