package io.signalbox.plugins.importer;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.RouteSimulation;
import io.signalbox.engine.lab.SuiteRun;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigExporter.Fidelity;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What an exporter calls exact comes back as it was: the import of the export calls the same
/// models for the requests of the suites.
final class RoundTripTest {
  private static final SuiteRun RUN =
      new SuiteRun(
          new RouteSimulation(
              Imports.PLUGINS::provider,
              Imports.PLUGINS::providerDialect,
              graph -> new Router(graph, Imports.PLUGINS::card),
              Clock.fixed(Instant.parse("2026-03-02T09:30:00Z"), ZoneOffset.UTC)));

  private static final Path SAMPLES = Path.of("../sample-configs");

  private static final String DESK =
      """
      signalbox: 1
      name: desk
      start: triage
      models:
        opus:  { provider: anthropic, model: claude-opus-4-5 }
        gpt:   { provider: openai, model: gpt-5.1 }
        flash: { provider: gemini, model: gemini-3-flash }
        local: { provider: openai, model: house, url: 'http://127.0.0.1:9/v1', key: env:HOUSE }
      nodes:
        triage:
          kind: rules
          rules:
            - { when: 'metadata.task == "translate"', to: flash }
            - { when: 'metadata.task in ["sum", "say \\"hi\\""]', to: local }
          otherwise: code
        code: { kind: fallback, to: [ opus, gpt ], on: [ rate_limited, overloaded, server_error ] }
      """;

  private static final String CASES =
      """
      graph: desk.yaml
      cases:
        - { name: plain, request: { text: hello }, expect: { model: opus } }
        - { name: label, request: { text: hello, metadata: { task: translate } }, expect: { model: flash } }
        - { name: odd, request: { text: hello, metadata: { task: 'say "hi"' } }, expect: { model: local } }
        - { name: other, request: { text: hello, metadata: { task: none } }, expect: { model: opus } }
      """;

  /// What only Portkey's conditions can say.
  private static final String TREE =
      """
      signalbox: 1
      name: tree
      start: first
      models:
        opus:  { provider: anthropic, model: claude-opus-4-5, params: { temperature: 0.2 } }
        gpt:   { provider: openai, model: gpt-5.1 }
        flash: { provider: gemini, model: gemini-3-flash }
      nodes:
        first:
          kind: rules
          rules:
            - { when: 'model == "smart" && metadata.tier == "pro"', to: chain }
            - { when: 'max_tokens > 4000', to: flash }
            - { when: 'user in ["ada", "it''s \\"me\\" ${x}"] || metadata.team.startsWith("a.b")', to: second }
          otherwise: gpt
        second:
          kind: rules
          rules:
            - { when: '!(metadata.tier == "free")', to: opus }
          otherwise: chain
        chain: { kind: fallback, to: [ flash, gpt ], retries: 1 }
      """;

  private static final String TREE_CASES =
      """
      graph: tree.yaml
      cases:
        - { name: plain, request: { text: x }, expect: { model: gpt } }
        - { name: and, request: { text: x, model: smart, metadata: { tier: pro } }, expect: { model: flash } }
        - { name: half, request: { text: x, model: smart }, expect: { model: gpt } }
        - { name: long, request: { text: x, max_tokens: 5000 }, expect: { model: flash } }
        - { name: user, request: { text: x, user: 'it''s "me" ${x}' }, expect: { model: opus } }
        - { name: pattern, request: { text: x, metadata: { team: a.bc, tier: free } }, expect: { model: flash } }
        - { name: dot, request: { text: x, metadata: { team: axbc } }, expect: { model: gpt } }
      """;

  static Stream<Arguments> graphs() throws IOException {
    Stream<Arguments> samples =
        Stream.of("support-desk", "coding-agents", "model-triage")
            .flatMap(name ->
                Stream.of("litellm", "portkey")
                    .map(target ->
                        Arguments.of(
                            target,
                            text(SAMPLES.resolve(name).resolve(name + ".yaml")),
                            text(SAMPLES.resolve(name).resolve(name + ".suite.yaml")),
                            0)));
    return Stream.concat(
        samples,
        Stream.of(
            Arguments.of("litellm", DESK, CASES, 4),
            Arguments.of("portkey", DESK, CASES, 4),
            Arguments.of("portkey", TREE, TREE_CASES, 7)));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void exactPartsDecideTheSame(String target, String text, String suite, int least) {
    RoutingGraph graph = GraphText.read("g.yaml", text).graph().orElseThrow();
    ConfigExporter exporter = Imports.PLUGINS.exporter(target).orElseThrow();
    var export = exporter.export(graph, providers());
    var file = export.files().getFirst();
    RoutingGraph again = Imports.imported(file.name(), file.text()).graph();
    Set<String> lossy =
        export.report().stream()
            .filter(each -> each.grade() == Grade.UNSUPPORTED)
            .map(Fidelity::id)
            .collect(Collectors.toSet());
    int compared = 0;
    for (SuiteCase each : SuiteText.read("s.yaml", suite).suite().orElseThrow().cases()) {
      Trace before = RUN.of(graph, plain(each)).trace();
      boolean exact = before.steps().stream().map(Step::node).noneMatch(lossy::contains);
      if (exact) {
        Trace after = RUN.of(again, plain(each)).trace();
        assertEquals(first(before), first(after), each.name() + file.text());
        compared++;
      }
    }
    assertTrue(compared >= least, compared + " of " + least);
  }

  private static Optional<String> first(Trace trace) {
    return trace.attempts().stream().map(Attempt::providerModel).findFirst();
  }

  /** The same request in a world where all is well. */
  private static SuiteCase plain(SuiteCase test) {
    var asked = test.request();
    var request =
        new SuiteCase.Request(
            asked.messages(),
            asked.model(),
            asked.app(),
            asked.user(),
            asked.conversation(),
            asked.metadata(),
            asked.headers(),
            asked.tools(),
            asked.images(),
            asked.maxTokens(),
            asked.stream(),
            asked.json());
    return new SuiteCase(test.name(), request, WELL, test.expect());
  }

  private static final SuiteCase.Fixture WELL =
      SuiteText.read(
              "w.yaml",
              "graph: g.yaml\n"
                  + "cases:\n"
                  + "  - { name: x, request: { text: x }, expect: { status: 200 } }\n")
          .suite()
          .orElseThrow()
          .cases()
          .getFirst()
          .given();

  private static Map<String, Provider> providers() {
    return Imports.PLUGINS.providers().stream().collect(toMap(Provider::id, each -> each));
  }
}
