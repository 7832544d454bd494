package io.signalbox.app.session;

import io.signalbox.app.fx.Background;
import io.signalbox.engine.graph.condition.Condition;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Everything that a window works on, joined: each part takes only the parts that it needs. For the
/// UI thread.
public final class Session {
  private final Surroundings surroundings;
  private final Background background;
  private final Notices notices = new Notices();
  private final Views views = new Views();
  private final Carrying carrying = new Carrying();
  private final Memory memory;
  private final Preferences preferences;
  private final Machine machine;
  private final KeyQuestions keyQuestions;
  private final Editor editor;
  private final Disk disk;
  private final LiveCalls calls;
  private final Simulator simulator;
  private final Proxy proxy;
  private final Past past;
  private final TestBench tests;
  private final Comparison comparison;

  /// A session with nothing open.
  public Session(Surroundings surroundings, Background background) {
    this.surroundings = surroundings;
    this.background = background;
    Engine engine = surroundings.engine();
    Path home = engine.home();
    memory = Memory.of(home.resolve("workbench.json"), background);
    preferences = new Preferences(memory);
    machine = new Machine(surroundings, background, notices, memory, preferences.lookProperty());
    keyQuestions = new KeyQuestions(engine, background, notices, machine);
    editor =
        new Editor(
            new Checks(
                background,
                notices,
                engine::check,
                new MissingKeys(surroundings.providers(), machine::found)::of),
            notices,
            views);
    machine.foundProperty().addListener((o, before, now) -> lookedForKeys(before, now));
    calls = new LiveCalls(surroundings, keyQuestions.waiting(), background);
    simulator = new Simulator(editor, calls);
    disk = new Disk(editor, background, notices, memory, home, Clock.systemUTC());
    proxy = new Proxy(editor, engine, background, notices, keyQuestions.passing());
    proxy.portProperty().bindBidirectional(preferences.portProperty());
    editor.listen(proxy);
    past = new Past(editor, simulator, engine, background, notices, views);
    tests = new TestBench(editor, simulator, engine, background, notices, views);
    memory.follow("tests.automatic", tests.automaticProperty());
    comparison =
        new Comparison(
            editor,
            simulator,
            calls,
            new Verdicts(memory),
            Clock.systemUTC(),
            RandomGenerator.getDefault());
  }

  /// A session with this document open.
  public Session(Document document, Surroundings surroundings, Background background) {
    this(surroundings, background);
    editor.open(document);
  }

  private void lookedForKeys(Found before, Found now) {
    if (!before.keys().equals(now.keys())) {
      editor.checkAll();
    }
  }

  /// Providers, models, prices, the engine.
  public Surroundings surroundings() {
    return surroundings;
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
  public Carrying carrying() {
    return carrying;
  }

  /// What is remembered from one start to the next.
  public Memory memory() {
    return memory;
  }

  /// The user's settings.
  public Preferences preferences() {
    return preferences;
  }

  /// Keys of providers, and servers on this machine.
  public Machine machine() {
    return machine;
  }

  /// Whether keys may be sent to servers.
  public KeyQuestions keyQuestions() {
    return keyQuestions;
  }

  /// The graphs that are open.
  public Editor editor() {
    return editor;
  }

  /// Opens and saves graphs.
  public Disk disk() {
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
  public Proxy proxy() {
    return proxy;
  }

  /// Requests that were recorded.
  public Past past() {
    return past;
  }

  /// What quick fixes act on.
  public FixContext fixes() {
    return new FixContext(editor, views, simulator, notices, background, surroundings.catalog());
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
          Ask hello = Ask.of("Hello", Map.of());
          return document.valid()
              ? Optional.of(
                  surroundings.engine().estimate(document.graph(), hello.request(), hello.client()))
              : Optional.empty();
        },
        trace -> then.run(),
        trouble -> then.run());
  }
}
