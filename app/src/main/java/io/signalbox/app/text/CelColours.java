package io.signalbox.app.text;

import io.signalbox.app.kit.code.CodeColours.Span;
import io.signalbox.engine.graph.condition.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The colours of a condition.
final class CelColours {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<text>r?\"(?:[^\"\\\\]|\\\\.)*+\"?|r?''?(?:[^'\\\\]|\\\\.)*+'?'?)"
              + "|(?<number>\\b\\d[\\d.]*(?:e[-+]?\\d+)?u?\\b)"
              + "|(?<word>[A-Za-z_][A-Za-z0-9_]*)"
              + "|(?<mark>[-+*/%<>=!&|?:]+)");

  private CelColours() {}

  /// The spans of a stretch of a line.
  static List<Span> of(String line, int from, int to) {
    var spans = new ArrayList<Span>();
    Matcher token = TOKEN.matcher(line).region(from, to);
    while (token.find()) {
      String style = style(token, line);
      if (!style.isEmpty()) {
        spans.add(new Span(token.start(), token.end(), style));
      }
    }
    return spans;
  }

  private static String style(Matcher token, String line) {
    if (token.group("text") != null) {
      return "code-string";
    }
    if (token.group("number") != null) {
      return "code-number";
    }
    if (token.group("mark") != null) {
      return "code-operator";
    }
    String word = token.group("word");
    if (word.equals("true") || word.equals("false") || word.equals("in")) {
      return "code-word";
    }
    boolean member = token.start() > 0 && line.charAt(token.start() - 1) == '.';
    boolean variable = Signal.of(word).isPresent() || word.equals("model");
    return !member && variable ? "code-variable" : "code-plain";
  }
}
