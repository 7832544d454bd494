package io.signalbox.app;

import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.PageId;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.TrafficRow;
import io.signalbox.engine.trace.Trace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

/// Watches the table of traffic in a real window while requests are recorded, `-Drate=500` a second
/// for `-Dseconds=60`: how far the table lags, how large the heap is after a collection, how many
/// frames there are. `scripts/live-traffic.sh` starts it; it is no test.
public final class LiveTraffic extends Application {
  private static final int RATE = Integer.getInteger("rate", 500);
  private static final int SECONDS = Integer.getInteger("seconds", 60);
  private static final int EVERY = 10;

  private final Path home = home();
  private final Session session =
      new Session(RealDesk.document(), RealDesk.installation(home, 0), Background.threads());
  private volatile long frames;

  /// Starts it.
  public static void main(String[] words) {
    launch(words);
  }

  private static Path home() {
    return TestFolder.make("live");
  }

  @Override
  public void start(Stage stage) {
    stage.setScene(new Scene(new Workbench(session, "light", 1280).root(), 1280, 800));
    stage.show();
    session.views().show(PageId.TRAFFIC);
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        frames++;
      }
    }.start();
    Ledger ledger = session.installation().engine().store().ledger();
    Trace pattern = pattern(session.editor().document().graph());
    Thread.ofPlatform().daemon().name("traffic").start(() -> run(ledger, pattern, stage));
  }

  private Trace pattern(RoutingGraph graph) {
    RequestDraft hello = RequestDraft.of("Hello", Map.of());
    return session.installation().engine().estimate(graph, hello.request(), hello.client());
  }

  private void run(Ledger ledger, Trace pattern, Stage stage) {
    long begun = System.nanoTime();
    long sent = 0;
    long seen = 0;
    for (int part = 1; part * EVERY <= SECONDS; part++) {
      double worst = 0;
      long until = begun + part * EVERY * 1_000_000_000L;
      while (System.nanoTime() < until) {
        for (long due = (System.nanoTime() - begun) * RATE / 1_000_000_000; sent < due; sent++) {
          ledger.record(at(pattern, sent));
        }
        LockSupport.parkNanos(5_000_000);
        if (sent % RATE < 10) {
          worst = Math.max(worst, lag(stage));
        }
      }
      report(part * EVERY, sent, worst, frames - seen, ledger.lost());
      seen = frames;
    }
    Platform.exit();
  }

  private static Trace at(Trace pattern, long number) {
    return new Trace(
        "live-" + number,
        Instant.now(),
        pattern.graph(),
        pattern.asked(),
        pattern.steps(),
        pattern.attempts(),
        List.of(),
        "",
        pattern.estimate(),
        200,
        number % 900,
        pattern.firstTokenMillis(),
        pattern.losses(),
        "");
  }

  /// How old the newest row is, in milliseconds.
  private static double lag(Stage stage) {
    var answer = new java.util.concurrent.CompletableFuture<Double>();
    Platform.runLater(() -> {
      var table = stage.getScene().getRoot().lookup(".traffic-table");
      boolean any = table instanceof TableView<?> view && !view.getItems().isEmpty();
      answer.complete(
          any && ((TableView<?>) table).getItems().getFirst() instanceof TrafficRow row
              ? (double) java.time.Duration.between(row.at(), Instant.now()).toMillis()
              : 0.0);
    });
    return answer.join();
  }

  private static void report(int seconds, long sent, double lag, long frames, long lost) {
    System.gc();
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    System.out.printf(
        Locale.ROOT,
        "%4d s  %7d recorded  newest row at most %5.0f ms old  %5.1f frames/s  heap %5.1f MB  lost"
            + " %d%n",
        seconds,
        sent,
        lag,
        frames / (double) EVERY,
        used / 1e6,
        lost);
  }
}
