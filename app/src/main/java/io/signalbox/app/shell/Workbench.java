package io.signalbox.app.shell;

import io.signalbox.app.connect.ConnectPage;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.export.ExportPage;
import io.signalbox.app.help.HelpPage;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.CutText;
import io.signalbox.app.kit.FocusKeeper;
import io.signalbox.app.kit.FocusRing;
import io.signalbox.app.kit.Fonts;
import io.signalbox.app.kit.Palette;
import io.signalbox.app.kit.PaneCycle;
import io.signalbox.app.models.ModelsPage;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Preferences.Theme;
import io.signalbox.app.state.Shortcuts;
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
import javafx.scene.control.MenuBar;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The window's content: places pages and panes, and gathers what can be done.
public final class Workbench {
  private static final boolean SYSTEM_BAR = System.getProperty("os.name", "").startsWith("Mac");

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
  private Optional<ExportPage> export = Optional.empty();
  private final HelpPage help;
  private final List<Action> usual = new ArrayList<>();
  private final Shortcuts shortcuts;
  private final MainMenu menu = new MainMenu();
  private final MenuBar bar = new MenuBar();
  private List<Action> actions = List.of();
  private final Palette palette;
  private Subscription focus = Subscription.EMPTY;

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
    shortcuts = session.preferences().shortcuts();
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
    help = factory.help();
    gatherActions();
    actions = chosen();
    palette = new Palette(new Finder(session.editor(), session.views(), this::offered)::entries);
    connect.onAppsChanged(palette::reload);
    root.getChildren()
        .addAll(
            frame(width), new NoticeBar(session.notices()), palette, pill.panel(), new FocusRing());
    menu.show(actions);
    bar();
    shortcuts.chosenProperty().addListener((o, before, now) -> takeShortcuts());
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
    CutText.tellWithin(root);
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

  private List<Action> usual() {
    return List.copyOf(usual);
  }

  private List<Action> offered() {
    return Stream.concat(actions.stream(), connect.appActions().stream()).toList();
  }

  /// With the keys that the user has chosen.
  private List<Action> chosen() {
    return usual.stream()
        .map(action -> shortcuts.of(action.id()).map(action::by).orElse(action))
        .toList();
  }

  private void takeShortcuts() {
    Optional<Scene> scene = Optional.ofNullable(root.getScene());
    keys(scene, Optional.empty());
    actions = chosen();
    menu.show(actions);
    bar();
    palette.reload();
    keys(Optional.empty(), scene);
  }

  /// Where the system has a bar for menus at the edge of its screen, they are there, too.
  private void bar() {
    if (SYSTEM_BAR) {
      bar.setUseSystemMenuBar(true);
      bar.getMenus().setAll(MainMenu.menus(actions));
    }
  }

  private BorderPane frame(double width) {
    var frame = new BorderPane(pages(width));
    frame.setTop(
        new VBox(
            bar,
            PaneCycle.pane(topBar()),
            new KeyConfirmationBar(session.keyConfirmations()),
            new ImportedKeysBar(session.importedKeys())));
    bar.setVisible(SYSTEM_BAR);
    bar.setManaged(SYSTEM_BAR);
    frame.setLeft(PaneCycle.pane(new NavigationRail(session.views(), appearance)));
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
            .with(PageId.EXPORT, this::export)
            .with(PageId.HELP, () -> help)
            .with(PageId.SETTINGS, () -> factory.settings(this::usual, graph::reset));
    pages.begin();
    return pages;
  }

  private ExportPage export() {
    ExportPage page = export.orElseGet(factory::export);
    export = Optional.of(page);
    return page;
  }

  private TopBar topBar() {
    List<Node> left = List.of(menu, new Tabs(session.editor(), session.views(), files));
    return new TopBar(
        left, pill, this::find, () -> session.views().show(PageId.EXPORT), this::simulate);
  }

  private void gatherActions() {
    var own = new WorkbenchActions(session, appearance);
    usual.addAll(files.all());
    usual.addAll(own.starting());
    usual.addAll(own.editing());
    usual.add(Action.of("run.simulate", "Simulate request", this::simulate).on("Shortcut+R"));
    usual.add(Action.of("view.find", "Search or run a command", this::find).on("Shortcut+K"));
    usual.addAll(own.showing());
    var panes = new PaneCycle(root);
    usual.add(Action.of("view.next-pane", "Go to next pane", () -> panes.go(1)).on("F6"));
    usual.add(
        Action.of("view.previous-pane", "Go to previous pane", () -> panes.go(-1)).on("Shift+F6"));
    usual.addAll(graph.text().actions());
    usual.addAll(graph.inspector().actions());
    usual.addAll(graph.problems().actions());
    usual.addAll(graph.simulate().actions());
    usual.addAll(pill.actions());
    usual.addAll(traffic.actions());
    usual.addAll(connect.actions());
    usual.addAll(graph.tests().actions());
    usual.addAll(own.comparing());
    usual.addAll(graph.history().actions());
    usual.addAll(pictures.all());
    usual.addAll(models.actions());
    usual.addAll(ExportPage.actions(session.installation(), session.views(), this::export));
    usual.add(Action.of("conform.check", "Check local endpoint", this::checkEndpoint));
    usual.add(Action.of("view.reset-panes", "Reset panes", graph::reset));
    usual.addAll(own.themes());
    usual.addAll(graph.canvas().actions());
    usual.addAll(help.actions());
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
    focus.unsubscribe();
    focus = entered.map(FocusKeeper::in).orElse(Subscription.EMPTY);
    for (Action action : actions) {
      if (!action.local() && !action.keys().isEmpty()) {
        KeyCombination keys = KeyCombination.valueOf(action.keys());
        left.ifPresent(scene -> scene.getAccelerators().remove(keys));
        entered.ifPresent(scene -> scene.getAccelerators().put(keys, action::fire));
      }
    }
  }
}
