package io.signalbox.app.shell;

import io.signalbox.app.connect.ConnectPage;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.FocusRing;
import io.signalbox.app.kit.Fonts;
import io.signalbox.app.kit.Palette;
import io.signalbox.app.models.ModelsPage;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Preferences.Theme;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.traffic.TrafficPage;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The window's content: places pages and panes, and gathers what can be done.
public final class Workbench {
  private final Session session;
  private final StackPane root = new StackPane();
  private final Appearance appearance;
  private final FileActions files;
  private final PictureActions pictures;
  private final FileBar fileBar;
  private final GraphPage graph;
  private final ProxyPill pill;
  private final PageFactory factory;
  private final TrafficPage traffic;
  private final ConnectPage connect;
  private final ModelsPage models;
  private final List<Action> actions = new ArrayList<>();
  private final Palette palette;

  /// The panes of this session where nobody can be asked for files.
  public Workbench(Session session, String theme, double width) {
    this(session, FileDialogs.NONE, theme, width);
  }

  /// The panes of this session.
  ///
  /// @param choice asks for files
  /// @param theme `light`, `dark` or `system`; empty: what the user chose last
  /// @param width how wide the window is going to be; a narrow one starts with fewer panes
  public Workbench(Session session, FileDialogs choice, String theme, double width) {
    this.session = session;
    files =
        new FileActions(
            session.editor(), session.storage(), session.gatewayFiles(), choice, this::unsaved);
    fileBar = new FileBar(session.editor(), session.storage(), files);
    pictures =
        new PictureActions(session.editor(), session.background(), session.notices(), choice);
    styleRoot();
    takeFiles();
    appearance = appearance(theme);
    graph = new GraphPage(session, choice);
    pill = new ProxyPill(session.proxy(), session.notices(), session.views());
    factory = new PageFactory(session, choice);
    traffic = factory.traffic();
    connect = factory.connect();
    models = factory.models();
    gatherActions();
    palette = new Palette(new Finder(session.editor(), session.views(), this::offered)::entries);
    connect.onAppsChanged(palette::reload);
    root.getChildren()
        .addAll(
            frame(width), new NoticeBar(session.notices()), palette, pill.panel(), new FocusRing());
    root.sceneProperty()
        .addListener(
            (o, left, entered) -> keys(Optional.ofNullable(left), Optional.ofNullable(entered)));
  }

  /// A dropped file is opened if it is a graph, else imported.
  private void takeFiles() {
    root.setOnDragOver(e -> {
      if (e.getDragboard().hasFiles()) {
        e.acceptTransferModes(TransferMode.COPY);
        e.consume();
      }
    });
    root.setOnDragDropped(e -> {
      dropped(e.getDragboard().getFiles());
      e.setDropCompleted(true);
      e.consume();
    });
  }

  /// Takes files that were dropped on the window.
  void dropped(List<File> dropped) {
    dropped.forEach(file -> session.gatewayFiles().take(file.toPath()));
  }

  private void styleRoot() {
    Fonts.load();
    root.getStyleClass().add("workbench");
    root.getStylesheets()
        .add(
            Objects.requireNonNull(Workbench.class.getResource("workbench.css"), "workbench.css")
                .toExternalForm());
  }

  private Appearance appearance(String theme) {
    var kept = session.preferences().themeProperty();
    var chosen = new Appearance(root, theme.isEmpty() ? kept.get() : Theme.of(theme));
    chosen.remember(kept);
    return chosen;
  }

  /// What is put into the scene.
  public StackPane root() {
    return root;
  }

  /// Everything that can be done, for keys, menus and the palette.
  public List<Action> actions() {
    return List.copyOf(actions);
  }

  private List<Action> offered() {
    return Stream.concat(actions.stream(), connect.appActions().stream()).toList();
  }

  private BorderPane frame(double width) {
    var frame = new BorderPane(pages(width));
    frame.setTop(
        new VBox(
            topBar(),
            new KeyConfirmationBar(session.keyConfirmations()),
            new ImportedKeysBar(session.importedKeys())));
    frame.setLeft(new NavigationRail(session.views(), appearance));
    frame.setBottom(
        new StatusLine(session.installation(), session.editor(), session.views(), session.proxy()));
    return frame;
  }

  private Pages pages(double width) {
    var pages =
        new Pages(session.editor(), session.views())
            .with(PageId.WELCOME, factory::welcome)
            .with(PageId.GRAPH, () -> graph.layout(fileBar, width))
            .with(PageId.COMPARE, factory::compare)
            .with(PageId.TRAFFIC, () -> traffic)
            .with(PageId.EXPERIMENTS, factory::experiments)
            .with(PageId.MODELS, () -> models)
            .with(PageId.CONFORM, factory::conform)
            .with(PageId.CONNECT, () -> connect)
            .with(PageId.EXPORT, factory::export)
            .with(PageId.SETTINGS, () -> factory.settings(this::actions, graph::reset));
    pages.begin();
    return pages;
  }

  private TopBar topBar() {
    List<Node> left =
        List.of(new MainMenu(actions), new Tabs(session.editor(), session.views(), files));
    return new TopBar(
        left, pill, this::find, () -> session.views().show(PageId.EXPORT), this::simulate);
  }

  private void gatherActions() {
    var own = new WorkbenchActions(session, appearance);
    actions.addAll(files.all());
    actions.addAll(own.starting());
    actions.addAll(own.editing());
    actions.add(Action.of("run.simulate", "Simulate request", this::simulate).on("Shortcut+R"));
    actions.add(Action.of("view.find", "Search or run a command", this::find).on("Shortcut+K"));
    actions.addAll(own.showing());
    actions.addAll(graph.text().actions());
    actions.addAll(graph.inspector().actions());
    actions.addAll(graph.problems().actions());
    actions.addAll(graph.simulate().actions());
    actions.addAll(pill.actions());
    actions.addAll(traffic.actions());
    actions.addAll(connect.actions());
    actions.addAll(graph.tests().actions());
    actions.addAll(own.comparing());
    actions.addAll(graph.history().actions());
    actions.addAll(pictures.all());
    actions.addAll(models.actions());
    actions.add(Action.of("conform.check", "Check local endpoint", this::checkEndpoint));
    actions.add(Action.of("view.reset-panes", "Reset panes", graph::reset));
    actions.addAll(own.themes());
    actions.addAll(graph.canvas().actions());
  }

  /// Asks the address of the page, if that stays on this machine; else the page asks before.
  private void checkEndpoint() {
    session.views().show(PageId.CONFORM);
    session.endpointChecks().beginLocal();
  }

  private void unsaved(OpenFile file) {
    fileBar.closing(file);
  }

  private void find() {
    Node focused = root.getScene().getFocusOwner();
    palette.open(() -> Optional.ofNullable(focused).ifPresent(Node::requestFocus));
  }

  /// Writes a request into the simulator and asks which way it goes.
  public void simulate(String prompt, Map<String, String> metadata) {
    session.views().show(ToolPane.SIMULATE);
    session.simulator().simulate(prompt, metadata);
  }

  private void simulate() {
    session.views().show(ToolPane.SIMULATE);
    graph.simulate().begin();
  }

  /// Keys belong to the scene, which may outlive what is in it.
  private void keys(Optional<Scene> left, Optional<Scene> entered) {
    for (Action action : actions) {
      if (!action.local() && !action.keys().isEmpty()) {
        KeyCombination keys = KeyCombination.valueOf(action.keys());
        left.ifPresent(scene -> scene.getAccelerators().remove(keys));
        entered.ifPresent(scene -> scene.getAccelerators().put(keys, action::fire));
      }
    }
  }
}
