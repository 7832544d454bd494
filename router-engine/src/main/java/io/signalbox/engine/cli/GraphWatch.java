package io.signalbox.engine.cli;

import io.signalbox.engine.cli.command.GraphContent;
import io.signalbox.engine.cli.command.GraphFiles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Notices that graph files changed, or that `SIGHUP` was sent. It compares what the files hold and
/// not their times, which stay the same when a file is replaced within a tick of the clock; that
/// works on every file system, also where an editor writes beside and renames. A content is handed
/// over once two looks found the same, so that a file that is being written is waited for.
final class GraphWatch {
  private static final System.Logger LOG = System.getLogger(GraphWatch.class.getName());
  private static final long PAUSE_MILLIS = 500;
  private static final long PATIENCE_SECONDS = 5;

  private final List<Path> files;
  private final Consumer<Map<Path, GraphContent>> changed;
  private Map<Path, GraphContent> told;
  private Map<Path, GraphContent> last;

  /// @param first what the files held when they were read before
  /// @param changed gets what they hold now; called by one thread at a time
  GraphWatch(
      List<Path> files, Map<Path, GraphContent> first, Consumer<Map<Path, GraphContent>> changed) {
    this.files = List.copyOf(files);
    this.changed = changed;
    this.told = first;
    this.last = first;
  }

  void watch() {
    ScheduledExecutorService watcher =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("graph-watch").factory());
    var _ =
        watcher.scheduleWithFixedDelay(
            () -> surely(this::look), PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    onHangUp(() -> watcher.execute(() -> surely(this::tell)));
  }

  /// Whatever happens, it must not end the watching.
  static void surely(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "The graph files could not be reloaded.", e);
    }
  }

  /// Compares the files with the last look.
  void look() {
    var now = contents();
    boolean settled = now.equals(last);
    last = now;
    if (settled && !now.equals(told)) {
      told = now;
      changed.accept(now);
    }
  }

  /// Hands over what the files hold now, changed or not.
  private void tell() {
    last = contents();
    told = last;
    changed.accept(last);
  }

  private Map<Path, GraphContent> contents() {
    var contents = new LinkedHashMap<Path, GraphContent>();
    files.forEach(file -> contents.put(file, content(file)));
    return contents;
  }

  /// On a thread of its own: a pipe that takes the file's place after it was looked at, or a
  /// network disk that is gone, keeps that thread and not the watching.
  private static GraphContent content(Path file) {
    var reading = new FutureTask<>(() -> GraphFiles.onDisk(file));
    Thread.ofPlatform().daemon().name("graph-read").start(reading);
    try {
      return reading.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return new GraphContent.Lacking(file + " cannot be read: the disk does not answer.");
    } catch (ExecutionException e) {
      return new GraphContent.Lacking(file + " cannot be read: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new GraphContent.Lacking(file + " was not read.");
    }
  }

  /// By reflection, because the compiler warns of the JDK's class for signals, which cannot be
  /// silenced; where it is missing the looks are enough.
  private static void onHangUp(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object calling =
          Proxy.newProxyInstance(
              GraphWatch.class.getClassLoader(), new Class<?>[] {handler}, calling(action));
      signal
          .getMethod("handle", signal, handler)
          .invoke(signal, signal.getConstructor(String.class).newInstance("HUP"), calling);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      return;
    }
  }

  private static InvocationHandler calling(Runnable action) {
    return (proxy, method, arguments) -> {
      if (method.getName().equals("handle")) {
        action.run();
      }
      return 0;
    };
  }
}
