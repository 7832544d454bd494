package io.signalbox.engine.cli;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Notices that graph files changed, or that somebody sent `SIGHUP`. It looks at the files' times
/// once a second: that works on every file system, also where an editor writes beside and renames.
final class GraphWatch {
  private final List<Path> files;
  private final Runnable changed;
  private Map<Path, FileTime> seen;

  GraphWatch(List<Path> files, Runnable changed) {
    this.files = List.copyOf(files);
    this.changed = changed;
    this.seen = times();
  }

  void watch() {
    ScheduledExecutorService watcher =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("graph-watch").factory());
    var _ = watcher.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    onHangUp(() -> watcher.execute(changed));
  }

  private void look() {
    var now = times();
    if (!now.equals(seen)) {
      seen = now;
      changed.run();
    }
  }

  private Map<Path, FileTime> times() {
    var times = new HashMap<Path, FileTime>();
    for (Path file : files) {
      try {
        times.put(file, Files.getLastModifiedTime(file));
      } catch (IOException e) {
        times.put(file, FileTime.fromMillis(0));
      }
    }
    return times;
  }

  /// By reflection, because the compiler warns of the JDK's class for signals in a way that cannot
  /// be silenced; where it is missing the files' times are enough.
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
