package io.signalbox.app.snippet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Splits a command into its words as a POSIX shell would, without doing anything of what a shell
/// does beyond: no variables, no commands, no patterns. Example: `curl -d '{"a": "it'\''s"}' x` has
/// the words `curl`, `-d`, `{"a": "it's"}` and `x`. Belongs to one thread.
final class ShellWords {
  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean begun;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /// The words of the first command; empty if a quote is not closed.
  static Optional<List<String>> of(String text) {
    var split = new ShellWords(text);
    return split.run() ? Optional.of(List.copyOf(split.words)) : Optional.empty();
  }

  private boolean run() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == ';' || c == '|' || c == '&' || (c == '\n' && !words.isEmpty())) {
        end();
        return true; // the rest is another command
      }
      if (Character.isWhitespace(c)) {
        end();
      } else if (!take(c)) {
        return false;
      }
    }
    end();
    return true;
  }

  private boolean take(char c) {
    return switch (c) {
      case '\'' -> quoted();
      case '"' -> doublyQuoted();
      case '\\', '^' -> escaped(c);
      case '$' -> isQuoted() ? withEscapes() : add(c);
      default -> add(c);
    };
  }

  private boolean isQuoted() {
    return at < text.length() && text.charAt(at) == '\'';
  }

  private boolean add(int c) {
    word.appendCodePoint(c);
    begun = true;
    return true;
  }

  private void end() {
    if (begun) {
      words.add(word.toString());
      word.setLength(0);
      begun = false;
    }
  }

  /// A caret before the end of a line is that of Windows.
  private boolean escaped(char by) {
    if (at >= text.length()) {
      return add(by);
    }
    boolean line = text.startsWith("\r\n", at) || text.charAt(at) == '\n';
    if (line) {
      at += text.charAt(at) == '\r' ? 2 : 1;
      return true;
    }
    return by == '^' ? add(by) : add(text.charAt(at++));
  }

  private boolean quoted() {
    int close = text.indexOf('\'', at);
    if (close < 0) {
      return false;
    }
    word.append(text, at, close);
    begun = true;
    at = close + 1;
    return true;
  }

  private boolean doublyQuoted() {
    begun = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c == '\\' && at < text.length() && "\"\\$`\n".indexOf(text.charAt(at)) >= 0) {
        c = text.charAt(at++);
        if (c == '\n') {
          continue;
        }
      }
      word.append(c);
    }
    return false;
  }

  /// `$'…'`, as browsers copy bodies with line ends.
  private boolean withEscapes() {
    begun = true;
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\'') {
        return true;
      }
      word.append(c == '\\' && at < text.length() ? escape(text.charAt(at++)) : c);
    }
    return false;
  }

  private char escape(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'u' -> unicode();
      default -> c;
    };
  }

  private char unicode() {
    int end = at;
    while (end < Math.min(at + 4, text.length()) && Character.digit(text.charAt(end), 16) >= 0) {
      end++;
    }
    char c = end == at ? 'u' : (char) Integer.parseInt(text.substring(at, end), 16);
    at = end;
    return c;
  }
}
