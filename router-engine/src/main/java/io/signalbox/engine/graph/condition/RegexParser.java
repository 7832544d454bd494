package io.signalbox.engine.graph.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a regular expression that RE2/J has found right. For one text and thread.
final class RegexParser {
  private static final Pattern COUNT =
      Pattern.compile("\\{(0|[1-9]\\d{0,8})(?:(,)(|0|[1-9]\\d{0,8}))?}");
  private static final Pattern FLAGS = Pattern.compile("\\(\\?([imsU]*)(?:-([imsU]+))?([:)])");
  private static final Pattern NAMED = Pattern.compile("\\(\\?P?<\\w+>");
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:[pP](?:\\{\\^?\\w+}|\\w)|x(?:\\{[0-9a-fA-F]+}|[0-9a-fA-F]{2})"
              + "|[0-7]{2,3}|[dDwWsSafntrv])");

  private final String text;
  private int at;
  private Flags flags = new Flags(false, false, false);

  /// @param lines whether ^ and $ mean those of lines
  /// @param dots whether . matches the end of a line
  private record Flags(boolean ignoresCase, boolean lines, boolean dots) {
    Flags with(String on, String off) {
      return new Flags(
          (ignoresCase || on.contains("i")) && !off.contains("i"),
          (lines || on.contains("m")) && !off.contains("m"),
          (dots || on.contains("s")) && !off.contains("s"));
    }
  }

  private RegexParser(String text) {
    this.text = text;
  }

  /// There is something in it for which [RegexTree] has no word.
  private static final class UnknownSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownSyntaxException() {
      super("unknown syntax", null, false, false);
    }
  }

  /// The tree; empty if it has parts that are unknown here.
  static Optional<RegexTree> read(String regex) {
    var parser = new RegexParser(regex);
    try {
      RegexTree tree = parser.either();
      return parser.at == regex.length() ? Optional.of(tree) : Optional.empty();
    } catch (UnknownSyntaxException e) {
      return Optional.empty();
    }
  }

  private RegexTree either() {
    var parts = new ArrayList<RegexTree>();
    parts.add(sequence());
    while (at < text.length() && text.charAt(at) == '|') {
      at++;
      parts.add(sequence());
    }
    return parts.size() == 1 ? parts.getFirst() : new RegexTree.Either(parts);
  }

  private RegexTree sequence() {
    var parts = new ArrayList<RegexTree>();
    while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      // A repetition after flags is one of the part before them.
      one().or(() -> last(parts)).map(this::repeated).ifPresent(parts::add);
    }
    return parts.size() == 1 ? parts.getFirst() : new RegexTree.Sequence(parts);
  }

  private static Optional<RegexTree> last(List<RegexTree> parts) {
    return parts.isEmpty() ? Optional.empty() : Optional.of(parts.removeLast());
  }

  private RegexTree repeated(RegexTree part) {
    RegexTree made = part;
    while (at < text.length()) {
      Matcher count = COUNT.matcher(text).region(at, text.length());
      char c = text.charAt(at);
      if (c == '*' || c == '+' || c == '?') {
        at++;
        made = new RegexTree.Repeat(made, c == '+' ? 1 : 0, c == '?' ? 1 : RegexTree.Repeat.NO_END);
      } else if (c == '{' && count.lookingAt()) {
        at = count.end();
        made = counted(made, count);
      } else {
        return made;
      }
      if (at < text.length() && text.charAt(at) == '?') {
        at++;
      }
    }
    return made;
  }

  private static RegexTree counted(RegexTree part, Matcher count) {
    int least = Integer.parseInt(count.group(1));
    if (count.group(2) == null) {
      return new RegexTree.Repeat(part, least, least);
    }
    boolean open = count.group(3).isEmpty();
    return new RegexTree.Repeat(
        part, least, open ? RegexTree.Repeat.NO_END : Integer.parseInt(count.group(3)));
  }

  /// A part without its repetition; empty where only flags are set.
  private Optional<RegexTree> one() {
    char c = text.charAt(at);
    return switch (c) {
      case '(' -> group();
      case '[' -> Optional.of(bracket());
      case '\\' -> Optional.of(escape());
      case '.' -> {
        at++;
        yield symbol(flags.dots() ? CodePoints.all() : CodePoints.allBut('\n'));
      }
      case '^' ->
          place(flags.lines(), RegexTree.Place.Kind.LINE_START, RegexTree.Place.Kind.TEXT_START);
      case '$' ->
          place(flags.lines(), RegexTree.Place.Kind.LINE_END, RegexTree.Place.Kind.TEXT_END);
      default -> Optional.of(literal());
    };
  }

  private static Optional<RegexTree> symbol(CodePoints set) {
    return Optional.of(new RegexTree.Symbol(set));
  }

  private Optional<RegexTree> place(
      boolean first, RegexTree.Place.Kind one, RegexTree.Place.Kind other) {
    at++;
    return Optional.of(new RegexTree.Place(first ? one : other));
  }

  private RegexTree literal() {
    int point = text.codePointAt(at);
    at += Character.charCount(point);
    return new RegexTree.Symbol(
        flags.ignoresCase() ? CodePoints.folded(point) : CodePoints.of(point));
  }

  private Optional<RegexTree> group() {
    Matcher set = FLAGS.matcher(text).region(at, text.length());
    Matcher named = NAMED.matcher(text).region(at, text.length());
    Flags outer = flags;
    if (set.lookingAt()) {
      at = set.end();
      flags = flags.with(set.group(1), set.group(2) == null ? "" : set.group(2));
      if (set.group(3).equals(")")) {
        return Optional.empty();
      }
    } else if (named.lookingAt()) {
      at = named.end();
    } else if (text.startsWith("(?", at)) {
      throw new UnknownSyntaxException();
    } else {
      at++;
    }
    RegexTree inner = either();
    at++;
    flags = outer;
    return Optional.of(inner);
  }

  private RegexTree bracket() {
    int start = at;
    at += text.startsWith("[^", at) ? 2 : 1;
    at += text.startsWith("]", at) ? 1 : 0;
    while (text.charAt(at) != ']') {
      if (text.startsWith("[:", at) && text.indexOf(":]", at) > 0) {
        at = text.indexOf(":]", at) + 2;
      } else {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
    }
    at++;
    return ofClass(text.substring(start, at));
  }

  private RegexTree ofClass(String part) {
    return new RegexTree.Symbol(CodePoints.matching(part, flags.ignoresCase()));
  }

  private RegexTree escape() {
    Matcher known = ESCAPE.matcher(text).region(at, text.length());
    if (known.lookingAt()) {
      at = known.end();
      return ofClass(known.group());
    }
    char c = text.charAt(at + 1);
    at += 2;
    return switch (c) {
      case 'A' -> new RegexTree.Place(RegexTree.Place.Kind.TEXT_START);
      case 'z' -> new RegexTree.Place(RegexTree.Place.Kind.TEXT_END);
      case 'b' -> new RegexTree.Place(RegexTree.Place.Kind.WORD_EDGE);
      case 'B' -> new RegexTree.Place(RegexTree.Place.Kind.NO_WORD_EDGE);
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw new UnknownSyntaxException();
        }
        at--;
        yield literal();
      }
    };
  }
}
