package io.signalbox.app.shell;

import io.signalbox.app.canvas.GraphCanvas;
import io.signalbox.app.compare.ComparePage;
import io.signalbox.app.connect.ConnectPage;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.explorer.Explorer;
import io.signalbox.app.export.ExportPage;
import io.signalbox.app.history.HistoryPane;
import io.signalbox.app.inspector.Inspector;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Fonts;
import io.signalbox.app.kit.Palette;
import io.signalbox.app.models.ModelsPage;
import io.signalbox.app.problems.ProblemsPane;
import io.signalbox.app.session.Session;
import io.signalbox.app.settings.SettingsPage;
import io.signalbox.app.simulate.SimulatePane;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.PersistedState;
import io.signalbox.app.state.Preferences.Theme;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.state.Views;
import io.signalbox.app.tests.TestsPane;
import io.signalbox.app.text.TextPane;
import io.signalbox.app.traffic.TrafficPage;
import io.signalbox.app.welcome.WelcomePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The window's content: places pages and panes, and gathers what can be done.
public final class Workbench {
  private static final double NARROW = 1500;

  private final Session session;
  private final StackPane root = new StackPane();
  private final Appearance appearance;
  private final GraphCanvas canvas;
  private final SimulatePane simulate;
  private final TestsPane tests;
  private final TextPane text;
  private final Inspector inspector;
  private final ProblemsPane problems;
  private final HistoryPane history;
  private final ModelsPage models;
  private final List<SplitPanes> panes = new ArrayList<>();
  private final FileActions files;
  private final FileBar fileBar;
  private final List<Action> actions = new ArrayList<>();
  private final Palette palette;
  private final ProxyPill pill;
  private final TrafficPage traffic;
  private final ConnectPage connect;

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
    files = new FileActions(session, choice, this::unsaved);
    fileBar = new FileBar(session, files);
    Fonts.load();
    root.getStyleClass().add("workbench");
    root.getStylesheets()
        .add(
            Objects.requireNonNull(Workbench.class.getResource("workbench.css"), "workbench.css")
                .toExternalForm());
    var kept = session.preferences().themeProperty();
    appearance = new Appearance(root, theme.isEmpty() ? kept.get() : Theme.of(theme));
    appearance.remember(kept);
    canvas =
        new GraphCanvas(
            session.editor(),
            session.views(),
            session.notices(),
            session.simulator(),
            session.installation(),
            session.carrying());
    simulate =
        new SimulatePane(
            session.editor(),
            session.views(),
            session.notices(),
            session.simulator(),
            session.background(),
            session.installation(),
            session.disk(),
            session.tests(),
            choice);
    tests = new TestsPane(session.editor(), session.views(), session.tests());
    text = new TextPane(session.editor(), session.views(), session.installation());
    inspector = new Inspector(session);
    problems =
        new ProblemsPane(
            session.editor(), session.views(), session.installation(), session.fixes());
    pill = new ProxyPill(session);
    traffic =
        new TrafficPage(
            session.editor(),
            session.views(),
            session.background(),
            session.installation(),
            session.past(),
            session.proxy());
    connect =
        new ConnectPage(
            session.editor(),
            session.views(),
            session.notices(),
            session.background(),
            session.installation(),
            session.past(),
            session.proxy());
    history =
        new HistoryPane(
            session.editor(),
            session.views(),
            session.notices(),
            session.background(),
            session.disk());
    models =
        new ModelsPage(
            session.editor(),
            session.views(),
            session.notices(),
            session.installation(),
            session.machine());
    gatherActions();
    palette = new Palette(new Finder(session, () -> actions)::entries);
    root.getChildren().addAll(frame(choice, width), new NoticeBar(session), palette, pill.panel());
    root.sceneProperty()
        .addListener(
            (o, left, entered) -> keys(Optional.ofNullable(left), Optional.ofNullable(entered)));
  }

  /// What is put into the scene.
  public StackPane root() {
    return root;
  }

  /// Everything that can be done, for keys, menus and the palette.
  public List<Action> actions() {
    return List.copyOf(actions);
  }

  private BorderPane frame(FileDialogs choice, double width) {
    var pages =
        new Pages(session)
            .with(
                PageId.WELCOME,
                () ->
                    new WelcomePage(
                        session.editor(),
                        session.notices(),
                        session.machine(),
                        session.disk(),
                        session.preferences(),
                        choice))
            .with(PageId.GRAPH, () -> graphPage(width))
            .with(
                PageId.COMPARE,
                () ->
                    new ComparePage(
                        session.editor(),
                        session.views(),
                        session.notices(),
                        session.simulator(),
                        session.installation(),
                        session.comparison()))
            .with(PageId.TRAFFIC, () -> traffic)
            .with(PageId.MODELS, () -> models)
            .with(PageId.CONNECT, () -> connect)
            .with(
                PageId.EXPORT,
                () ->
                    new ExportPage(
                        session.editor(),
                        session.notices(),
                        session.background(),
                        session.installation(),
                        choice))
            .with(
                PageId.SETTINGS,
                () ->
                    new SettingsPage(
                        session.installation(),
                        session.preferences(),
                        this::actions,
                        this::resetPanes));
    pages.begin();
    var frame = new BorderPane(pages);
    frame.setTop(new VBox(topBar(), new KeyConfirmationBar(session)));
    frame.setLeft(new NavigationRail(session, appearance));
    frame.setBottom(new StatusLine(session));
    return frame;
  }

  private TopBar topBar() {
    List<Node> left = List.of(new MainMenu(actions), new Tabs(session, files::close));
    return new TopBar(
        left, pill, this::find, () -> session.views().show(PageId.EXPORT), this::simulate);
  }

  private Region graphPage(double width) {
    Views views = session.views();
    boolean narrow = width < NARROW;
    views.explorerProperty().set(!narrow);
    rememberViews();
    var tools =
        new ToolWindow(session)
            .with(ToolPane.SIMULATE, simulate)
            .with(ToolPane.TESTS, tests)
            .with(ToolPane.PROBLEMS, problems)
            .with(ToolPane.HISTORY, history);
    PersistedState memory = session.memory();
    var across = new SplitPanes(Orientation.HORIZONTAL, memory);
    var down = new SplitPanes(Orientation.VERTICAL, memory);
    across.keep(
        "explorer",
        new Explorer(session.editor(), session.installation(), session.carrying()),
        220,
        views.explorerProperty());
    var beside = new SplitPanes(Orientation.HORIZONTAL, memory);
    panes.addAll(List.of(across, down, beside));
    beside.grow(canvas);
    beside.keep("text", text, narrow ? 340 : 480, views.textProperty());
    down.grow(beside);
    down.keep("tools", tools, narrow ? 250 : 300, views.toolsProperty());
    var middle = new BorderPane(down);
    middle.setTop(fileBar);
    across.grow(middle);
    across.keep("inspector", inspector, narrow ? 290 : 330, views.inspectorProperty());
    return across;
  }

  private void rememberViews() {
    Views views = session.views();
    PersistedState memory = session.memory();
    memory.follow("view.explorer", views.explorerProperty());
    memory.follow("view.inspector", views.inspectorProperty());
    memory.follow("view.tools", views.toolsProperty());
    memory.follow("view.text", views.textProperty());
  }

  private void resetPanes() {
    Views views = session.views();
    panes.forEach(SplitPanes::reset);
    views.explorerProperty().set(true);
    views.inspectorProperty().set(true);
    views.toolsProperty().set(true);
    views.textProperty().set(false);
  }

  private void gatherActions() {
    Views views = session.views();
    actions.addAll(files.all());
    actions.addAll(
        WelcomePage.actions(
            session.editor(), session.machine(), session.notices(), session.views()));
    actions.add(
        Action.of("edit.undo", "Undo", session.editor()::undo)
            .on("Shortcut+Z")
            .when(session.editor().undoingProperty().isNotEmpty()));
    actions.add(
        Action.of("edit.redo", "Redo", session.editor()::redo)
            .on("Shortcut+Shift+Z")
            .when(session.editor().redoingProperty().isNotEmpty()));
    actions.add(Action.of("run.simulate", "Simulate a request", this::simulate).on("Shortcut+R"));
    actions.add(Action.of("view.find", "Search or run a command", this::find).on("Shortcut+K"));
    for (ToolPane tool : ToolPane.values()) {
      actions.add(Action.of("view." + id(tool), "Show " + tool.words(), () -> views.show(tool)));
    }
    for (PageId place : PageId.values()) {
      actions.add(
          Action.of("go." + id(place), "Go to " + place.words(), () -> views.show(place))
              .on("Shortcut+" + place.digit()));
    }
    pane("explorer", "explorer", views.explorerProperty());
    pane("inspector", "inspector", views.inspectorProperty());
    pane("tools", "panes below the canvas", views.toolsProperty());
    actions.addAll(text.actions());
    actions.addAll(inspector.actions());
    actions.addAll(problems.actions());
    actions.addAll(simulate.actions());
    actions.addAll(pill.actions());
    actions.addAll(traffic.actions());
    actions.addAll(connect.actions());
    actions.addAll(tests.actions());
    actions.addAll(ComparePage.actions(session.editor(), session.comparison(), session.views()));
    actions.addAll(history.actions());
    actions.addAll(models.actions());
    actions.add(Action.of("view.reset-panes", "Reset the panes", this::resetPanes));
    for (Theme choice : Theme.values()) {
      actions.add(
          Action.of(
              "appearance." + id(choice),
              "Appearance: " + choice.words(),
              () -> appearance.choiceProperty().set(choice)));
    }
    actions.addAll(canvas.actions());
  }

  private void pane(String id, String words, BooleanProperty open) {
    actions.add(
        Action.of("view.toggle-" + id, "Show or hide the " + words, () -> open.set(!open.get())));
  }

  private void unsaved(OpenFile file) {
    fileBar.closing(file);
  }

  private static String id(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
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
    simulate.begin();
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
