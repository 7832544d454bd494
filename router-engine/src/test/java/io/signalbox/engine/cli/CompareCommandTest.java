package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models are compared on a set of prompts in the terminal. */
final class CompareCommandTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Desk
      start: ask
      models:
        good: { provider: openai, model: gpt-5.1, url: "%1$s/v1", labels: { region: local } }
        cheap: { provider: deepseek, model: deepseek-v4-flash, url: "%1$s/v1" }
        judge: { provider: openai, model: gpt-5.1, url: "%1$s/v1", params: { verbosity: low } }
      nodes:
        ask:
          kind: rules
          rules: [ { when: 'metadata.data == "secret"', to: good } ]
          otherwise: all
        all: { kind: fallback, to: [ good, cheap ] }
      promises:
        - { name: Secrets stay, when: 'metadata.data == "secret"', only: 'model.labels.region == "local"' }
      """;
  private static final String COMPARISON =
      """
      name: Sort
      graph: g.yaml
      models: [ good, cheap ]
      prompts: [ { csv: q.csv } ]
      max_tokens: 100
      checks:
        - { name: right, contains: '"{{category}}"' }
        - { name: short, cel: 'size(answer) < 100' }
      parallel: 2
      """;
  private static final String PROMPTS =
      "text,category\none: refund,refund\ntwo: account,account\nthree: refund,refund\n";

  @TempDir private Path directory;

  private Typed typed(String... args) throws IOException {
    return Typed.run(directory, args);
  }

  private String file(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
    return directory.resolve(name).toString();
  }

  /** The good model repeats the category, the cheap one says refund; a judge likes the first. */
  private static Play desk() {
    return line -> {
      while (true) {
        String body = line.request();
        String last = body.substring(body.lastIndexOf("\"messages\""));
        String answer =
            body.contains("You compare two answers")
                ? "FIRST"
                : body.contains("deepseek-v4-flash") || last.contains("refund")
                    ? "{\\\"category\\\":\\\"refund\\\"}"
                    : "{\\\"category\\\":\\\"account\\\"}";
        line.beginStream();
        line.event(
            "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"content\":\""
                + answer
                + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,"
                + "\"completion_tokens\":5,\"total_tokens\":15}}");
        line.event("[DONE]");
        line.endStream();
      }
    };
  }

  private static JsonNode json(Typed typed) {
    return JsonMapper.shared().readTree(typed.out());
  }

  private static double usd(JsonNode model) {
    return Double.parseDouble(model.path("mean_usd").asString());
  }

  private String comparison(FakeProvider provider, String text) throws IOException {
    file("g.yaml", GRAPH.formatted(provider.url()));
    file("q.csv", PROMPTS);
    return file("desk.compare.yaml", text);
  }

  @Test
  void passRatesCostAndTheBestValueAreTold() throws Exception {
    try (var provider = new FakeProvider(desk())) {
      String file = comparison(provider, COMPARISON);
      Typed run = typed("compare", file, "--json", "--junit", directory + "/junit.xml");
      assertEquals(1, run.code(), run.err());
      JsonNode view = json(run);
      JsonNode good = view.path("models").path(0);
      JsonNode cheap = view.path("models").path(1);
      assertEquals(3, good.path("passed").asInt());
      assertEquals(2, cheap.path("passed").asInt());
      assertEquals(0.4385, good.path("interval").path(0).asDouble(), 0.001);
      assertEquals(1.0, good.path("interval").path(1).asDouble(), 1e-9);
      assertTrue(usd(good) > 0 && usd(cheap) > 0 && usd(cheap) < usd(good), view.toString());
      assertTrue(good.path("pareto_front").asBoolean() && cheap.path("pareto_front").asBoolean());
      assertEquals("good", view.path("best_value").asString());
      assertEquals(2, cheap.path("checks").path(0).path("passed").asInt());
      assertEquals(0, view.path("left").asInt());
      assertEquals(6, view.path("cells").size());
      assertEquals(6, provider.requests.size());
      String junit = Files.readString(directory.resolve("junit.xml"));
      assertTrue(junit.contains("<testsuite name=\"Sort: cheap\" tests=\"3\" failures=\"1\""));
      assertTrue(junit.contains("message=\"right (without “&quot;account&quot;”)\""), junit);
      Typed text = typed("compare", file, "--report");
      assertTrue(text.out().contains("66.7%"), text.out());
      assertTrue(text.out().contains("right: good 3 of 3, cheap 2 of 3"), text.out());
      assertEquals(6, provider.requests.size(), "a report asks nobody");
    }
  }

  /** The cheap one passes nothing; of three answers that shows little, but it is no choice. */
  @Test
  void modelThatPassesNothingIsNoBestValue() throws Exception {
    try (var provider = new FakeProvider(desk())) {
      String cheapFails =
          COMPARISON.replace("'size(answer) < 100'", "'answer.contains(\"account\")'");
      JsonNode one = json(typed("compare", comparison(provider, cheapFails), "--json"));
      assertEquals(1, one.path("models").path(0).path("passed").asInt(), one.toString());
      assertEquals(0, one.path("models").path(1).path("passed").asInt());
      assertEquals("good", one.path("best_value").asString());
      String allFail = COMPARISON.replace("size(answer) < 100", "size(answer) < 2");
      JsonNode none = json(typed("compare", comparison(provider, allFail), "--json"));
      assertTrue(none.path("best_value").isMissingNode(), none.toString());
    }
  }

  @Test
  void resumedRunAsksOnlyWhatIsMissing() throws Exception {
    try (var provider = new FakeProvider(desk())) {
      String file = comparison(provider, COMPARISON);
      typed("compare", file);
      Typed again = typed("compare", file, "--resume");
      assertTrue(again.err().contains("6 answers are there and not asked again"), again.err());
      assertEquals(6, provider.requests.size());
      file("q.csv", PROMPTS + "four: refund,refund\n");
      file("desk.compare.yaml", COMPARISON.replace("size(answer) < 100", "size(answer) > 100"));
      JsonNode view = json(typed("compare", file, "--resume", "--json"));
      assertEquals(8, provider.requests.size());
      assertEquals(0, view.path("models").path(0).path("passed").asInt());
      String runs = typed("compare", file, "--runs").out();
      assertEquals(1, runs.lines().count(), runs);
    }
  }

  @Test
  void capStopsTheRunBeforeItIsExceeded() throws Exception {
    try (var provider = new FakeProvider(desk())) {
      String file = comparison(provider, COMPARISON);
      Typed run = typed("compare", file, "--max-cost", "0.00105", "--parallel", "1", "--json");
      JsonNode view = json(run);
      assertEquals(1, run.code(), run.err());
      assertTrue(view.path("stopped").asString().contains("exceed the cap of $0.0011"));
      assertTrue(provider.requests.size() < 6);
      assertEquals(6 - provider.requests.size(), view.path("left").asInt());
      JsonNode whole = json(typed("compare", file, "--resume", "--json"));
      assertEquals(0, whole.path("left").asInt());
      assertEquals(6, provider.requests.size());
    }
  }

  @Test
  void judgeComparesWithTheBaseInBothOrders() throws Exception {
    try (var provider = new FakeProvider(desk())) {
      String file = comparison(provider, COMPARISON + "judge: { model: judge, rubric: Which? }\n");
      Typed run = typed("compare", file, "--json");
      JsonNode tally = json(run).path("judge").path(0);
      assertEquals("cheap", tally.path("model").asString(), run.out());
      assertEquals(3, tally.path("ties").asInt(), "a judge that likes the first has no opinion");
      assertEquals(3, tally.path("both_orders").asInt());
      assertEquals(0, tally.path("same_in_both_orders").asInt());
      assertEquals(1.0, tally.path("shown_first_wins").asDouble());
      assertEquals(12, provider.requests.size());
      typed("compare", file, "--resume");
      assertEquals(12, provider.requests.size(), "no verdict is asked for twice");
    }
  }

  @Test
  void promiseKeepsPromptsFromModels() throws Exception {
    try (var provider = new FakeProvider(desk())) {
      file("g.yaml", GRAPH.formatted(provider.url()));
      file("q.csv", "text,category,metadata.data\na refund,refund,secret\nb refund,refund,\n");
      String file = file("desk.compare.yaml", COMPARISON);
      JsonNode view = json(typed("compare", file, "--json"));
      assertEquals(1, view.path("not_sent").path("Secrets stay").asInt(), view.toString());
      assertEquals(3, provider.requests.size());
    }
  }

  @Test
  void differencesOfTwoRunsAreTold() throws Exception {
    try (var provider = new FakeProvider(desk())) {
      String file = comparison(provider, COMPARISON);
      String first = json(typed("compare", file, "--json")).path("run").asString();
      comparison(
          provider,
          COMPARISON.replace("[ good, cheap ]", "[ good, cheap ]\ngraphs: [ g.yaml ]")
              + "system: Say refund or account.\n");
      Typed run = typed("compare", file, "--against", first);
      assertTrue(run.out().contains("Since run " + first), run.out());
      assertTrue(run.out().contains("of 3 in both 0 fixed, 0 broken"), run.out());
      assertTrue(run.out().contains("g.yaml"), run.out());
      assertEquals(2, typed("compare", file, "--runs").out().lines().count());
    }
  }

  @Test
  void modelThatNeverAnswersIsGivenUp() throws Exception {
    Play broken =
        line -> {
          while (true) {
            line.request();
            line.whole(500, "application/json", "{}");
          }
        };
    try (var provider = new FakeProvider(broken)) {
      file("g.yaml", GRAPH.formatted(provider.url()));
      var rows = new StringBuilder("text,category\n");
      List.of(1, 2, 3, 4, 5, 6, 7, 8, 9).forEach(i -> rows.append(i).append(",x\n"));
      file("q.csv", rows.toString());
      String file = file("desk.compare.yaml", COMPARISON);
      Typed run = typed("compare", file, "--parallel", "1");
      assertEquals(3, run.code(), run.out());
      assertTrue(run.out().contains("Given up after failures in a row: good"), run.out());
      assertTrue(provider.requests.size() <= 10, () -> "" + provider.requests.size());
    }
  }

  @Test
  void badInputIsToldBeforeAnythingIsSent() throws Exception {
    String file = file("desk.compare.yaml", COMPARISON);
    Typed none = typed("compare", file);
    assertEquals(2, none.code());
    assertTrue(none.err().contains("there is no graph g.yaml beside desk.compare.yaml"));
    file("g.yaml", GRAPH.formatted("http://127.0.0.1:9"));
    file("q.csv", PROMPTS);
    file("desk.compare.yaml", COMPARISON.replace("cheap ]", "cheep ]"));
    Typed unknown = typed("compare", file);
    assertTrue(unknown.err().contains("Desk has no model cheep. Did you mean"), unknown.err());
    assertEquals(2, typed("compare", file, "--resume").code());
    file("desk.compare.yaml", COMPARISON);
    assertEquals(2, typed("compare", file, "--max-cost", "free").code());
    assertEquals(2, typed("compare", file, "--parallel", "0").code());
    Typed resume = typed("compare", file, "--resume");
    assertTrue(resume.err().contains("there is no run of"), resume.err());
    assertFalse(Files.exists(directory.resolve("home/comparisons")));
  }
}
