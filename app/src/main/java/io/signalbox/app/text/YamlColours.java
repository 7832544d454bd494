package io.signalbox.app.text;

import io.signalbox.app.kit.code.CodeColours;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The colours of graph files: YAML, with CEL inside `when` and `only`.
final class YamlColours implements CodeColours {
  /// The state within a quotation that goes on in the next line.
  private static final int SINGLE = -1;

  private static final int DOUBLE = -2;

  /// Block texts: twice their parent's indentation plus 2, one more if they hold CEL.
  private static final int BLOCK = 2;

  private static final Set<String> CONDITIONS = Set.of("when", "only");
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "~", "True", "False", "Null", "TRUE", "FALSE", "NULL");

  @Override
  public ColouredLine line(String line, int state) {
    if (state >= BLOCK) {
      int parent = (state - BLOCK) / 2;
      if (line.isBlank() || indent(line) > parent) {
        return new ColouredLine(
            (state - BLOCK) % 2 == 1
                ? CelColours.of(line, 0, line.length())
                : List.of(new Span(0, line.length(), "code-string")),
            state);
      }
    }
    return new Scan(line, state < 0 ? state : 0).all();
  }

  private static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == ' ') {
      indent++;
    }
    return indent;
  }

  /// One pass over a line.
  private static final class Scan {
    private final String line;
    private final List<Span> spans = new ArrayList<>();
    private int at;
    private int state;
    private String key = "";

    Scan(String line, int state) {
      this.line = line;
      this.state = state;
    }

    ColouredLine all() {
      if (state < 0) {
        at = quoted(0, state == SINGLE ? '\'' : '"', 0);
      }
      while (at < line.length() && state >= 0) {
        step();
      }
      return new ColouredLine(spans, state);
    }

    private void step() {
      char c = line.charAt(at);
      if (c == '#' && (at == 0 || Character.isWhitespace(line.charAt(at - 1)))) {
        add(at, line.length(), "code-comment");
        at = line.length();
      } else if (c == '\'' || c == '"') {
        at = quoted(at, c, at + 1);
      } else if ("{}[],".indexOf(c) >= 0) {
        key = "{,[".indexOf(c) >= 0 ? "" : key;
        add(at, ++at, "code-mark");
      } else if (c == '-' && ends(at + 1)) {
        add(at, ++at, "code-mark");
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        plain();
      }
    }

    /// A word without quotation marks: a key, if a colon ends it.
    private void plain() {
      int start = at;
      boolean flow = line.substring(0, at).chars().filter(c -> c == '{' || c == '[').count() > 0;
      int end = start;
      while (end < line.length() && !stops(end, flow)) {
        end++;
      }
      String word = line.substring(start, end).stripTrailing();
      at = Math.max(end, start + 1);
      if (end < line.length() && line.charAt(end) == ':' && ends(end + 1)) {
        key(word, start, end);
      } else {
        value(word, start);
      }
    }

    private boolean stops(int i, boolean flow) {
      char c = line.charAt(i);
      return (c == ':' && ends(i + 1))
          || (c == '#' && i > 0 && Character.isWhitespace(line.charAt(i - 1)))
          || (flow && ",]}".indexOf(c) >= 0);
    }

    private void key(String word, int start, int end) {
      key = word;
      // What stands two spaces in is a node or a model.
      boolean id = start == 2 && line.startsWith("  ") && line.charAt(2) != '-';
      add(start, end, id ? "code-id" : start == 0 ? "code-section" : "code-key");
      add(end, end + 1, "code-mark");
      at = end + 1;
    }

    private void value(String word, int start) {
      int end = start + word.length();
      if (word.matches("[|>][-+0-9]*")) {
        add(start, end, "code-mark");
        state = BLOCK + 2 * indent(line) + (CONDITIONS.contains(key) ? 1 : 0);
        at = line.length();
      } else if (CONDITIONS.contains(key)) {
        spans.addAll(CelColours.of(line, start, end));
      } else if (WORDS.contains(word)) {
        add(start, end, "code-word");
      } else if (word.matches("[-+]?[0-9][0-9_.]*(ms|s|m|h|d|%)?")) {
        add(start, end, "code-number");
      }
    }

    /// A quotation; it may go on in the next line.
    private int quoted(int start, char mark, int from) {
      int end = from;
      while (end < line.length() && !closes(end, mark)) {
        boolean pair = mark == '"' ? line.charAt(end) == '\\' : line.startsWith("''", end);
        end += pair ? 2 : 1;
      }
      boolean open = end >= line.length();
      int close = open ? line.length() : end + 1;
      state = open ? (mark == '\'' ? SINGLE : DOUBLE) : 0;
      boolean isKey =
          !open && close < line.length() && line.charAt(close) == ':' && ends(close + 1);
      if (isKey) {
        key(line.substring(from, end), start, close);
        return at;
      }
      if (CONDITIONS.contains(key) && from > start) {
        add(start, start + 1, "code-mark");
        spans.addAll(CelColours.of(line, from, Math.min(end, line.length())));
        if (!open) {
          add(end, close, "code-mark");
        }
      } else {
        add(start, close, "code-string");
      }
      return close;
    }

    private boolean closes(int i, char mark) {
      return line.charAt(i) == mark && !(mark == '\'' && line.startsWith("''", i));
    }

    private boolean ends(int i) {
      return i >= line.length() || " \t,]}".indexOf(line.charAt(i)) >= 0;
    }

    private void add(int start, int end, String style) {
      if (end > start) {
        spans.add(new Span(start, end, style));
      }
    }
  }
}
