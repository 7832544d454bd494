package io.signalbox.engine.graph.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.workspace.GraphText;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A fallback that is to continue answers has one finding: that it hardly can, or what it never
/// does.
final class MidStreamCheckTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to: [ a ]|it has no second branch",
        "'to: [ a, b ], attempts: 1'|attempts allows one call",
        "'to: [ a, b ], on: [ overloaded, timeout ]'|on does not name interrupted",
        "'to: [ a, same ]'|all its branches call the same model",
        "'to: [ a, key ]'|all its branches call the same model"
      })
  void warnsWhereNoOtherModelGoesOn(String fields, String reason) {
    assertEquals(
        "nodes.f.mid_stream: warning: No other model of f continues an answer that is cut: "
            + reason
            + ". Give it another model, two attempts and `interrupted` under `on`, or remove"
            + " mid_stream.",
        found(fields + ", mid_stream: continue"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'to: [ a, b ]'",
        "'to: [ a, elsewhere ]'",
        "'to: [ a, same, b ]'",
        "'to: [ a ], retries: 1'",
        "'to: [ a, inner ]'",
        "'to: [ a, b ], on: [ interrupted ]'"
      })
  void notesWhatIsNeverContinuedWhereAnotherModelGoesOn(String fields) {
    assertEquals(
        "nodes.f.mid_stream: note: f continues plain text only: a request with tools, a JSON format"
            + " or thinking still gets an error event when its answer is cut. Nothing is wrong;"
            + " expect that error event in clients that send such requests.",
        found(fields + ", mid_stream: continue"));
  }

  @Test
  void saysNothingOfFallbacksThatDoNotContinue() {
    assertEquals("", found("to: [ a ]"));
    assertEquals("", found("to: [ a, b ], mid_stream: stop"));
  }

  private static String found(String fields) {
    String graph =
        """
        signalbox: 1
        name: Test
        start: f
        models:
          a: { provider: acme, model: m }
          same: { provider: acme, model: m }
          key: { provider: acme, model: m, key: env:OTHER }
          elsewhere: { provider: acme, model: m, url: "http://127.0.0.1:9/v1" }
          b: { provider: acme, model: n }
        nodes:
          f: { kind: fallback, %s }
          inner: { kind: balance, to: [ a, b ] }
        """;
    return GraphCheck.check(
            GraphText.read("test.yaml", graph.formatted(fields)).graph().orElseThrow(),
            model -> ModelCard.unknown(model.provider(), model.model()))
        .stream()
        .filter(problem -> problem.place().path().startsWith("nodes.f.mid_stream"))
        .map(problem -> problem.line())
        .collect(Collectors.joining("\n"));
  }
}
