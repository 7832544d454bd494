package io.signalbox.app.models;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.keys.ModelInsertion;
import io.signalbox.app.keys.ProviderAccess;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import io.signalbox.app.testbench.EndpointChecks;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The models that are known with their prices, and the keys of their providers.
public final class ModelsPage extends VBox {
  private static final double KEYS = 360;

  private final Editor editor;
  private final Views views;
  private final Notices notices;
  private final Installation installation;
  private final ProviderAccess access;
  private final EndpointChecks checks;
  private final ModelTable table;
  private final RefreshBox refresh;

  public ModelsPage(
      Editor editor,
      Views views,
      Notices notices,
      Installation installation,
      ProviderAccess access,
      EndpointChecks checks,
      Background background) {
    this.editor = editor;
    this.views = views;
    this.notices = notices;
    this.installation = installation;
    this.access = access;
    this.checks = checks;
    getStyleClass().addAll("pane", "models");
    getStylesheets()
        .add(Objects.requireNonNull(ModelsPage.class.getResource("models.css")).toExternalForm());
    table = new ModelTable(installation, access, this::add);
    table.getStyleClass().add("page-box");
    HBox.setHgrow(table, Priority.ALWAYS);
    var parts = new HBox(14, table, keys());
    VBox.setVgrow(parts, Priority.ALWAYS);
    refresh = new RefreshBox(installation.engine()::refresh, background, notices);
    Parts.setShown(refresh, false);
    getChildren().addAll(head(), refresh, parts);
    sceneProperty()
        .addListener((o, before, now) -> {
          if (now != null) {
            access.readKeys();
            access.readServers();
            access.look();
          }
        });
  }

  /// What can be done here.
  public List<Action> actions() {
    return List.of(
        Action.of("models.add", "Add model to graph", this::add),
        Action.of("models.refresh", "Refresh models and prices", this::refresh),
        Action.of("models.test-keys", "Test all keys", access::askAll));
  }

  private void refresh() {
    Parts.setShown(refresh, !refresh.isVisible());
  }

  private HBox head() {
    String prices =
        installation
            .pricesOf()
            .map(day -> "Last updated " + day + ".")
            .orElse("No prices are known.");
    var words =
        new VBox(
            4,
            Parts.label("Models and keys", "page-title"),
            Parts.pageWords("Prices in US dollars per million tokens. " + prices));
    Button button = Parts.button("Refresh…", this::refresh);
    button.setId("models-refresh");
    button.setMinWidth(USE_PREF_SIZE);
    return new HBox(10, words, Parts.spring(), button);
  }

  private ScrollPane keys() {
    var box = new VBox(10);
    box.getStyleClass().add("keys-content");
    Label words = Parts.label("", "second");
    words.setWrapText(true);
    words
        .textProperty()
        .bind(
            access
                .whereProperty()
                .map(where ->
                    (where.isEmpty() ? "" : "Keys are stored in " + where + ". ")
                        + "Stored keys are never shown and are sent to their own provider only."));
    box.getChildren().addAll(Parts.sectionHead("Keys"), words);
    access.cloud().forEach(each -> box.getChildren().add(new KeyBox(access, each)));
    box.getChildren().add(new ServersBox(access));
    Label local =
        Parts.label("No key needed. Only the addresses shown here are contacted.", "second");
    local.setWrapText(true);
    box.getChildren().addAll(Parts.sectionHead("Local servers"), local);
    access.local().forEach(each -> box.getChildren().add(new ServerBox(access, each, this::check)));
    var scroll = new ScrollPane(box);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().addAll("page-box", "keys-pane");
    scroll.setMinWidth(KEYS); // whatever else is shown beside it
    scroll.setPrefWidth(KEYS);
    scroll.setMaxWidth(KEYS);
    return scroll;
  }

  /// Goes to where an endpoint is asked what it really does.
  private void check(String address) {
    checks.addressProperty().set(address);
    views.show(PageId.CONFORM);
  }

  private void add() {
    table
        .chosen()
        .ifPresent(row -> {
          if (editor.currentProperty().get().isEmpty()) {
            notices.tell(Notice.trouble("No graph is open. Open one to add the model."));
            return;
          }
          ModelInsertion.model(editor, access, installation, row.card())
              .ifPresent(id ->
                  notices.tell(
                      Notice.said(
                              row.card().name() + " is in " + editor.document().file() + " now.")
                          .with("Show", () -> views.show(PageId.GRAPH))));
        });
  }
}
