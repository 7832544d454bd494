package io.signalbox.app.models;

import io.signalbox.app.keys.ModelInsertion;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.PageId;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The models that are known with their prices, and the keys of their providers.
public final class ModelsPage extends VBox {
  private final Session session;
  private final ModelTable table;

  /// A page of this session.
  public ModelsPage(Session session) {
    this.session = session;
    getStyleClass().addAll("pane", "models");
    getStylesheets()
        .add(Objects.requireNonNull(ModelsPage.class.getResource("models.css")).toExternalForm());
    table = new ModelTable(session, this::add);
    table.getStyleClass().add("page-box");
    HBox.setHgrow(table, Priority.ALWAYS);
    var parts = new HBox(14, table, keys());
    VBox.setVgrow(parts, Priority.ALWAYS);
    getChildren().addAll(head(), parts);
    sceneProperty()
        .addListener((o, before, now) -> {
          if (now != null) {
            session.machine().readKeys();
            session.machine().readServers();
            session.machine().look();
          }
        });
  }

  /// What can be done here.
  public List<Action> actions() {
    return List.of(
        Action.of("models.add", "Add the chosen model to the graph", this::add),
        Action.of("models.test-keys", "Test all keys", session.machine()::askAll));
  }

  private VBox head() {
    String prices =
        session
            .surroundings()
            .pricesOf()
            .map(day -> "The newest is of " + day + ".")
            .orElse("None is known.");
    return new VBox(
        4,
        Parts.label("Models and keys", "page-title"),
        Parts.label("Prices in US dollars for a million tokens. " + prices, "page-words"));
  }

  private ScrollPane keys() {
    var box = new VBox(10);
    box.getStyleClass().add("keys-content");
    Label words = Parts.label("", "second");
    words.setWrapText(true);
    words
        .textProperty()
        .bind(
            session
                .machine()
                .whereProperty()
                .map(where ->
                    (where.isEmpty() ? "" : "Keys are kept in " + where + ". ")
                        + "A key is never shown again and goes only to its own provider."));
    box.getChildren().addAll(Parts.sectionHead("Keys"), words);
    session.machine().cloud().forEach(each -> box.getChildren().add(new KeyBox(session, each)));
    box.getChildren().add(new ServersBox(session));
    Label local =
        Parts.label("They need no key. Each is asked only at the address here.", "second");
    local.setWrapText(true);
    box.getChildren().addAll(Parts.sectionHead("On this machine"), local);
    session.machine().local().forEach(each -> box.getChildren().add(new ServerBox(session, each)));
    var scroll = new ScrollPane(box);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().addAll("page-box", "keys-pane");
    scroll.setMinWidth(330);
    scroll.setPrefWidth(380);
    scroll.setMaxWidth(380);
    return scroll;
  }

  private void add() {
    table
        .chosen()
        .ifPresent(row -> {
          if (session.editor().currentProperty().get().isEmpty()) {
            session
                .notices()
                .tell(Notice.trouble("No graph is open. Open one, then add the model."));
            return;
          }
          ModelInsertion.model(
                  session.editor(), session.machine(), session.surroundings(), row.card())
              .ifPresent(id ->
                  session
                      .notices()
                      .tell(
                          Notice.said(
                                  row.card().name()
                                      + " is in "
                                      + session.editor().document().file()
                                      + " now.")
                              .with("Show it", () -> session.views().show(PageId.GRAPH))));
        });
  }
}
