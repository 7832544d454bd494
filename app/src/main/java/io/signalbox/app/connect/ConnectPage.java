package io.signalbox.app.connect;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Notice;
import io.signalbox.app.session.Proxy;
import io.signalbox.app.session.ProxyState;
import io.signalbox.app.session.Session;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.AppKeys;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficRow;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// How an app is connected: its key, its lines, and whether its first request has come. It looks
/// for that only while it is shown.
public final class ConnectPage extends VBox {
  private static final Duration LOOK = Duration.seconds(1);
  private static final String MASK = "sb-••••••••";

  private final Session session;
  private final Proxy proxy;
  private final ListView<Client> clients = new ListView<>();
  private final TextField name = new TextField();
  private final VBox card = new VBox(12);
  private final HBox arrived = new HBox(10);
  private final Timeline looking = new Timeline();
  private Optional<Secret> key = Optional.empty(); // shown once, then only its hash is left
  private String app = "";
  private Instant since = Instant.EPOCH;
  private boolean busy;
  private boolean come;

  /// A page of this session.
  public ConnectPage(Session session) {
    super(12);
    this.session = session;
    proxy = session.proxy();
    getStyleClass().add("connect");
    getStylesheets()
        .add(
            Objects.requireNonNull(ConnectPage.class.getResource("connect.css"), "connect.css")
                .toExternalForm());
    clients.setId("clients");
    clients.getItems().setAll(Client.all());
    clients.setCellFactory(view -> new Row());
    clients.setMinWidth(240);
    clients.setMaxWidth(240);
    name.setId("app-name");
    name.setAccessibleText("Name of the app");
    card.getStyleClass().add("connect-card");
    arrived.getStyleClass().add("arrived");
    arrived.setAlignment(Pos.CENTER_LEFT);
    var scroll = new ScrollPane(new VBox(12, card, arrived));
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("connect-scroll");
    HBox.setHgrow(scroll, Priority.ALWAYS);
    var content = new HBox(16, clients, scroll);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren()
        .addAll(
            Parts.label("Connect an app", "page-title"),
            wrapped("Give the app this address and its own key. Nothing else in it changes."),
            content);
    clients.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> choose());
    clients.getSelectionModel().select(3);
    proxy.stateProperty().addListener((o, before, now) -> show());
    looking.getKeyFrames().add(new KeyFrame(LOOK, e -> look()));
    looking.setCycleCount(Animation.INDEFINITE);
    sceneProperty()
        .addListener((o, before, now) -> {
          if (now == null) {
            looking.stop();
          } else {
            looking.play();
          }
        });
  }

  private Client client() {
    return clients.getSelectionModel().getSelectedItem();
  }

  private void choose() {
    key = Optional.empty();
    app = "";
    come = false;
    name.setText(client().id());
    show();
  }

  private void show() {
    Client client = client();
    card.getChildren().setAll(Parts.label(client.name(), "client-name"));
    if (!client.works()) {
      card.getChildren().add(wrapped(client.note()));
      arrived.getChildren().clear();
      return;
    }
    card.getChildren().addAll(Parts.sectionHead("1  Name and key"), keyRow());
    card.getChildren()
        .add(wrapped("Kept as a hash: the key can be copied now, and never be read again."));
    card.getChildren().add(Parts.sectionHead("2  Put this into " + client.place()));
    card.getChildren().add(code("client-lines", client.lines()));
    if (!client.start().isEmpty()) {
      card.getChildren()
          .addAll(Parts.sectionHead("3  Start it"), code("client-start", client.start()));
    }
    if (!client.note().isEmpty()) {
      card.getChildren().add(wrapped(client.note()));
    }
    if (!come) {
      waiting();
    }
  }

  private HBox keyRow() {
    Button make = Parts.button("Make a key", this::make, "accent");
    make.setId("make-key");
    Label shown = Parts.label(key.map(Secret::reveal).orElse(MASK), "mono");
    shown.setId("app-key");
    Button copy =
        Parts.button("Copy", () -> key.map(Secret::reveal).ifPresent(this::copy), "quiet");
    copy.setDisable(key.isEmpty());
    make.setDisable(key.isPresent());
    name.setDisable(key.isPresent());
    var row = new HBox(8, name, shown, Parts.spring(), make, copy);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void make() {
    String wanted = name.getText().strip();
    Instant now = Instant.now();
    session
        .background()
        .run(
            () -> session.surroundings().engine().store().apps().add(wanted),
            added -> {
              switch (added) {
                case AppKeys.Added.Fresh fresh -> {
                  key = Optional.of(fresh.key());
                  app = wanted;
                  since = now;
                  show();
                }
                case AppKeys.Added.Refused refused ->
                    session.tell(
                        Notice.trouble(
                            refused.problem().message() + " " + refused.problem().fix()));
              }
            },
            trouble -> session.tell(Notice.trouble(String.valueOf(trouble.getMessage()))));
  }

  private VBox code(String id, String lines) {
    String base =
        proxy
            .on()
            .map(ProxyState.On::base)
            .orElse("http://127.0.0.1:" + proxy.portProperty().get() + "/v1");
    String model =
        proxy.on().map(on -> on.graphs().getFirst()).orElse(session.document().graph().name());
    Label text = Parts.label(Client.filled(lines, base, model, MASK), "mono");
    text.setId(id);
    text.setMinHeight(USE_PREF_SIZE);
    Button copy =
        Parts.button(
            "Copy",
            () -> copy(Client.filled(lines, base, model, key.map(Secret::reveal).orElse(MASK))),
            "quiet");
    var head = new HBox(Parts.spring(), copy);
    var box = new VBox(head, text);
    box.getStyleClass().add("code");
    return box;
  }

  private void copy(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
    session.tell(Notice.said("Copied."));
  }

  private void waiting() {
    var turnedAway = proxy.refusals().stream().filter(each -> each.at().isAfter(since)).findFirst();
    List<Node> words =
        proxy.on().isEmpty()
            ? List.of(
                wrapped("The proxy is off, so no request can come."),
                Parts.button("Switch it on", proxy::switchOn, "quiet"))
            : app.isEmpty()
                ? List.of(wrapped("Make a key first."))
                : List.of(
                    wrapped(
                        turnedAway
                            .map(each ->
                                "A request was turned away with "
                                    + each.status()
                                    + ": "
                                    + hint(each.status())
                                    + ".")
                            .orElse("Waiting for the first request of " + app + ".")));
    arrived.getChildren().setAll(words);
  }

  private static String hint(int status) {
    return switch (status) {
      case 401 -> "the app sent another key, or none";
      case 421 -> "the app used another host name than the address above";
      case 403 -> "it came from a web page, which is not allowed";
      default -> "see the answer that the app got";
    };
  }

  private void look() {
    if (busy || come || app.isEmpty()) {
      if (!come && client().works()) {
        waiting();
      }
      return;
    }
    busy = true;
    var filter =
        new TrafficFilter(
            Optional.of(since),
            Optional.empty(),
            Optional.of(app),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    session
        .background()
        .run(
            () ->
                session
                    .surroundings()
                    .engine()
                    .store()
                    .ledger()
                    .page(filter, TrafficFilter.Spot.TOP, 1),
            rows -> {
              busy = false;
              rows.stream().findFirst().ifPresentOrElse(this::first, this::waiting);
            },
            trouble -> busy = false);
  }

  private void first(TrafficRow row) {
    come = true;
    String cost = row.usd().map(usd -> " · " + usd.shown()).orElse("");
    Label words =
        wrapped(
            "First request arrived: "
                + row.path().replace(" ", " → ")
                + (row.model().isEmpty() ? "" : " → " + row.model())
                + " · status "
                + row.status()
                + " · "
                + row.millis()
                + " ms"
                + cost
                + (row.simulated() ? " · simulated" : ""));
    words.setId("first-request");
    arrived
        .getChildren()
        .setAll(
            words,
            Parts.spring(),
            Parts.button(
                "Show its way",
                () -> session.past().find(row.id(), session.past()::showWay),
                "quiet"));
  }

  private static Label wrapped(String words) {
    Label label = Parts.label(words, "because");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static final class Row extends ListCell<Client> {
    @Override
    protected void updateItem(Client client, boolean empty) {
      super.updateItem(client, empty);
      boolean none = empty || client == null;
      setText(null);
      setGraphic(none ? null : row(client));
    }

    private static HBox row(Client client) {
      Label kind = Parts.label(client.works() ? client.kind() : "not yet", "second");
      var row = new HBox(8, Parts.label(client.name()), Parts.spring(), kind);
      row.setAlignment(Pos.CENTER_LEFT);
      return row;
    }
  }
}
