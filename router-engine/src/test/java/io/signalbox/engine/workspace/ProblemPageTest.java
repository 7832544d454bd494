package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.ProblemWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written about problems is what their codes and words say. */
final class ProblemPageTest {
  private static final String HEAD =
      """
      # Problems

      `signalbox check` and the Problems pane report these problems. `signalbox check --json` gives \
      each one its code, its arguments by name, a suggestion if a word was probably misspelled, \
      and as `route` the exits of the path on which a promise is broken; \
      scripts should read these and not the message. Codes do not change their meaning.

      | severity | effect |
      |---|---|
      | error | the graph cannot be run, or the file cannot be read |
      | warning | the graph can be run but probably does not do what was meant |
      | note | for information |

      Words in braces are arguments. Where a suggestion is known, the fix is "Did you mean …?"; where \
      there is a list of allowed words, it is "Use one of: …".

      | code | severity | meaning | fix |
      |---|---|---|---|
      """;

  @Test
  void pageHasEveryCode() throws IOException {
    String rows =
        Stream.of(ProblemCode.values())
            .sorted(Comparator.comparing(ProblemCode::id))
            .map(ProblemPageTest::row)
            .collect(Collectors.joining());
    Golden.check(Path.of("../docs/problems.md"), HEAD + rows);
  }

  private static String row(ProblemCode code) {
    String severities =
        code.severities().stream()
            .map(Problem.Severity::name)
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" or "));
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            code.id(), severities, cell(ProblemWords.message(code)), cell(ProblemWords.fix(code)));
  }

  private static String cell(String template) {
    return template.replace("|", "\\|").replace("<", "&lt;");
  }
}
