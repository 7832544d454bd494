package io.signalbox.engine.workspace;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// Why a text is no YAML, in words for people: the parser's own are about its grammar. Immutable.
///
/// @param at where to look, which for something left open is where it begins; empty: the beginning
/// @param message what is wrong
/// @param fix how to mend it; may be empty
record YamlError(Optional<Mark> at, String message, String fix) {
  private static final String NOT_YAML = "This is not YAML: ";

  static YamlError of(MarkedYamlEngineException e) {
    String problem = Optional.ofNullable(e.getProblem()).orElse("it cannot be read");
    String context = Optional.ofNullable(e.getContext()).orElse("");
    Optional<Mark> here = e.getProblemMark();
    Optional<Mark> begun = e.getContextMark();
    if (problem.contains("unexpected end of stream") && context.contains("quoted")) {
      return new YamlError(begun, "The quote that begins here is never closed.", "Close it.");
    }
    if (problem.startsWith("expected ',' or")) {
      return open(problem, begun);
    }
    if (problem.contains("TAB") || problem.contains("'\\t")) {
      return new YamlError(
          here, "A tab stands here; YAML is indented with spaces.", "Indent with spaces.");
    }
    if (problem.contains("mapping values are not allowed")) {
      return new YamlError(
          here,
          "The colon here makes a second key in one line, or the line is indented too far.",
          "Put the text in quotes, or check the indentation.");
    }
    return other(problem, here);
  }

  private static YamlError open(String problem, Optional<Mark> begun) {
    boolean list = problem.contains("']'");
    String closing = list ? "]" : "}";
    return new YamlError(
        begun,
        "The " + (list ? "list" : "map") + " that begins here is not closed.",
        "Put a " + closing + " at its end, and a comma between its parts.");
  }

  private static YamlError other(String problem, Optional<Mark> here) {
    if (problem.contains("block end")) {
      return new YamlError(
          here,
          "This line belongs to nothing above it: a key that stands in line with others is"
              + " expected here.",
          "Check the indentation.");
    }
    if (problem.contains("that cannot start any token")) {
      return new YamlError(here, "No text begins with this character.", "Put the text in quotes.");
    }
    if (problem.contains("unknown escape character")) {
      return new YamlError(
          here,
          "After a backslash in double quotes only some letters have a meaning; this one has none.",
          "Write \\\\ for a backslash, or use single quotes.");
    }
    return new YamlError(here, NOT_YAML + plain(problem) + ".", "");
  }

  private static String plain(String problem) {
    return problem.replaceAll("\\p{Cntrl}", " ").replaceAll("\\(([^()]*)\\)$", "").strip();
  }
}
