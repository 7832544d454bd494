package io.signalbox.engine.home;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where Signalbox keeps what it must remember.
public final class Homes {
  private Homes() {}

  /// The home of this user on this system: `SIGNALBOX_HOME` if it is set, else the place that the
  /// system gives to programs for their data. It need not exist.
  public static Path usual() {
    return usual(
        System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", "."));
  }

  /// The same for any system: its environment, its name as in `os.name`, the user's directory.
  static Path usual(Map<String, String> environment, String system, String user) {
    String own = environment.getOrDefault("SIGNALBOX_HOME", "");
    if (!own.isBlank()) {
      return Path.of(own).toAbsolutePath().normalize();
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      return (local.isBlank() ? Path.of(user, "AppData", "Local") : Path.of(local))
          .resolve("Signalbox");
    }
    if (name.startsWith("mac")) {
      return Path.of(user, "Library", "Application Support", "Signalbox");
    }
    // The XDG base directory specification: a relative value is to be ignored.
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    boolean usable = !xdg.isBlank() && Path.of(xdg).isAbsolute();
    return (usable ? Path.of(xdg) : Path.of(user, ".local", "share")).resolve("signalbox");
  }
}
