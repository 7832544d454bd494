package io.signalbox.app.state;

import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What the user has settled for all graphs. Each change is remembered. For the UI thread.
public final class Preferences {
  /// The proxy's port unless the user chose another.
  public static final int USUAL_PORT = 4141;

  private static final int LAST_PORT = 65_535;

  private final ObjectProperty<Theme> theme =
      new SimpleObjectProperty<>(this, "theme", Theme.SYSTEM);
  private final IntegerProperty port = new SimpleIntegerProperty(this, "port", USUAL_PORT);
  private final BooleanProperty proxyAtStart = new SimpleBooleanProperty(this, "proxyAtStart");
  private final BooleanProperty look = new SimpleBooleanProperty(this, "look");
  private final BooleanProperty still = new SimpleBooleanProperty(this, "still");

  private final Shortcuts shortcuts;

  /// Light or dark.
  public enum Theme {
    SYSTEM("System"),
    LIGHT("Light"),
    DARK("Dark");

    private final String words;

    Theme(String words) {
      this.words = words;
    }

    /// How people call it.
    public String words() {
      return words;
    }

    /// The theme of a word; any other word is as the system has it.
    public static Theme of(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "light" -> LIGHT;
        case "dark" -> DARK;
        default -> SYSTEM;
      };
    }
  }

  public Preferences(PersistedState memory) {
    shortcuts = new Shortcuts(memory);
    memory.state().text("theme").map(Theme::of).ifPresent(theme::set);
    theme.addListener((o, before, now) -> memory.put("theme", now.name().toLowerCase(Locale.ROOT)));
    memory
        .state()
        .number("proxy.port")
        .map(Double::intValue)
        .filter(Preferences::isPort)
        .ifPresent(port::set);
    port.addListener((o, before, now) -> memory.put("proxy.port", now.intValue()));
    memory.follow("proxy.at-start", proxyAtStart);
    memory.follow("local-servers.look", look);
    memory.follow("motion.still", still);
  }

  /// Whether a proxy can be asked to listen there.
  public static boolean isPort(int number) {
    return number >= 0 && number <= LAST_PORT;
  }

  /// Light, dark, or as the system has it.
  public ObjectProperty<Theme> themeProperty() {
    return theme;
  }

  /// Where the proxy listens: 0 to 65535; 0: any port that is free.
  public IntegerProperty portProperty() {
    return port;
  }

  /// Whether the proxy is switched on when the window opens.
  public BooleanProperty proxyAtStartProperty() {
    return proxyAtStart;
  }

  /// Whether local servers may be looked for: asked once, remembered, and given up in the settings.
  public BooleanProperty lookProperty() {
    return look;
  }

  /// Keys that were chosen.
  public Shortcuts shortcuts() {
    return shortcuts;
  }

  /// Whether movements that only please are left out.
  public BooleanProperty stillProperty() {
    return still;
  }
}
