package io.signalbox.plugins.export.tensorzero;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.ConfigExporter.Export;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// TensorZero tries whatever it is given until something answers: it is given no more than a
/// request may call, and nothing behind an end.
final class BoundedCallsTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Test
      start: start
      models:
        a: { provider: openai, model: gpt-a }
        b: { provider: openai, model: gpt-b }
        c: { provider: openai, model: gpt-c }
        d: { provider: openai, model: gpt-d }
      nodes:
        %s
        no: { kind: reject, status: 403, message: No }
      promises: [ { name: Few, attempts: 3 } ]
      """;

  private static Export export(String nodes) {
    var providers =
        Plugins.find().providers().stream()
            .collect(Collectors.toMap(Provider::id, provider -> provider));
    var graph = GraphText.read("g.yaml", GRAPH.formatted(nodes)).graph().orElseThrow();
    return new TensorZeroExporter().export(graph, providers);
  }

  private static String toml(Export export) {
    return export.files().getFirst().text();
  }

  private static Grade promise(Export export) {
    return export.report().stream()
        .filter(row -> row.id().equals("Few"))
        .findFirst()
        .orElseThrow()
        .grade();
  }

  @Test
  void retriesThatWouldBreakAPromiseAreLeftOut() {
    Export export = export("start: { kind: fallback, to: [ a, b ], retries: 2 }");
    assertFalse(toml(export).contains("num_retries"), toml(export));
    assertEquals(Grade.EXACT, promise(export));
    assertTrue(
        toml(export("start: { kind: fallback, to: [ a ], retries: 2 }"))
            .contains("num_retries = 2"));
  }

  @Test
  void branchesOfASplitShareTheCalls() {
    Export export =
        export(
            "start: { kind: split, shares: [ { to: one, share: 50% }, { to: two, share: 50% } ] }\n"
                + "  one: { kind: fallback, to: [ a, b ] }\n"
                + "  two: { kind: fallback, to: [ c, d ] }");
    assertFalse(toml(export).contains("\"gpt-b\""), toml(export));
    assertEquals(Grade.EXACT, promise(export));
  }

  @Test
  void splitIntoMoreBranchesThanCallsLosesThePromise() {
    Export export =
        export(
            "start: { kind: split, shares: [ { to: a, share: 25% }, { to: b, share: 25% },"
                + " { to: c, share: 25% }, { to: d, share: 25% } ] }");
    assertEquals(Grade.UNSUPPORTED, promise(export));
  }

  @Test
  void nothingBehindAnEndIsCalled() {
    String split =
        toml(
            export(
                "start: { kind: split, shares: [ { to: no, share: 50% }, { to: a, share: 50% } ]"
                    + " }"));
    assertFalse(split.contains("gpt-a"), split);
    String chain = toml(export("start: { kind: fallback, to: [ a, no, b ] }"));
    assertTrue(chain.contains("gpt-a"), chain);
    assertFalse(chain.contains("gpt-b"), chain);
  }
}
