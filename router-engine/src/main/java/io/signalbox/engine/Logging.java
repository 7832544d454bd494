package io.signalbox.engine;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// How loud the program is on standard error. Set once, before anything else.
public final class Logging {
  /// Held here, because the system forgets the settings of loggers without a reference.
  private static final Logger ROOT = Logger.getLogger("");

  private static final Logger SERVER = Logger.getLogger("io.helidon");

  private static final Logger SQLITE = Logger.getLogger("org.sqlite.SQLiteJDBCLoader");

  private Logging() {}

  /// Warnings of ours, and only real trouble of the web server's: a client that leaves in the
  /// middle of a request is daily business. SQLite's loader complains when another process has
  /// already tidied up; if it cannot load, it throws. What ends a thread goes through the log too,
  /// because its message may hold text from outside.
  public static void quiet() {
    for (Handler handler : ROOT.getHandlers()) {
      handler.setFormatter(new LogLine());
    }
    ROOT.setLevel(Level.WARNING);
    SERVER.setLevel(Level.SEVERE);
    SQLITE.setLevel(Level.OFF);
    Thread.setDefaultUncaughtExceptionHandler((thread, trouble) ->
        ROOT.log(Level.SEVERE, "The thread " + thread.getName() + " ended.", trouble));
  }
}
