package io.signalbox.app.welcome;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.GatewayFiles;
import io.signalbox.app.document.GraphStorage;
import io.signalbox.app.document.SampleGraph;
import io.signalbox.app.keys.ProviderAccess;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Preferences;
import io.signalbox.app.state.Views;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// Where to begin: a sample, what was found on this machine, or what was open lately.
public final class WelcomePage extends ScrollPane {
  private final Editor editor;
  private final Notices notices;
  private final ProviderAccess access;
  private final GraphStorage storage;
  private final GatewayFiles gatewayFiles;
  private final Preferences preferences;
  private final FileDialogs choice;
  private final Views views;
  private final RecentCards recent;

  /// @param choice asks for files
  public WelcomePage(
      Editor editor,
      Notices notices,
      ProviderAccess access,
      GraphStorage storage,
      GatewayFiles gatewayFiles,
      Preferences preferences,
      FileDialogs choice,
      Views views) {
    this.editor = editor;
    this.notices = notices;
    this.access = access;
    this.storage = storage;
    this.gatewayFiles = gatewayFiles;
    this.preferences = preferences;
    this.choice = choice;
    this.views = views;
    recent = new RecentCards(storage);
    getStyleClass().addAll("pane", "welcome");
    getStylesheets()
        .add(Objects.requireNonNull(WelcomePage.class.getResource("welcome.css")).toExternalForm());
    setFitToWidth(true);
    var content = new VBox(head(), columns(), recent);
    content.getStyleClass().add("welcome-content");
    content.setMaxWidth(1104);
    var middle = new StackPane(content);
    middle.setAlignment(Pos.TOP_CENTER);
    middle.getStyleClass().add("welcome-ground");
    setContent(middle);
    sceneProperty().addListener((o, before, now) -> shown(now != null));
  }

  private void shown(boolean now) {
    if (now) {
      recent.refresh();
      access.readKeys();
      access.look();
    }
  }

  /// What can be done from here.
  public static List<Action> actions(
      Editor editor, ProviderAccess access, Notices notices, Views views) {
    var actions = new ArrayList<Action>();
    for (SampleGraph sample : SampleGraph.values()) {
      actions.add(
          Action.of(
              "file.sample-" + sample.id(),
              "Open sample “" + sample.title() + "”",
              () -> open(sample, editor, notices, views)));
    }
    actions.add(
        Action.of(
            "file.from-found", "Create graph from findings", () -> found(editor, access, views)));
    return actions;
  }

  /// A sample is there to be tried: its first prompt can be typed at once.
  private static void open(SampleGraph sample, Editor editor, Notices notices, Views views) {
    sample.open(editor, notices);
    views.askForPrompt();
  }

  private static void found(Editor editor, ProviderAccess access, Views views) {
    access.start().ifPresentOrElse(editor::open, () -> views.show(PageId.WELCOME));
  }

  private static VBox head() {
    Label words =
        Parts.label(
            "Draw routing rules, test them, serve them to your apps, export them to your gateway."
                + " Nothing leaves this machine until you add a key.",
            "welcome-words");
    words.setWrapText(true);
    return new VBox(8, Parts.label("Where should a prompt go?", "welcome-title"), words);
  }

  private GridPane columns() {
    var columns = new GridPane(36, 0);
    for (int i = 0; i < 2; i++) {
      var half = new ColumnConstraints();
      half.setPercentWidth(50);
      half.setHgrow(Priority.ALWAYS);
      columns.getColumnConstraints().add(half);
    }
    columns.add(start(), 0, 0);
    columns.add(
        new VBox(28, new FoundProvidersBox(editor, access, preferences), withoutKey()), 1, 0);
    return columns;
  }

  private VBox start() {
    var box = new VBox(10, Parts.sectionHead("Start"));
    for (SampleGraph sample : SampleGraph.values()) {
      box.getChildren()
          .add(
              new StartCard(
                  sample.title(),
                  sample.words(),
                  sample.kind(),
                  () -> open(sample, editor, notices, views)));
    }
    var empty = new StartCard("Empty graph", "", "mirror", this::begin);
    empty.setId("start-empty");
    var open = Parts.button("Open…", this::open, "quiet");
    open.setId("start-open");
    var bring = Parts.button("Import from another gateway…", this::bring, "quiet");
    bring.setId("start-import");
    box.getChildren().addAll(empty, new HBox(8, open, bring));
    return box;
  }

  private void begin() {
    editor.open(Document.of(Document.UNTITLED, GraphText.write(RoutingGraph.empty("Untitled"))));
  }

  private void open() {
    choice.graph().ifPresent(storage::open);
  }

  private void bring() {
    choice
        .file("Import from another gateway", Path.of(System.getProperty("user.home", "")))
        .ifPresent(gatewayFiles::read);
  }

  private static VBox withoutKey() {
    Text strong = Parts.text("simulated");
    strong.getStyleClass().add("strong");
    Label chip = Parts.simulatedChip();
    var words =
        new TextFlow(
            Parts.text("Models are "),
            strong,
            Parts.text(", with typical speed and price. Answers are placeholders and marked "),
            chip,
            Parts.text(" . Routing, costs, failover, tests and export are real."));
    words.setLineSpacing(4);
    var box = new VBox((Node) words);
    box.getStyleClass().add("welcome-box");
    return new VBox(10, Parts.sectionHead("Without a key"), box);
  }
}
