package io.signalbox.engine.graph.check;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.workspace.GraphText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What members of requests are set to is checked before any request. */
final class ParameterCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_tokens: null",
        "max_tokens: '512'",
        "max_tokens: 0",
        "max_tokens: 1.5",
        "max_tokens: 3000000000",
        "max_completion_tokens: [ 5 ]",
        "seed: 007",
        "seed: 1e30",
        "temperature: 1e400",
        "temperature: -0.1",
        "temperature: warm",
        "top_p: 1.01",
        "stop: 5",
        "reasoning_effort: 3",
        "user: null",
        "metadata.team: null",
        "metadata.team: { a: 1 }",
        "parallel_tool_calls: maybe",
        "response_format: json",
      })
  void valueThatNoProviderTakesIsAnError(String member) {
    List<Problem> found = problems(member);
    String codes = found.stream().map(Problem::code).map(String::valueOf).collect(joining(" "));
    assertEquals(2, found.size(), codes);
    found.forEach(problem -> {
      assertTrue(problem.isError());
      assertTrue(problem.at().isPresent(), "has line and column");
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_tokens: 512",
        "max_tokens: 1e3",
        "seed: -7",
        "seed: 5000000000",
        "temperature: 0",
        "temperature: 1.5",
        "stop: END",
        "stop: [ END, STOP ]",
        "metadata.team: 7",
        "parallel_tool_calls: false",
        "response_format: { type: json_object }",
        "something_new: null",
      })
  void valueThatProvidersTakeIsFine(String member) {
    assertEquals(List.of(), problems(member));
  }

  @Test
  void messageSaysWhatMustStandThere() {
    assertEquals(
        "g.yaml:5:64: error: `max_tokens` must be a whole number from 1 to 2147483647, but is null."
            + " Remove it; use `drop` of a rewrite node to leave a member out.",
        problems("max_tokens: null").getFirst().line());
  }

  private static List<Problem> problems(String member) {
    GraphText text =
        GraphText.read(
            "g.yaml",
            """
            signalbox: 1
            name: G
            start: n
            models:
              m: { provider: openai, model: gpt-5.1, params: { MEMBER } }
            nodes:
              n: { kind: rewrite, set: { MEMBER }, to: m }
            """
                .replace("MEMBER", member));
    assertEquals(List.of(), text.problems());
    var graph = text.graph().orElseThrow();
    Catalog cards = Catalog.empty();
    return text
        .located(GraphCheck.check(graph, model -> cards.cardOf(model.provider(), model.model())))
        .stream()
        .filter(Problem::isError)
        .toList();
  }
}
