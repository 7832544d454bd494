package io.signalbox.app.session;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.comparison.Comparison;
import io.signalbox.app.comparison.MatrixBoard;
import io.signalbox.app.comparison.PreferenceLog;
import io.signalbox.app.document.BackgroundChecks;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.GatewayFiles;
import io.signalbox.app.document.GraphStorage;
import io.signalbox.app.figures.LiveFigures;
import io.signalbox.app.fixes.FixContext;
import io.signalbox.app.fx.Background;
import io.signalbox.app.keys.ImportedKeys;
import io.signalbox.app.keys.KeyConfirmations;
import io.signalbox.app.keys.MissingKeys;
import io.signalbox.app.keys.ProviderAccess;
import io.signalbox.app.keys.ProviderFindings;
import io.signalbox.app.kinds.CarriedItems;
import io.signalbox.app.serving.ProxyControl;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PersistedState;
import io.signalbox.app.state.Preferences;
import io.signalbox.app.state.Views;
import io.signalbox.app.testbench.EndpointChecks;
import io.signalbox.app.testbench.GateRuns;
import io.signalbox.app.testbench.JudgeRuns;
import io.signalbox.app.testbench.SuiteQuestions;
import io.signalbox.app.testbench.TestBench;
import io.signalbox.app.tryout.LiveCalls;
import io.signalbox.app.tryout.RecordedRequests;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.graph.condition.Condition;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Everything that a window works on, joined: each part takes only the parts that it needs. For the
/// UI thread.
public final class Session {
  private final Installation installation;
  private final Background background;
  private final Notices notices = new Notices();
  private final Views views = new Views();
  private final CarriedItems carried = new CarriedItems();
  private final PersistedState persistedState;
  private final Preferences preferences;
  private final ProviderAccess providerAccess;
  private final KeyConfirmations keyConfirmations;
  private final Editor editor;
  private final GraphStorage storage;
  private final GatewayFiles gatewayFiles;
  private final ImportedKeys importedKeys;
  private final LiveCalls calls;
  private final Simulator simulator;
  private final ProxyControl proxy;
  private final RecordedRequests recordedRequests;
  private final TestBench testBench;
  private final GateRuns gateRuns;
  private final JudgeRuns judgeRuns;
  private final EndpointChecks endpointChecks;
  private final SuiteQuestions suiteQuestions;
  private final Comparison comparison;
  private final MatrixBoard matrixBoard;
  private final LiveFigures liveFigures;

  /// A session with nothing open.
  public Session(Installation installation, Background background) {
    this.installation = installation;
    this.background = background;
    Engine engine = installation.engine();
    Path home = engine.home();
    persistedState = PersistedState.of(home.resolve("workbench.json"), background);
    preferences = new Preferences(persistedState);
    providerAccess =
        new ProviderAccess(
            installation, background, notices, persistedState, preferences.lookProperty());
    keyConfirmations = new KeyConfirmations(engine, background, notices, providerAccess);
    editor = new Editor(checks(engine), notices, views);
    providerAccess.foundProperty().addListener((o, before, now) -> lookedForKeys(before, now));
    calls = new LiveCalls(installation, keyConfirmations.waiting(), background);
    simulator = new Simulator(editor, calls);
    storage =
        new GraphStorage(editor, background, notices, persistedState, home, Clock.systemUTC());
    importedKeys = new ImportedKeys(engine, background, notices, providerAccess);
    gatewayFiles =
        new GatewayFiles(
            editor, storage, background, notices, views, engine::imports, importedKeys::offer);
    proxy = new ProxyControl(editor, engine, background, notices, keyConfirmations.passing());
    editor.listen(proxy);
    recordedRequests = new RecordedRequests(editor, simulator, engine, background, notices, views);
    testBench = new TestBench(editor, simulator, engine, background, notices, views);
    gateRuns = new GateRuns(editor, calls, notices);
    judgeRuns = new JudgeRuns(editor, calls);
    endpointChecks = new EndpointChecks(engine, background, notices, keyConfirmations);
    suiteQuestions = new SuiteQuestions(editor, engine, background);
    comparison = newComparison();
    matrixBoard = new MatrixBoard(editor, calls, notices);
    liveFigures =
        new LiveFigures(editor, proxy, engine, background, persistedState, Clock.systemUTC());
    rememberSettings();
  }

  private BackgroundChecks checks(Engine engine) {
    return new BackgroundChecks(
        background,
        notices,
        engine::check,
        new MissingKeys(installation.providers(), providerAccess::found)::of);
  }

  private Comparison newComparison() {
    return new Comparison(
        editor,
        simulator,
        calls,
        new PreferenceLog(persistedState),
        Clock.systemUTC(),
        RandomGenerator.getDefault());
  }

  private void rememberSettings() {
    proxy.portProperty().bindBidirectional(preferences.portProperty());
    persistedState.follow("tests.automatic", testBench.automaticProperty());
  }

  /// A session with this document open.
  public Session(Document document, Installation installation, Background background) {
    this(installation, background);
    editor.open(document);
  }

  private void lookedForKeys(ProviderFindings before, ProviderFindings now) {
    if (!before.keys().equals(now.keys())) {
      editor.checkAll();
    }
  }

  /// Providers, models, prices, the engine.
  public Installation installation() {
    return installation;
  }

  /// Where work is done that must not keep the window waiting.
  public Background background() {
    return background;
  }

  /// What the user is told in passing.
  public Notices notices() {
    return notices;
  }

  /// Which pages and panes are open.
  public Views views() {
    return views;
  }

  /// What is dragged from pane to pane.
  public CarriedItems carried() {
    return carried;
  }

  /// What is remembered from one start to the next.
  public PersistedState persistedState() {
    return persistedState;
  }

  /// The user's settings.
  public Preferences preferences() {
    return preferences;
  }

  /// Keys of providers, and servers on this machine.
  public ProviderAccess providerAccess() {
    return providerAccess;
  }

  /// Whether keys may be sent to servers.
  public KeyConfirmations keyConfirmations() {
    return keyConfirmations;
  }

  /// The graphs that are open.
  public Editor editor() {
    return editor;
  }

  /// Opens and saves graphs.
  public GraphStorage storage() {
    return storage;
  }

  /// Other gateways' files, opened as graphs.
  public GatewayFiles gatewayFiles() {
    return gatewayFiles;
  }

  /// Keys that stand in an imported file.
  public ImportedKeys importedKeys() {
    return importedKeys;
  }

  /// Requests that are tried out.
  public Simulator simulator() {
    return simulator;
  }

  /// Several answers to one prompt, side by side.
  public Comparison comparison() {
    return comparison;
  }

  /// Models on sets of prompts.
  public MatrixBoard matrixBoard() {
    return matrixBoard;
  }

  /// The tests of the graph in front.
  public TestBench testBench() {
    return testBench;
  }

  /// What was measured behind gates.
  public GateRuns gateRuns() {
    return gateRuns;
  }

  /// What endpoints really do.
  public EndpointChecks endpointChecks() {
    return endpointChecks;
  }

  /// What judges say of copies.
  public JudgeRuns judgeRuns() {
    return judgeRuns;
  }

  /// What the tests of the graph's suites ask.
  public SuiteQuestions suiteQuestions() {
    return suiteQuestions;
  }

  /// The proxy for other programs.
  public ProxyControl proxy() {
    return proxy;
  }

  /// Requests that were recorded.
  public RecordedRequests recordedRequests() {
    return recordedRequests;
  }

  /// What goes on in the graph in front.
  public LiveFigures liveFigures() {
    return liveFigures;
  }

  /// What quick fixes act on.
  public FixContext fixContext() {
    return new FixContext(
        editor, views, simulator, notices, background, installation.engine()::check);
  }

  /// Ends what runs beyond the window.
  public void close() {
    keyConfirmations.end();
    gateRuns.stop();
    judgeRuns.stop();
    matrixBoard.stop();
    endpointChecks.stop();
    proxy.end();
  }

  /// Routes one request without sending it, so that the first one that counts is not slow.
  ///
  /// @param then called when that is over, even if it failed
  public void warmUp(Runnable then) {
    Document document = editor.document();
    background.run(
        () -> {
          Condition.warm();
          RequestDraft hello = RequestDraft.of("Hello", Map.of());
          return document.valid()
              ? Optional.of(
                  installation.engine().estimate(document.graph(), hello.request(), hello.client()))
              : Optional.empty();
        },
        trace -> then.run(),
        trouble -> then.run());
  }
}
