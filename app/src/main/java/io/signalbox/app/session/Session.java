package io.signalbox.app.session;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.comparison.Comparison;
import io.signalbox.app.comparison.PreferenceLog;
import io.signalbox.app.document.BackgroundChecks;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.GraphStorage;
import io.signalbox.app.fixes.FixContext;
import io.signalbox.app.fx.Background;
import io.signalbox.app.keys.KeyConfirmations;
import io.signalbox.app.keys.MissingKeys;
import io.signalbox.app.keys.ProviderAccess;
import io.signalbox.app.keys.ProviderFindings;
import io.signalbox.app.kinds.PaletteDrag;
import io.signalbox.app.serving.ProxyControl;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PersistedState;
import io.signalbox.app.state.Preferences;
import io.signalbox.app.state.Views;
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
  private final PaletteDrag carrying = new PaletteDrag();
  private final PersistedState memory;
  private final Preferences preferences;
  private final ProviderAccess machine;
  private final KeyConfirmations keyQuestions;
  private final Editor editor;
  private final GraphStorage disk;
  private final LiveCalls calls;
  private final Simulator simulator;
  private final ProxyControl proxy;
  private final RecordedRequests past;
  private final TestBench tests;
  private final Comparison comparison;

  /// A session with nothing open.
  public Session(Installation installation, Background background) {
    this.installation = installation;
    this.background = background;
    Engine engine = installation.engine();
    Path home = engine.home();
    memory = PersistedState.of(home.resolve("workbench.json"), background);
    preferences = new Preferences(memory);
    machine =
        new ProviderAccess(installation, background, notices, memory, preferences.lookProperty());
    keyQuestions = new KeyConfirmations(engine, background, notices, machine);
    editor =
        new Editor(
            new BackgroundChecks(
                background,
                notices,
                engine::check,
                new MissingKeys(installation.providers(), machine::found)::of),
            notices,
            views);
    machine.foundProperty().addListener((o, before, now) -> lookedForKeys(before, now));
    calls = new LiveCalls(installation, keyQuestions.waiting(), background);
    simulator = new Simulator(editor, calls);
    disk = new GraphStorage(editor, background, notices, memory, home, Clock.systemUTC());
    proxy = new ProxyControl(editor, engine, background, notices, keyQuestions.passing());
    proxy.portProperty().bindBidirectional(preferences.portProperty());
    editor.listen(proxy);
    past = new RecordedRequests(editor, simulator, engine, background, notices, views);
    tests = new TestBench(editor, simulator, engine, background, notices, views);
    memory.follow("tests.automatic", tests.automaticProperty());
    comparison =
        new Comparison(
            editor,
            simulator,
            calls,
            new PreferenceLog(memory),
            Clock.systemUTC(),
            RandomGenerator.getDefault());
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
  public PaletteDrag carrying() {
    return carrying;
  }

  /// What is remembered from one start to the next.
  public PersistedState memory() {
    return memory;
  }

  /// The user's settings.
  public Preferences preferences() {
    return preferences;
  }

  /// Keys of providers, and servers on this machine.
  public ProviderAccess machine() {
    return machine;
  }

  /// Whether keys may be sent to servers.
  public KeyConfirmations keyQuestions() {
    return keyQuestions;
  }

  /// The graphs that are open.
  public Editor editor() {
    return editor;
  }

  /// Opens and saves graphs.
  public GraphStorage disk() {
    return disk;
  }

  /// Requests that are tried out.
  public Simulator simulator() {
    return simulator;
  }

  /// Several answers to one prompt, side by side.
  public Comparison comparison() {
    return comparison;
  }

  /// The tests of the graph in front.
  public TestBench tests() {
    return tests;
  }

  /// The proxy for other programs.
  public ProxyControl proxy() {
    return proxy;
  }

  /// Requests that were recorded.
  public RecordedRequests past() {
    return past;
  }

  /// What quick fixes act on.
  public FixContext fixes() {
    return new FixContext(editor, views, simulator, notices, background, installation.catalog());
  }

  /// Ends what runs beyond the window.
  public void end() {
    keyQuestions.end();
    proxy.end();
  }

  /// Routes one request without sending it, so that the first one that counts is not slow.
  ///
  /// @param then called when that is over, even if it failed
  public void warm(Runnable then) {
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
