package io.signalbox.app.kit.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A piece of a line. Immutable.
public sealed interface Inline {
  /// Its words.
  String text();

  /// Words.
  record Plain(String text) implements Inline {}

  /// Words that are stressed.
  record Strong(String text) implements Inline {}

  /// Words as they are typed.
  record Code(String text) implements Inline {}

  /// Words that lead elsewhere.
  record Link(String text, String to) implements Inline {}

  /// What is found in a line: code, a link (a picture's words stand for it), stress.
  Pattern PIECE =
      Pattern.compile(
          "`([^`]+)`|!?\\[((?:`[^`]*`|[^\\]])*+)\\]\\(([^)\\s]+)\\)|\\*\\*([^*]+)\\*\\*|\\*([^*\\s][^*]*)\\*");

  /// The pieces of a line, in order.
  static List<Inline> of(String line) {
    var pieces = new ArrayList<Inline>();
    Matcher found = PIECE.matcher(line);
    int at = 0;
    while (found.find()) {
      plain(line.substring(at, found.start()), pieces);
      pieces.add(piece(found));
      at = found.end();
    }
    plain(line.substring(at), pieces);
    return pieces;
  }

  private static Inline piece(Matcher found) {
    if (found.group(1) != null) {
      return new Code(found.group(1));
    }
    if (found.group(3) != null) {
      return new Link(found.group(2).replace("`", ""), found.group(3));
    }
    return new Strong(found.group(4) != null ? found.group(4) : found.group(5));
  }

  private static void plain(String words, List<Inline> pieces) {
    if (!words.isEmpty()) {
      pieces.add(new Plain(words));
    }
  }
}
