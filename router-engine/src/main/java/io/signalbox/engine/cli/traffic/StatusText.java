package io.signalbox.engine.cli.traffic;

import io.signalbox.engine.cli.command.BadInputException;
import java.util.regex.Pattern;

/// Reads `--status`: a first digit (`4`, `4xx`) or a whole status (`404`).
final class StatusText {
  private static final Pattern CLASS = Pattern.compile("([2-5])(xx)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern WHOLE = Pattern.compile("[1-5]\\d\\d");

  private StatusText() {}

  /// As [io.signalbox.engine.store.TrafficFilter] wants it.
  ///
  /// @throws BadInputException if it is neither
  static int read(String text) {
    var first = CLASS.matcher(text);
    if (first.matches()) {
      return Integer.parseInt(first.group(1));
    }
    if (WHOLE.matcher(text).matches()) {
      return Integer.parseInt(text);
    }
    throw new BadInputException(
        "--status " + text + ": write a first digit, 2 to 5 or 2xx to 5xx, or a status like 404.");
  }
}
