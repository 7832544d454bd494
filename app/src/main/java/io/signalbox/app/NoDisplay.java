package io.signalbox.app;

import java.util.Optional;

/// What is said when no window can be opened.
final class NoDisplay {
  private NoDisplay() {}

  /// Why, and what to type instead.
  static String message(Throwable why) {
    Throwable root = why;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = Optional.ofNullable(root.getMessage()).orElse(root.getClass().getSimpleName());
    return """
    signalbox: the window cannot be opened: %s
    %sIn a terminal:
      ./signalbox demo     shows what it does, offline
      ./signalbox --help   lists the commands\
    """
        .formatted(reason.strip(), mend(reason));
  }

  /// JavaFX draws its windows under Linux with GTK 3, which a server does not have.
  private static String mend(String reason) {
    return reason.contains("GTK")
        ? """
        It needs GTK 3, which is not installed. For example:
          sudo apt install libgtk-3-0     Debian, Ubuntu
          sudo dnf install gtk3           Fedora
        """
        : "";
  }
}
