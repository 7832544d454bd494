package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// Why a text is no YAML, in terms of the text: the parser's own are about its grammar. Immutable.
///
/// @param at where to look, which for something left open is where it begins; empty: the beginning
record YamlError(Optional<Mark> at, Problem problem) {
  static YamlError of(MarkedYamlEngineException e) {
    String found = Optional.ofNullable(e.getProblem()).orElse("it cannot be read");
    String context = Optional.ofNullable(e.getContext()).orElse("");
    Optional<Mark> begun = e.getContextMark();
    if (found.contains("unexpected end of stream") && context.contains("quoted")) {
      return new YamlError(begun, Problem.of(ProblemCode.YAML_QUOTE));
    }
    if (found.startsWith("expected ',' or")) {
      boolean list = found.contains("']'");
      return new YamlError(
          begun, Problem.of(list ? ProblemCode.YAML_LIST : ProblemCode.YAML_MAPPING));
    }
    return new YamlError(e.getProblemMark(), here(found));
  }

  private static Problem here(String found) {
    if (found.contains("TAB") || found.contains("'\\t")) {
      return Problem.of(ProblemCode.YAML_TAB);
    }
    if (found.contains("mapping values are not allowed")) {
      return Problem.of(ProblemCode.YAML_COLON);
    }
    if (found.contains("block end")) {
      return Problem.of(ProblemCode.YAML_INDENTATION);
    }
    if (found.contains("that cannot start any token")) {
      return Problem.of(ProblemCode.YAML_START);
    }
    return found.contains("unknown escape character")
        ? Problem.of(ProblemCode.YAML_ESCAPE)
        : Problem.of(ProblemCode.YAML).with("reason", plain(found));
  }

  private static String plain(String found) {
    return found.replaceAll("\\p{Cntrl}", " ").replaceAll("\\(([^()]*)\\)$", "").strip();
  }
}
