package io.signalbox.app.shell;

import io.signalbox.app.canvas.GraphCanvas;
import io.signalbox.app.explorer.Explorer;
import io.signalbox.app.history.HistoryPane;
import io.signalbox.app.imports.ImportReportPane;
import io.signalbox.app.inspector.Inspector;
import io.signalbox.app.inspector.InspectorContext;
import io.signalbox.app.kit.PaneCycle;
import io.signalbox.app.problems.ProblemsPane;
import io.signalbox.app.serving.ProxyState;
import io.signalbox.app.session.Session;
import io.signalbox.app.simulate.SimulatePane;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.PersistedState;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.state.Views;
import io.signalbox.app.testbench.VersionRoutes;
import io.signalbox.app.tests.TestsPane;
import io.signalbox.app.text.TextPane;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;

/// The page of the graph in front: the explorer, the canvas, the text and the inspector beside each
/// other, and the tool window below. Its panes are there from the start, for their actions; they
/// are laid out when the page is first shown. For the UI thread.
final class GraphPage {
  private static final double NARROW = 1500;

  private final Session session;
  private final GraphCanvas canvas;
  private final SimulatePane simulate;
  private final TestsPane tests;
  private final TextPane text;
  private final Inspector inspector;
  private final ProblemsPane problems;
  private final HistoryPane history;
  private final List<SplitPanes> splits = new ArrayList<>();

  GraphPage(Session session, FileDialogs choice) {
    this.session = session;
    canvas =
        new GraphCanvas(
            session.editor(),
            session.views(),
            session.notices(),
            session.simulator(),
            session.installation(),
            session.carried(),
            session.gateRuns(),
            session.liveFigures(),
            session.preferences().shortcuts());
    simulate = simulate(session, choice);
    tests =
        new TestsPane(
            session.editor(), session.views(), session.testBench(), session.carried().examples());
    text = new TextPane(session.editor(), session.views(), session.installation());
    inspector = inspector(session, choice);
    problems =
        new ProblemsPane(
            session.editor(), session.views(), session.installation(), session.fixContext());
    history = history(session);
  }

  private static SimulatePane simulate(Session session, FileDialogs choice) {
    return new SimulatePane(
        session.editor(),
        session.views(),
        session.notices(),
        session.simulator(),
        session.background(),
        session.installation(),
        session.storage(),
        session.testBench(),
        choice,
        session.persistedState(),
        () -> base(session));
  }

  private static String base(Session session) {
    return session.proxy().stateProperty().get() instanceof ProxyState.On on
        ? on.base()
        : "http://127.0.0.1:" + session.preferences().portProperty().get() + "/v1";
  }

  private static Inspector inspector(Session session, FileDialogs choice) {
    return new Inspector(
        new InspectorContext(
            session.editor(),
            session.simulator(),
            session.installation(),
            session.fixContext(),
            session.gateRuns(),
            session.suiteQuestions(),
            session.carried().examples(),
            choice));
  }

  private static HistoryPane history(Session session) {
    return new HistoryPane(
        session.editor(),
        session.views(),
        session.notices(),
        session.background(),
        session.storage(),
        new VersionRoutes(
            session.editor(),
            session.testBench(),
            session.installation().engine(),
            session.background()));
  }

  GraphCanvas canvas() {
    return canvas;
  }

  SimulatePane simulate() {
    return simulate;
  }

  TestsPane tests() {
    return tests;
  }

  TextPane text() {
    return text;
  }

  Inspector inspector() {
    return inspector;
  }

  ProblemsPane problems() {
    return problems;
  }

  HistoryPane history() {
    return history;
  }

  /// Lays out the panes.
  ///
  /// @param fileBar what stands above the canvas
  /// @param width how wide the window is; a narrow one starts with fewer panes
  Region layout(Node fileBar, double width) {
    Views views = session.views();
    boolean narrow = width < NARROW;
    views.explorerProperty().set(!narrow);
    session.persistedState().follow("view.tools", views.toolsProperty());
    session.persistedState().follow("view.text", views.textProperty());
    var beside = split(Orientation.HORIZONTAL);
    beside.grow(PaneCycle.pane(canvas));
    beside.keep("text", PaneCycle.pane(text), narrow ? 340 : 480, views.textProperty());
    var down = split(Orientation.VERTICAL);
    down.grow(beside);
    down.keep("tools", PaneCycle.pane(toolWindow()), narrow ? 250 : 300, views.toolsProperty());
    var middle = new BorderPane(down);
    middle.setTop(fileBar);
    var across = split(Orientation.HORIZONTAL);
    Explorer explorer = PaneCycle.pane(explorer());
    across.keep("explorer", explorer, 220, views.explorerProperty());
    across.grow(middle);
    across.keep(
        "inspector", PaneCycle.pane(inspector), narrow ? 290 : 330, views.inspectorProperty());
    fold(views, across, explorer);
    return across;
  }

  private void fold(Views views, Region across, Explorer explorer) {
    var folding =
        new PaneFolding(
            views,
            across.widthProperty(),
            text::getPrefWidth,
            List.of(
                new PaneFolding.Side(views.explorerProperty(), explorer::getPrefWidth),
                new PaneFolding.Side(views.inspectorProperty(), inspector::getPrefWidth)));
    PersistedState memory = session.persistedState();
    folding.remember("view.explorer", views.explorerProperty(), memory);
    folding.remember("view.inspector", views.inspectorProperty(), memory);
  }

  private SplitPanes split(Orientation orientation) {
    var panes = new SplitPanes(orientation, session.persistedState());
    splits.add(panes);
    return panes;
  }

  private Explorer explorer() {
    return new Explorer(session.editor(), session.installation(), session.carried().palette());
  }

  private ToolWindow toolWindow() {
    return new ToolWindow(session.views())
        .with(ToolPane.SIMULATE, simulate)
        .with(
            ToolPane.TESTS,
            tests,
            session.testBench().testsProperty().map(each -> each.failed().size()))
        .with(
            ToolPane.PROBLEMS,
            problems,
            session.editor().documentProperty().map(each -> each.objections().size()))
        .with(ToolPane.HISTORY, history)
        .whenAny(
            ToolPane.IMPORT,
            new ImportReportPane(session.editor(), session.views()),
            session.editor().documentProperty().map(ImportReportPane::count));
  }

  /// Shows the panes that are shown at first, in their first sizes.
  void reset() {
    Views views = session.views();
    splits.forEach(SplitPanes::reset);
    views.explorerProperty().set(true);
    views.inspectorProperty().set(true);
    views.toolsProperty().set(true);
    views.textProperty().set(false);
  }
}
