package io.signalbox.app.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.graph.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A graph's text and what is wrong with it.
final class DocumentTest {
  private static final Document DESK =
      Document.of(
          "desk.yaml",
          """
          signalbox: 1
          name: Desk
          start: gpt
          nodes:
            gpt: { kind: reject, status: 200, message: Closed }
            gpt.x: { kind: reject, status: 201, message: Closed }
          models:
            m-5.1: { provider: openai, model: gpt-5.1, weight: 3 }
          """);

  @Test
  void exitsThatLeadNowhereAreNoWires() {
    var document =
        Document.of(
            "g.yaml",
            """
            signalbox: 1
            name: G
            start: triage
            models:
              small: { provider: openai, model: gpt-5.1 }
            nodes:
              triage:
                kind: rules
                rules:
                  - { when: 'tokens > 8000', to: "" }
                otherwise: small
            """);
    assertEquals(2, document.wires());
  }

  @Test
  void problemsBelongToTheNodeWithTheWholeId() {
    assertEquals(List.of("nodes.gpt.status"), places("gpt"));
    assertEquals(List.of("nodes.gpt.x.status"), places("gpt.x"));
    assertEquals(List.of("models.m-5.1.weight"), places("m-5.1"));
    assertEquals(List.of(), places("m-5"));
  }

  private static List<String> places(String id) {
    return DESK.problemsOf(id).stream().map(Problem::path).toList();
  }
}
