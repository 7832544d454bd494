package io.signalbox.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

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
    watcher.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
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

  private static void onHangUp(Runnable action) {
    try {
      Signal.handle(new Signal("HUP"), signal -> action.run());
    } catch (IllegalArgumentException e) {
      // This system has no SIGHUP; the files' times are enough.
      return;
    }
  }
}
