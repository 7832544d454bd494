package io.signalbox.engine.workspace.config;

import java.util.SortedMap;
import java.util.TreeMap;

/// JSON as people write it: with comments, which become blanks so that all else keeps its place,
/// and with tabs. For one thread, for one text.
final class CommentedJson {
  private final char[] text;
  private final SortedMap<Integer, String> comments = new TreeMap<>();
  private int line = 1;

  private CommentedJson(String text) {
    this.text = text.toCharArray();
  }

  /// A text without comments.
  ///
  /// @param comments what they said, by line
  record Read(String text, SortedMap<Integer, String> comments) {}

  static Read read(String text) {
    var json = new CommentedJson(text);
    json.scan();
    return new Read(new String(json.text), json.comments);
  }

  private void scan() {
    int at = 0;
    while (at < text.length) {
      at = next(at);
    }
  }

  private int next(int at) {
    switch (text[at]) {
      case '"', '\'' -> {
        return string(at, text[at]);
      }
      case '/' -> {
        return comment(at);
      }
      case '\n' -> line++;
      case '\t' -> text[at] = ' ';
      default -> {
        // stays as it is
      }
    }
    return at + 1;
  }

  private int string(int from, char quote) {
    int at = from + 1;
    while (at < text.length && text[at] != quote && text[at] != '\n') {
      at += text[at] == '\\' ? 2 : 1;
    }
    return at < text.length && text[at] == quote ? at + 1 : Math.min(at, text.length);
  }

  private int comment(int from) {
    char second = from + 1 < text.length ? text[from + 1] : ' ';
    if (second == '/') {
      return blank(from, end("\n", from, 0));
    }
    return second == '*' ? blank(from, end("*/", from + 2, 2)) : from + 1;
  }

  private int end(String mark, int from, int more) {
    for (int at = from; at + mark.length() <= text.length; at++) {
      if (text[at] == mark.charAt(0) && (mark.length() == 1 || text[at + 1] == mark.charAt(1))) {
        return at + more;
      }
    }
    return text.length;
  }

  private int blank(int from, int to) {
    var said = new StringBuilder();
    for (int at = from; at <= to; at++) {
      if (at == to || text[at] == '\n') {
        note(said.toString());
        said.setLength(0);
      } else {
        said.append(text[at]);
        text[at] = ' ';
      }
      if (at < to && text[at] == '\n') {
        line++;
      }
    }
    return to;
  }

  private void note(String said) {
    comments.merge(line, said, (one, other) -> one + " " + other);
  }
}
