package io.signalbox.engine;

import io.signalbox.engine.text.VisibleText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// A record of the log as one line, and below it where an exception came from. Messages of
/// exceptions hold text from outside, so all of it is shown as [VisibleText]. Safe for threads.
final class LogLine extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneId.systemDefault());

  /// Deeper chains of causes are cut; they may be circular.
  private static final int MOST_CAUSES = 8;

  @Override
  public String format(LogRecord entry) {
    var text = new StringBuilder();
    text.append(TIME.format(entry.getInstant())).append(' ').append(entry.getLevel().getName());
    text.append(' ').append(VisibleText.line(formatMessage(entry))).append('\n');
    Throwable thrown = entry.getThrown();
    for (int i = 0; thrown != null && i < MOST_CAUSES; i++) {
      text.append(i == 0 ? "" : "Caused by: ").append(VisibleText.line(thrown.toString()));
      text.append('\n');
      for (StackTraceElement frame : thrown.getStackTrace()) {
        text.append("\tat ").append(VisibleText.line(frame.toString())).append('\n');
      }
      thrown = thrown.getCause();
    }
    return text.toString();
  }
}
