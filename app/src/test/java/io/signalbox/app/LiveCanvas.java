package io.signalbox.app;

import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.canvas.CanvasSurface;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.GraphText;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// Watches the canvas of 200 nodes with its live figures in a real window while `-Drate=500`
/// requests a second are recorded for `-Dseconds=60`, each over a route of its own, and the view is
/// moved without a pause (`-Dstill=true`: not). `-Dfigures=false` leaves the figures out, to
/// compare. `scripts/frames.sh io.signalbox.app.LiveCanvas` starts it; it is no test.
public final class LiveCanvas extends Application {
  private static final int RATE = Integer.getInteger("rate", 500);
  private static final int SECONDS = Integer.getInteger("seconds", 60);
  private static final int EVERY = 10;
  private static final int NODES = 160;
  private static final int MODELS = 40;
  private static final int COLUMNS = 8;
  private static final double LONG = 33;

  private final RoutingGraph graph = FrameRate.graph(NODES, MODELS, COLUMNS);
  private final Session session =
      new Session(
          Document.of("busy.yaml", GraphText.write(graph)),
          RealDesk.installation(home(), 0),
          Background.threads());
  private volatile long frames;
  private volatile long late;

  /// Starts it.
  public static void main(String[] words) {
    launch(words);
  }

  private static Path home() {
    return TestFolder.make("live");
  }

  @Override
  public void start(Stage stage) {
    session.liveFigures().shownProperty().set(!"false".equals(System.getProperty("figures")));
    stage.setScene(new Scene(new Workbench(session, "light", 1280).root(), 1280, 800));
    stage.show();
    stage.getScene().getRoot().applyCss();
    stage.getScene().getRoot().layout();
    var surface = (CanvasSurface) stage.getScene().lookup(".canvas-surface");
    surface.zoomToOwnSize();
    boolean moves = !Boolean.getBoolean("still");
    new AnimationTimer() {
      private long last;

      @Override
      public void handle(long now) {
        if (last != 0 && now - last > LONG * 1e6) {
          late++;
        }
        last = now;
        frames++;
        if (moves) {
          surface.scrollBy(frames % 240 < 120 ? -4 : 4, frames % 120 < 60 ? -2 : 2);
        }
      }
    }.start();
    Ledger ledger = session.installation().engine().store().ledger();
    Thread.ofPlatform().daemon().name("traffic").start(() -> run(ledger));
  }

  private void run(Ledger ledger) {
    var random = new Random(14);
    long begun = System.nanoTime();
    long sent = 0;
    for (int part = 1; part * EVERY <= SECONDS; part++) {
      long seen = frames;
      long wereLate = late;
      long busy = busy();
      long until = begun + part * EVERY * 1_000_000_000L;
      while (System.nanoTime() < until) {
        for (long due = (System.nanoTime() - begun) * RATE / 1_000_000_000; sent < due; sent++) {
          ledger.record(request(sent, random));
        }
        LockSupport.parkNanos(5_000_000);
      }
      report(part * EVERY, sent, frames - seen, late - wereLate, busy() - busy, ledger.lost());
    }
    Platform.exit();
  }

  private Trace request(long number, Random random) {
    var steps = new ArrayList<Step>();
    String at = graph.start();
    Optional<Node> node = graph.node(at);
    while (node.isPresent()) {
      List<Exit> exits = node.get().exits();
      Exit taken = exits.get(random.nextInt(exits.size()));
      steps.add(new Step(at, taken.label(), taken.to(), "", Map.of(), List.of(), 1));
      at = taken.to();
      node = graph.node(at);
    }
    boolean fails = random.nextInt(50) == 0;
    var call =
        new Attempt(
            at,
            "openai",
            at,
            "",
            fails ? new Outcome.Failed(FailureClass.OVERLOADED) : new Outcome.Answered(),
            fails ? 529 : 200,
            400,
            fails ? OptionalLong.empty() : OptionalLong.of(100 + random.nextInt(900)),
            Optional.empty(),
            Cost.NONE,
            "",
            false);
    return new Trace(
        "live-" + number,
        Instant.now(),
        graph.name(),
        new Trace.Asked("app-" + random.nextInt(4), "", "", graph.name(), true),
        steps,
        List.of(call),
        List.of(),
        "",
        Optional.empty(),
        fails ? 529 : 200,
        900,
        call.firstTokenMillis(),
        List.of(),
        "");
  }

  /// The processor time of this window's own thread.
  private static long busy() {
    var threads = ManagementFactory.getThreadMXBean();
    for (long id : threads.getAllThreadIds()) {
      var thread = threads.getThreadInfo(id);
      if (thread != null && thread.getThreadName().startsWith("JavaFX Application")) {
        return threads.getThreadCpuTime(id);
      }
    }
    return 0;
  }

  private static void report(int seconds, long sent, long frames, long late, long busy, long lost) {
    System.gc();
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    System.out.printf(
        Locale.ROOT,
        "%4d s  %7d recorded  %5.1f frames/s  %3d over %.0f ms  window thread %4.1f %%  heap %5.1f"
            + " MB  lost %d%n",
        seconds,
        sent,
        frames / (double) EVERY,
        late,
        LONG,
        busy / 1e7 / EVERY,
        used / 1e6,
        lost);
  }
}
