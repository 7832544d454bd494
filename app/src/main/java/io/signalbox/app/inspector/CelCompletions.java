package io.signalbox.app.inspector;

import io.signalbox.app.kit.SuggestField.Suggestion;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What can stand at a place in a condition's text.
record CelCompletions(RoutingGraph graph, ConditionLanguage language) {
  private static final int MOST = 60;
  private static final List<Suggestion> METHODS =
      List.of(
          new Suggestion("contains(\"", "contains", "contains a text"),
          new Suggestion("startsWith(\"", "startsWith", "starts with a text"),
          new Suggestion("endsWith(\"", "endsWith", "ends with a text"),
          new Suggestion("matches(\"", "matches", "matches a regular expression"),
          new Suggestion("size()", "size", "length of the text"));
  private static final List<Suggestion> WORDS =
      List.of(
          new Suggestion("size(", "size", "length of a text or list"),
          new Suggestion("in ", "in", "is in a list"),
          new Suggestion("timestamp(\"", "timestamp", "a moment"),
          new Suggestion("true", "true", ""),
          new Suggestion("false", "false", ""));

  /// The letters before the caret that an offer would replace.
  static String prefix(String text, int caret) {
    int start = caret;
    while (start > 0 && isPart(text.charAt(start - 1))) {
      start--;
    }
    return inQuotes(text, start) ? "" : text.substring(start, caret);
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  private static boolean inQuotes(String text, int end) {
    char open = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (open != 0 && c == '\\') {
        i++;
      } else if (open == 0 ? c == '"' || c == '\'' : c == open) {
        open = open == 0 ? c : 0;
      }
    }
    return open != 0;
  }

  /// What fits these letters; nothing if there are none.
  List<Suggestion> of(String prefix) {
    if (prefix.isEmpty() || Character.isDigit(prefix.charAt(0))) {
      return List.of();
    }
    String letters = prefix.toLowerCase(Locale.ROOT);
    Stream<Suggestion> variables =
        new ConditionFields(graph, language)
            .offers().stream()
                .filter(each -> each.value().toLowerCase(Locale.ROOT).startsWith(letters));
    Stream<Suggestion> words = WORDS.stream().filter(each -> each.words().startsWith(prefix));
    return Stream.concat(Stream.concat(variables, words), methods(prefix))
        .filter(each -> !each.value().equals(prefix))
        .limit(MOST)
        .toList();
  }

  /// Methods of the text that stands before the last dot.
  private Stream<Suggestion> methods(String prefix) {
    int dot = prefix.lastIndexOf('.');
    if (dot < 0) {
      return Stream.empty();
    }
    String of = prefix.substring(0, dot);
    boolean text =
        ConditionField.of(of, language)
            .filter(each -> each.kind() == ConditionField.Kind.TEXT)
            .isPresent();
    String begun = prefix.substring(dot + 1);
    return METHODS.stream()
        .filter(each -> text && each.words().startsWith(begun))
        .map(each -> new Suggestion(of + "." + each.value(), each.words(), each.more()));
  }
}
