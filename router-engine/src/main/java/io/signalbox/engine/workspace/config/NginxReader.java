package io.signalbox.engine.workspace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/// Reads nginx's language: directives that end with `;` and blocks in braces. Code of Lua in blocks
/// is left out. For one thread, for one text.
final class NginxReader {
  private static final int MOST_DEPTH = 60;

  private final String text;
  private final IntUnaryOperator lines;
  private final SortedMap<Integer, String> comments = new TreeMap<>();
  private int at;

  private NginxReader(String text, IntUnaryOperator lines) {
    this.text = text;
    this.lines = lines;
  }

  /// A document.
  ///
  /// @param comments by line
  record Read(ConfigValue root, SortedMap<Integer, String> comments) {}

  /// A directive.
  ///
  /// @param block what stands in its braces
  /// @param isBlock whether it has any
  record Directive(
      int start, String name, List<String> words, List<Directive> block, boolean isBlock) {}

  /// @throws MalformedTextException where it is none
  static Read read(String text, IntUnaryOperator lines, HiddenTexts hidden) {
    var reader = new NginxReader(text, lines);
    List<Directive> all = reader.directives(0);
    return new Read(new NginxTree(lines, hidden).of(all), reader.comments);
  }

  private List<Directive> directives(int depth) {
    if (depth > MOST_DEPTH) {
      throw malformed("it is nested more than " + MOST_DEPTH + " levels deep");
    }
    var all = new ArrayList<Directive>();
    for (blank(); !isAtEnd() && peek() != '}'; blank()) {
      all.add(directive(depth));
    }
    if (depth == 0 && !isAtEnd()) {
      throw malformed("here is a } too many");
    }
    return all;
  }

  private Directive directive(int depth) {
    int start = at;
    var words = new ArrayList<String>();
    for (; !isAtEnd() && ";{}".indexOf(peek()) < 0; blank()) {
      words.add(word());
    }
    if (words.isEmpty() || isAtEnd() || peek() == '}') {
      throw new MalformedTextException("a directive ends with ; or has a block", start);
    }
    String name = words.removeFirst();
    boolean block = text.charAt(at++) == '{';
    if (!block) {
      return new Directive(start, name, words, List.of(), false);
    }
    boolean code = name.endsWith("_by_lua_block");
    List<Directive> within = code ? List.of() : directives(depth + 1);
    if (code) {
      at = LuaCode.end(text, at);
    }
    if (isAtEnd()) {
      throw new MalformedTextException("a block is not closed", start);
    }
    at++;
    return code
        ? new Directive(start, name, List.of("code"), List.of(), false)
        : new Directive(start, name, words, within, true);
  }

  private void blank() {
    while (!isAtEnd() && (Character.isWhitespace(peek()) || peek() == '#')) {
      if (peek() == '#') {
        int end = text.indexOf('\n', at);
        int last = end < 0 ? text.length() : end;
        comments.put(lines.applyAsInt(at), text.substring(at, last));
        at = last;
      } else {
        at++;
      }
    }
  }

  private String word() {
    return peek() == '"' || peek() == '\'' ? quoted() : bare();
  }

  private String quoted() {
    int start = at;
    char quote = text.charAt(at++);
    var out = new StringBuilder();
    while (!isAtEnd() && peek() != quote) {
      char c = text.charAt(at++);
      if (c == '\\' && !isAtEnd() && (peek() == quote || peek() == '\\')) {
        c = text.charAt(at++);
      }
      out.append(c);
    }
    if (isAtEnd()) {
      throw new MalformedTextException("a text is not closed", start);
    }
    at++;
    return out.toString();
  }

  private String bare() {
    int from = at;
    while (!isAtEnd() && !Character.isWhitespace(peek()) && ";{}".indexOf(peek()) < 0) {
      boolean variable = text.startsWith("${", at);
      int end = variable ? text.indexOf('}', at) : -1;
      at = end < 0 ? at + (peek() == '\\' ? 2 : 1) : end + 1;
    }
    at = Math.min(at, text.length());
    return text.substring(from, at);
  }

  private boolean isAtEnd() {
    return at >= text.length();
  }

  private char peek() {
    return text.charAt(at);
  }

  private MalformedTextException malformed(String why) {
    return new MalformedTextException(why, Math.min(at, Math.max(0, text.length() - 1)));
  }
}
