package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `check` says of a graph whose promise can be broken in many ways.
class CheckCommandTest {
  /// Health data gets out by an exit of every kind of node; all else that `home` answers is right.
  private static final String LEAKY =
      """
      signalbox: 1
      name: Leaky
      start: first
      models:
        home: { provider: acme, model: small, labels: { region: local } }
        away: { provider: acme, model: large, labels: { region: us } }
        far: { provider: acme, model: large, labels: { region: us } }
      nodes:
        first:
          kind: rules
          rules:
            - { when: 'tokens > 8000 && !stream', to: away }
            - { when: 'metadata.data == "health"', to: line }
          otherwise: away
        line: { kind: fallback, to: [ home, race, away ] }
        race: { kind: fallback, hedge_after: 2s, to: [ load, far ] }
        load: { kind: balance, by: cost, to: [ ab, away ] }
        ab: { kind: split, shares: [ { to: cap, share: 1 }, { to: kept, share: 1 } ] }
        kept: { kind: cache, to: away }
        cap: { kind: budget, usd: 5, per: day, within: rate, over: away }
        rate: { kind: limit, requests: 5, per: minute, within: sort, over: away }
        sort:
          kind: ask
          model: away
          question: Is it about code?
          answers: { yes: topic, no: away }
          otherwise: home
        topic:
          kind: intent
          classes:
            code: { examples: [ "Why does my loop not end?", "Fix this bug" ], to: best }
            law: { examples: [ "May I cancel the contract?", "Who is liable?" ], to: away }
          otherwise: home
        best: { kind: learned, from: outcomes.jsonl, to: [ home, away ], quality: 0.5, otherwise: proven }
        proven: { kind: gate, suite: proven.suite.yaml, pass_rate: 90%, to: both, otherwise: warm }
        warm: { kind: stay, to: away }
        both: { kind: mirror, to: clean, shadow: away }
        clean: { kind: rewrite, set: { temperature: 0 }, to: home }
      promises:
        - name: Health data stays at home
          when: metadata.data == "health"
          only: model.labels.region == "local"
      """;

  @TempDir private Path directory;

  private Typed check(String text, String... more) throws IOException {
    Path graph = directory.resolve("graph.yaml");
    Files.writeString(graph, text);
    var words = new ArrayList<>(List.of("check", graph.toString()));
    words.addAll(List.of(more));
    return Typed.run(directory, words.toArray(String[]::new));
  }

  @Test
  void everyWayInWhichRequestGetsOutIsListedWithItsPath() throws IOException {
    Typed checked = check(LEAKY);
    assertEquals(ExitCode.FINDINGS, checked.code());
    Golden.check(
        "check-leaks.txt",
        checked
            .out()
            .lines()
            .filter(line -> line.contains("promise"))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  @Test
  void jsonGivesTheExitsOfEachPath() throws IOException {
    var routes = new ArrayList<String>();
    for (JsonNode each : JsonMapper.shared().readTree(check(LEAKY, "--json").out())) {
      if (each.path("code").asString("").equals("promise-broken")) {
        routes.add(each.path("route").toString());
      }
    }
    assertEquals("[\"start\",\"nodes.first.rules[0].to\"]", routes.getFirst());
    assertEquals("[\"start\",\"nodes.first.rules[1].to\",\"nodes.line.to[2]\"]", routes.get(1));
    assertEquals(13, routes.stream().distinct().count());
  }

  /// What is disabled is not counted among the branches that are named.
  @Test
  void exitsAreNamedAsTheyAreWritten() throws IOException {
    String off = "off: { provider: acme, model: small, disabled: true }";
    String text =
        LEAKY
            .replace("  home: {", "  " + off + "\n  home: {")
            .replace("to: [ home, race, away ]", "to: [ off, home, away ]");
    String out = check(text).out();
    assertTrue(out.contains("first → line → away through nodes.line.to[2],"), out);
  }

  @Test
  void whatIsTooMuchToListIsCounted() throws IOException {
    String rules =
        IntStream.range(0, 30)
            .mapToObj(i -> "      - { when: 'metadata.k == \"" + i + "\"', to: away }\n")
            .collect(Collectors.joining());
    List<String> lines =
        check(
                """
                signalbox: 1
                name: Many
                start: first
                models:
                  home: { provider: acme, model: small, labels: { region: local } }
                  away: { provider: acme, model: large, labels: { region: us } }
                nodes:
                  first:
                    kind: rules
                    rules:
                %s    otherwise: home
                promises:
                  - { name: Home, only: 'model.labels.region == "local"' }
                """
                    .formatted(rules))
            .out()
            .lines()
            .filter(line -> line.contains("promise"))
            .toList();
    assertEquals(21, lines.size());
    assertEquals(
        "DIR/graph.yaml:43:5: error: The promise \"Home\" is broken or in doubt on 10 more paths."
            + " They are listed when those before them are fixed.",
        lines.getLast());
  }
}
