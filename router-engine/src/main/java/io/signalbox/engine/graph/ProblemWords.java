package io.signalbox.engine.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The words of problems, from `problems.properties`. Whatever an argument holds is inserted as it
/// is, in one line and no longer than a reader wants; it is never read as a template. Safe for
/// threads.
public final class ProblemWords {
  private static final String FILE = "io.signalbox.engine.graph.problems";
  private static final String DID_YOU_MEAN = "did-you-mean";
  private static final String ONE_OF = "one-of";
  private static final int LONGEST_QUOTED = 100;
  private static final int LONGEST = 1_000;

  private static final Map<String, List<Part>> TEMPLATES = new ConcurrentHashMap<>();

  private ProblemWords() {}

  /// A part of a template.
  ///
  /// @param argument whether the text is the name of an argument
  /// @param quoted whether it stands between backticks
  private record Part(String text, boolean argument, boolean quoted) {}

  /// The template of a code's message: `There is no node or model {id}.`.
  public static String message(ProblemCode code) {
    return words().getString(code.id() + ".message");
  }

  /// The template of a code's fix; may be empty.
  public static String fix(ProblemCode code) {
    return words().getString(code.id() + ".fix");
  }

  static List<Problem.Fragment> message(Problem problem) {
    return filled(problem.code().id() + ".message", problem.arguments());
  }

  static String fix(Problem problem) {
    if (problem.suggestion().isPresent()) {
      return text(DID_YOU_MEAN, Map.of("suggestion", problem.suggestion().get()));
    }
    boolean choice = problem.argument("known").filter(known -> !known.isEmpty()).isPresent();
    return text(choice ? ONE_OF : problem.code().id() + ".fix", problem.arguments());
  }

  private static String text(String key, Map<String, String> arguments) {
    return filled(key, arguments).stream()
        .map(Problem.Fragment::text)
        .collect(Collectors.joining())
        .strip();
  }

  private static List<Problem.Fragment> filled(String key, Map<String, String> arguments) {
    return TEMPLATES.computeIfAbsent(key, each -> parts(words().getString(each))).stream()
        .map(part -> piece(part, arguments))
        .toList();
  }

  /// The file is loaded once, when the first words are wanted.
  private static ResourceBundle words() {
    return ResourceBundle.getBundle(FILE, Locale.ROOT);
  }

  private static Problem.Fragment piece(Part part, Map<String, String> arguments) {
    if (!part.argument()) {
      return new Problem.Fragment(part.text(), "");
    }
    String value = arguments.getOrDefault(part.text(), "{" + part.text() + "}");
    return new Problem.Fragment(
        shown(value, part.quoted() ? LONGEST_QUOTED : LONGEST), part.text());
  }

  private static String shown(String value, int most) {
    var safe = new StringBuilder();
    value
        .codePoints()
        .limit(most)
        .forEach(c -> safe.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return value.codePointCount(0, value.length()) > most ? safe + "…" : safe.toString();
  }

  /// Only lower-case letters between braces are an argument; other braces are text.
  private static List<Part> parts(String template) {
    var parts = new ArrayList<Part>();
    int begin = 0;
    int open = template.indexOf('{');
    while (open >= 0) {
      int close = template.indexOf('}', open);
      if (close > open + 1 && isName(template.substring(open + 1, close))) {
        boolean quoted = open > 0 && template.charAt(open - 1) == '`';
        parts.add(new Part(template.substring(begin, open), false, false));
        parts.add(new Part(template.substring(open + 1, close), true, quoted));
        begin = close + 1;
      }
      open = template.indexOf('{', open + 1);
    }
    parts.add(new Part(template.substring(begin), false, false));
    return parts.stream().filter(part -> !part.text().isEmpty()).toList();
  }

  private static boolean isName(String text) {
    return text.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }
}
