package io.signalbox.engine.cli.intent;

import io.signalbox.engine.cli.command.BadInputException;
import java.util.ArrayList;
import java.util.List;

/// Reads comma-separated values as RFC 4180 describes them: quotes around a field that has commas,
/// quotes (doubled) or line ends in it; lines end with `\n` or `\r\n`. Empty lines are left out.
/// For one thread.
final class CsvReader {
  private static final int MOST_ROWS = 500_000;
  private static final int LONGEST_FIELD = 100_000;
  private static final int END = -1;

  private final String file;
  private final String text;
  private final List<Row> records = new ArrayList<>();
  private int at;
  private int line = 1;

  private CsvReader(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /// A record with the line where it begins, from 1.
  record Row(int line, List<String> fields) {
    Row {
      fields = List.copyOf(fields);
    }
  }

  /// The records of a text, that with the columns' names first.
  ///
  /// @param file its name, for messages
  /// @throws BadInputException if it is no CSV or too large; the message names the line
  static List<Row> records(String file, String text) {
    return new CsvReader(file, text.startsWith("\ufeff") ? text.substring(1) : text).all();
  }

  private List<Row> all() {
    while (peek() != END) {
      Row next = next();
      if (!next.fields().equals(List.of(""))) {
        records.add(next);
      }
      if (records.size() > MOST_ROWS) {
        throw wrong(next.line(), "more than " + MOST_ROWS + " rows");
      }
    }
    return records;
  }

  private Row next() {
    int begin = line;
    var fields = new ArrayList<String>();
    fields.add(field());
    while (peek() == ',') {
      at++;
      fields.add(field());
    }
    if (peek() == '\r') {
      at++;
    }
    if (peek() == '\n') {
      at++;
      line++;
    } else if (peek() != END) {
      throw wrong(
          line, "a line end or comma is expected after a quoted field; double a quote in it");
    }
    return new Row(begin, fields);
  }

  private String field() {
    String field = peek() == '"' ? quoted() : plain();
    if (field.length() > LONGEST_FIELD) {
      throw wrong(line, "a field has more than " + LONGEST_FIELD + " characters");
    }
    return field;
  }

  private String plain() {
    int begin = at;
    while (peek() != ',' && peek() != '\n' && peek() != END && !isLineEnd()) {
      if (peek() == '"') {
        throw wrong(line, "a quote stands inside of a field that does not begin with one");
      }
      at++;
    }
    return text.substring(begin, at);
  }

  private boolean isLineEnd() {
    return peek() == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
  }

  private String quoted() {
    int begin = line;
    var field = new StringBuilder();
    at++;
    while (peek() != '"' || isDoubled()) {
      if (peek() == END) {
        throw wrong(begin, "a quote is opened here and never closed");
      }
      line += peek() == '\n' ? 1 : 0;
      at += peek() == '"' ? 1 : 0;
      field.append(text.charAt(at++));
    }
    at++;
    return field.toString();
  }

  private boolean isDoubled() {
    return at + 1 < text.length() && text.charAt(at + 1) == '"';
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private BadInputException wrong(int where, String what) {
    return new BadInputException(file + ":" + where + ": " + what + ".");
  }
}
