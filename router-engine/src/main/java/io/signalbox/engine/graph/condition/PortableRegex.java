package io.signalbox.engine.graph.condition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A regular expression of a condition (RE2) in the words of other languages, so that it finds the
/// same there. Classes, flags and ignored case are written out, so nothing is left that two
/// languages read differently. Pure.
public final class PortableRegex {
  private static final String PLAIN = "[A-Za-z0-9_ ]";

  /// What RE2 and Rust read alike, without groups that are not captured.
  private static final Pattern ALIKE =
      Pattern.compile("(\\(\\?i\\))?[A-Za-z0-9 _|()*+.,:;=@/<>!#%&'\"~-]*+");

  /// Classes and edges of words are ASCII's in RE2.
  private static final Pattern ASCII_ONLY = Pattern.compile("\\\\[bdsw]");

  private static final int LAST_OF_BMP = 0xFFFF;

  private final Language language;

  private PortableRegex(Language language) {
    this.language = language;
  }

  private enum Language {
    PYTHON,
    JAVASCRIPT,
    RUST
  }

  /// For Python's `re.search` with the flag `ASCII`; empty if it cannot be said.
  ///
  /// @param regex one that a condition may have
  public static Optional<String> python(String regex) {
    return said(regex, new PortableRegex(Language.PYTHON));
  }

  /// For a `RegExp` without flags in JavaScript whose texts are made of code points, as njs has
  /// them; empty if it cannot be said.
  ///
  /// @param regex one that a condition may have
  public static Optional<String> javaScript(String regex) {
    return said(regex, new PortableRegex(Language.JAVASCRIPT));
  }

  /// For `is_match` of Rust's crate `regex` on texts; empty if it cannot be said.
  ///
  /// @param regex one that a condition may have
  public static Optional<String> rust(String regex) {
    String plain = ASCII_ONLY.matcher(regex).replaceAll("").replace("(?:", "(").replace("\\.", ".");
    return ALIKE.matcher(plain).matches() && RegexParser.read(regex).isPresent()
        ? Optional.of(ASCII_ONLY.matcher(regex).replaceAll("(?-u:$0)"))
        : said(regex, new PortableRegex(Language.RUST));
  }

  private static Optional<String> said(String regex, PortableRegex language) {
    try {
      return RegexParser.read(regex).map(language::text);
    } catch (UnsayableException e) {
      return Optional.empty();
    }
  }

  /// For languages without regular expressions: a machine of small steps, from 0. A step is
  /// `["take", set, next]`, `["fork", one, other]`, `["at", place, next]` or `["match"]`; a set is
  /// a list of ranges of code points; empty if it would be huge or cannot be said.
  ///
  /// @param regex one that a condition may have
  public static Optional<Map<String, Object>> machine(String regex) {
    return RegexParser.read(regex).flatMap(RegexProgram::of).map(PortableRegex::steps);
  }

  private static Map<String, Object> steps(RegexProgram program) {
    var steps = new ArrayList<Object>();
    for (int at = 0; at < program.size(); at++) {
      steps.add(
          switch (program.step(at)) {
            case RegexProgram.Step.Take take -> List.of("take", take.set(), take.next());
            case RegexProgram.Step.Fork fork -> List.of("fork", fork.one(), fork.other());
            case RegexProgram.Step.Pass pass ->
                List.of("at", pass.kind().name().toLowerCase(java.util.Locale.ROOT), pass.next());
            case RegexProgram.Step.Match match -> List.of("match");
          });
    }
    var machine = new LinkedHashMap<String, Object>();
    machine.put("start", program.start());
    machine.put("steps", steps);
    machine.put("sets", program.sets().stream().map(CodePoints::ranges).toList());
    return machine;
  }

  private static final class UnsayableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsayableException() {
      super("no words for it", null, false, false);
    }
  }

  private String text(RegexTree tree) {
    return switch (tree) {
      case RegexTree.Symbol symbol -> symbol(symbol.set().ranges());
      case RegexTree.Place place -> place(place.kind());
      case RegexTree.Sequence sequence ->
          sequence.parts().isEmpty()
              ? "(?:)"
              : sequence.parts().stream().map(this::text).collect(Collectors.joining());
      case RegexTree.Either either ->
          either.parts().stream().map(this::text).collect(Collectors.joining("|", "(?:", ")"));
      case RegexTree.Repeat repeat -> "(?:" + text(repeat.part()) + ")" + times(repeat);
    };
  }

  private static String times(RegexTree.Repeat repeat) {
    if (repeat.most() == RegexTree.Repeat.NO_END) {
      return repeat.least() == 0 ? "*" : repeat.least() == 1 ? "+" : "{" + repeat.least() + ",}";
    }
    return repeat.least() == 0 && repeat.most() == 1
        ? "?"
        : "{" + repeat.least() + "," + repeat.most() + "}";
  }

  private String place(RegexTree.Place.Kind kind) {
    return switch (kind) {
      case TEXT_START -> said("\\A", "^", "\\A");
      case TEXT_END -> said("\\Z", "$", "\\z");
      case LINE_START -> said("(?:\\A|(?<=\\n))", "(?:^|(?<=\\n))", "(?m:^)");
      case LINE_END -> said("(?=\\n|\\Z)", "(?=\\n|$)", "(?m:$)");
      case WORD_EDGE -> said("\\b", "\\b", "(?-u:\\b)");
      case NO_WORD_EDGE -> {
        if (language == Language.RUST) {
          throw new UnsayableException(); // it might lie between the bytes of a character there
        }
        yield "\\B";
      }
    };
  }

  private String said(String python, String javaScript, String rust) {
    return switch (language) {
      case PYTHON -> python;
      case JAVASCRIPT -> javaScript;
      case RUST -> rust;
    };
  }

  private String symbol(List<Integer> ranges) {
    if (ranges.size() == 2 && ranges.get(0).equals(ranges.get(1))) {
      return character(ranges.get(0));
    }
    if (ranges.isEmpty() || ranges.equals(CodePoints.all().ranges())) {
      return ranges.isEmpty() ? said("[^\\s\\S]", "[^\\s\\S]", "[a&&b]") : "[\\s\\S]";
    }
    boolean toTheEnd = ranges.getLast() == CodePoints.LAST;
    return toTheEnd ? "[^" + classOf(others(ranges)) + "]" : "[" + classOf(ranges) + "]";
  }

  private String classOf(List<Integer> ranges) {
    var all = new StringBuilder();
    for (int i = 0; i < ranges.size(); i += 2) {
      all.append(character(ranges.get(i)));
      if (!ranges.get(i).equals(ranges.get(i + 1))) {
        all.append('-').append(character(ranges.get(i + 1)));
      }
    }
    return all.toString();
  }

  private static List<Integer> others(List<Integer> ranges) {
    var others = new ArrayList<Integer>();
    int from = 0;
    for (int i = 0; i < ranges.size(); i += 2) {
      if (ranges.get(i) > from) {
        others.add(from);
        others.add(ranges.get(i) - 1);
      }
      from = ranges.get(i + 1) + 1;
    }
    return others;
  }

  private String character(int point) {
    String itself = Character.toString(point);
    if (itself.matches(PLAIN)) {
      return itself;
    }
    if (point <= 0xFF) {
      return "\\x%02x".formatted(point);
    }
    if (point <= LAST_OF_BMP) {
      return "\\u%04x".formatted(point);
    }
    if (language == Language.JAVASCRIPT) {
      throw new UnsayableException();
    }
    return "\\U%08x".formatted(point);
  }
}
