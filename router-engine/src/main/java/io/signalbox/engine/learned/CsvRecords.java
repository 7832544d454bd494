package io.signalbox.engine.learned;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads comma-separated values as RFC 4180 has them, record by record; a quoted field may go over
/// several lines. Belongs to one thread.
public final class CsvRecords {
  private final String text;
  private int at;
  private int line = 1;
  private int begun = 1;

  /// Of a whole text.
  public CsvRecords(String text) {
    this.text = text;
  }

  /// The next record; empty at the end. Empty lines are passed over.
  ///
  /// @throws OutcomeException if a quote is never closed
  public Optional<List<String>> next() {
    while (at < text.length() && isBreak(text.charAt(at))) {
      line += text.charAt(at) == '\n' ? 1 : 0;
      at++;
    }
    if (at >= text.length()) {
      return Optional.empty();
    }
    begun = line;
    var fields = new ArrayList<String>();
    do {
      fields.add(text.startsWith("\"", at) ? quoted() : plain());
    } while (more());
    return Optional.of(fields);
  }

  /// The line at which the last record began, from 1.
  public int line() {
    return begun;
  }

  private boolean more() {
    if (at < text.length() && text.charAt(at) == ',') {
      at++;
      return true;
    }
    return false;
  }

  private String plain() {
    int from = at;
    while (at < text.length() && text.charAt(at) != ',' && !isBreak(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private String quoted() {
    var field = new StringBuilder();
    int opened = line;
    at++;
    while (!closed()) {
      if (at >= text.length()) {
        throw new OutcomeException(opened, "the quote that opens here is never closed");
      }
      char each = text.charAt(at);
      line += each == '\n' ? 1 : 0;
      field.append(each);
      at += each == '"' ? 2 : 1;
    }
    at++;
    return field + plain();
  }

  private boolean closed() {
    return text.startsWith("\"", at) && !text.startsWith("\"\"", at);
  }

  private static boolean isBreak(char each) {
    return each == '\n' || each == '\r';
  }
}
