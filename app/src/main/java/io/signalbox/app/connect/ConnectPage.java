package io.signalbox.app.connect;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.serving.ProxyControl;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.RecordedRequests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// How an app is connected: its key, its lines, and whether its first request has come. It looks
/// for that only while it is shown.
public final class ConnectPage extends StackPane {
  private static final Duration LOOK = Duration.seconds(1);
  private static final double WIDEST = 1250;
  private static final double LIST = 260;
  private static final int APPS_EVERY = 5;

  private final Views views;
  private final ListView<ClientApp> clients = new ListView<>();
  private final ConnectedApps apps;
  private final AppList list;
  private final Button all = Parts.button("", this::showApps, "quiet");
  private final VBox right = new VBox(12);
  private final FirstRequestStatus arrival;
  private final ClientAppCard card;
  private final Timeline looking = new Timeline();
  private int looks;

  public ConnectPage(
      Editor editor,
      Views views,
      Notices notices,
      Background background,
      Installation installation,
      RecordedRequests requests,
      ProxyControl proxy) {
    this(
        editor,
        views,
        notices,
        background,
        installation,
        requests,
        proxy,
        Path.of(System.getProperty("user.home", ".")));
  }

  /// @param user the user's own directory, where clients have their files
  ConnectPage(
      Editor editor,
      Views views,
      Notices notices,
      Background background,
      Installation installation,
      RecordedRequests requests,
      ProxyControl proxy,
      Path user) {
    this.views = views;
    List<ClientApp> known = ClientApps.all();
    ClientApp first = known.getFirst();
    apps = new ConnectedApps(() -> installation.engine().store(), background, notices);
    arrival = new FirstRequestStatus(editor, background, installation, requests, proxy);
    card = new ClientAppCard(editor, notices, background, apps, proxy, arrival, user, first);
    list = new AppList(apps, card::copy);
    getStyleClass().add("connect");
    getStylesheets()
        .add(
            Objects.requireNonNull(ConnectPage.class.getResource("connect.css"), "connect.css")
                .toExternalForm());
    listClients(known);
    all.setId("all-apps");
    all.setMaxWidth(Double.MAX_VALUE);
    all.textProperty().bind(apps.appsProperty().map(AppList::title));
    getChildren().add(content());
    clients.getSelectionModel().select(first);
    lookWhileShown();
  }

  private void listClients(List<ClientApp> all) {
    clients.setId("clients");
    clients.setAccessibleText("Apps to connect");
    clients.getItems().setAll(all);
    clients.setCellFactory(view -> new Row());
    clients
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((o, before, now) -> Optional.ofNullable(now).ifPresent(this::show));
  }

  private void show(ClientApp client) {
    list.reset();
    right.getChildren().setAll(card, arrival);
    card.show(client);
  }

  /// Shows all apps that have a key.
  private void showApps() {
    clients.getSelectionModel().clearSelection();
    right.getChildren().setAll(list);
    apps.refresh();
  }

  /// New requests are looked for as long as the page is shown.
  private void lookWhileShown() {
    looking.getKeyFrames().add(new KeyFrame(LOOK, e -> look()));
    looking.setCycleCount(Animation.INDEFINITE);
    sceneProperty()
        .addListener((o, before, now) -> {
          if (now == null) {
            looking.stop();
            list.reset();
          } else {
            apps.refresh();
            card.show();
            looking.play();
          }
        });
  }

  private void look() {
    arrival.look();
    if (looks++ % APPS_EVERY == 0) {
      apps.refresh();
    }
  }

  private VBox content() {
    var scroll = new ScrollPane(right);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("connect-scroll");
    HBox.setHgrow(scroll, Priority.ALWAYS);
    VBox.setVgrow(clients, Priority.ALWAYS);
    var left = new VBox(8, clients, all);
    left.setMinWidth(LIST);
    left.setPrefWidth(LIST);
    left.setMaxWidth(LIST);
    var parts = new HBox(16, left, scroll);
    VBox.setVgrow(parts, Priority.ALWAYS);
    var box =
        new VBox(
            4,
            Parts.label("Connect an app", "page-title"),
            Parts.pageWords("Set the address and a key in the app. Nothing else changes."),
            parts);
    VBox.setMargin(parts, new javafx.geometry.Insets(12, 0, 0, 0));
    box.setMaxWidth(WIDEST);
    return box;
  }

  /// What can be done here.
  public List<Action> actions() {
    var actions = new ArrayList<Action>();
    actions.add(Action.of("connect.make-key", "Create app key", shown(card::make)));
    actions.add(Action.of("connect.copy-key", "Copy app key", shown(card::copyKey)));
    actions.add(Action.of("connect.copy-lines", "Copy app configuration", shown(card::copyLines)));
    actions.add(
        Action.of("connect.first-path", "Show path of first request", shown(arrival::showPath)));
    actions.add(Action.of("connect.apps", "Show apps and their keys", shown(this::showApps)));
    actions.add(Action.of("connect.write", "Write app configuration", shown(card::write)));
    for (ClientApp client : clients.getItems()) {
      actions.add(
          Action.of(
              "connect." + client.id(),
              "Connect " + client.name(),
              shown(() -> clients.getSelectionModel().select(client))));
    }
    return List.copyOf(actions);
  }

  /// What can be done with the apps that are known now.
  public List<Action> appActions() {
    apps.refresh();
    return apps.appsProperty().get().stream()
        .map(ConnectedApp::name)
        .flatMap(name ->
            Stream.of(
                Action.of(
                    "connect.replace." + name,
                    "Replace the key of " + name,
                    inList(() -> list.askReplace(name))),
                Action.of(
                    "connect.revoke." + name,
                    "Revoke the key of " + name,
                    inList(() -> list.askRevoke(name)))))
        .toList();
  }

  private Runnable inList(Runnable action) {
    return shown(() -> {
      showApps();
      action.run();
    });
  }

  /// Calls back whenever other apps have keys.
  public void onAppsChanged(Runnable action) {
    apps.appsProperty()
        .addListener((o, before, now) -> {
          if (!names(before).equals(names(now))) {
            action.run();
          }
        });
  }

  private static List<String> names(List<ConnectedApp> all) {
    return all.stream().map(ConnectedApp::name).toList();
  }

  private Runnable shown(Runnable action) {
    return () -> {
      views.show(PageId.CONNECT);
      action.run();
    };
  }

  private static final class Row extends ListCell<ClientApp> {
    Row() {
      setPrefWidth(0); // as wide as the list
    }

    @Override
    protected void updateItem(ClientApp client, boolean empty) {
      super.updateItem(client, empty);
      boolean none = empty || client == null;
      Parts.show(this, "");
      setGraphic(none ? null : row(client));
    }

    private static HBox row(ClientApp client) {
      Label kind = Parts.label(client.kind(), "second");
      kind.setMinWidth(USE_PREF_SIZE);
      Label name = Parts.label(client.name(), "step-name");
      name.setMinWidth(0);
      var row = new HBox(8, name, Parts.spring(), kind);
      row.setAlignment(Pos.CENTER_LEFT);
      return row;
    }
  }
}
