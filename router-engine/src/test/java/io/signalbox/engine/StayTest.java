package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations of a coding agent with providers that count what they find in their caches. */
final class StayTest {
  private static final int TURNS = 40;

  @TempDir private Path home;

  private static final String GRAPH =
      """
      signalbox: 1
      name: Agents
      start: keep
      models:
        a: { provider: fake-%1$s, model: dear, url: "%2$s" }
        b: { provider: fake-%1$s, model: dear, url: "%3$s" }
      nodes:
        keep: { kind: stay, to: turns }
        turns: { kind: balance, by: turns, to: [ a, b ] }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic"})
  void conversationKeepsItsWarmCache(String dialect) throws Exception {
    double direct = direct(dialect);
    double stayed = routed(dialect, "start: keep");
    double lost = routed(dialect, "start: turns");
    assertTrue(direct > 0.9, "direct " + direct);
    assertTrue(stayed >= 0.95 * direct, "with stay " + stayed + " of " + direct);
    assertTrue(lost < 0.97 * direct, "without " + lost + " of " + direct);
  }

  @Test
  void twoConversationsStayApart() throws Exception {
    var one = new PromptCaches(false);
    var other = new PromptCaches(false);
    try (var a = new FakeProvider(one.play());
        var b = new FakeProvider(other.play());
        var rig = new Rig(home, GRAPH.formatted("openai", a.url(), b.url()))) {
      for (int turn = 1; turn <= 4; turn++) {
        rig.post("/v1/chat/completions", body("openai", "first", turn));
        rig.post("/v1/chat/completions", body("openai", "second", turn));
      }
      assertEquals(4, a.requests.size());
      assertEquals(4, b.requests.size());
    }
  }

  @Test
  void leavesAnUnhealthyModelAndTellsWhenAMovePays() throws Exception {
    var dear = new PromptCaches(false);
    var cheap = new PromptCaches(false);
    String graph =
        GRAPH
            .replace(
                "  b: { provider: fake-%1$s, model: dear",
                "  b: { provider: fake-%1$s, model: cheap")
            .replace("kind: balance, by: turns", "kind: balance, by: cost");
    try (var a = new FakeProvider(dear.play());
        var b = new FakeProvider(FakeProvider.Line::hangUp, cheap.play());
        var rig = new Rig(home, graph.formatted("openai", a.url(), b.url()))) {
      assertEquals("nothing to stay with", because(rig, 1));
      // The cheaper model failed first, so the conversation began at the dear one.
      assertEquals(1, a.requests.size());
      rig.pass(Duration.ofMinutes(2));
      String moved = null;
      int turn = 2;
      for (; turn < TURNS && moved == null; turn++) {
        String because = because(rig, turn);
        moved = because.startsWith("leaves") ? because : null;
        if (moved == null) {
          assertTrue(because.matches(STAYS), because);
        }
      }
      assertTrue(turn > 3, "it moved in turn " + turn);
      assertTrue(String.valueOf(moved).matches(MOVES), moved);
      String after = because(rig, turn);
      assertTrue(after.startsWith("stays with b: "), after);
    }
  }

  private static final String STAYS =
      "stays with a: [0-9,]+ tokens, last used [0-9]+ s ago; b instead: it costs \\$0\\.\\d+ more"
          + " now and saves \\$0\\.\\d+ a turn, so it pays after \\d+ turns; \\d+ are expected";
  private static final String MOVES =
      "leaves a; b instead: it costs \\$0\\.\\d+ more now and saves \\$0\\.\\d+ a turn, so it"
          + " pays after (\\d+) turns; \\1 are expected";

  @Test
  void whatDecidesByTheRequestStillDecides() throws Exception {
    String graph =
        """
        signalbox: 1
        name: Guarded
        start: keep
        models:
          a: { provider: fake-openai, model: dear, url: "%s" }
          judge: { provider: fake-openai, model: small, url: "%s" }
        nodes:
          keep: { kind: stay, to: guard }
          guard:
            kind: ask
            model: judge
            question: Is this harmful?
            answers: { harmful: no-entry, harmless: a }
            otherwise: a
          no-entry: { kind: reject, status: 403, message: Not here }
        """;
    try (var a = new FakeProvider(new PromptCaches(false).play());
        var judge = new FakeProvider(StayTest::judged);
        var rig = new Rig(home, graph.formatted(a.url(), judge.url()))) {
      assertEquals(200, rig.post("/v1/chat/completions", body("openai", "one", 1)).status());
      assertEquals(403, rig.post("/v1/chat/completions", body("openai", "one", 2)).status());
    }
  }

  /** Lets the first request pass, and no other. */
  private static void judged(FakeProvider.Line line) throws IOException {
    line.request();
    line.whole(200, "application/json", FakeAnswers.whole("harmless"));
    while (true) {
      line.request();
      line.whole(200, "application/json", FakeAnswers.whole("harmful"));
    }
  }

  @Test
  void leavesAModelThatCannotHoldThePrompt() throws Exception {
    String graph =
        GRAPH
            .replace(
                "a: { provider: fake-%1$s, model: dear", "a: { provider: fake-%1$s, model: small")
            .replace(
                "b: { provider: fake-%1$s, model: dear", "b: { provider: fake-%1$s, model: large");
    try (var a = new FakeProvider(FakeAnswers.says("yes"));
        var b = new FakeProvider(FakeAnswers.says("yes"));
        var rig = new Rig(home, graph.formatted("openai", a.url(), b.url()))) {
      assertEquals("nothing to stay with", because(rig, "hello"));
      String because =
          because(rig, "hello\"},{\"role\":\"user\",\"content\":\"" + "word ".repeat(3000));
      assertTrue(
          because.matches("leaves a: \\d+ tokens exceed its context window of 300"), because);
    }
  }

  @Test
  void requestsWithoutUserAreNotKeptTogether() throws Exception {
    String graph = GRAPH.replace("kind: stay", "kind: stay, by: user");
    try (var a = new FakeProvider(FakeAnswers.says("yes"));
        var b = new FakeProvider(FakeAnswers.says("yes"));
        var rig = new Rig(home, graph.formatted("openai", a.url(), b.url()))) {
      for (int i = 0; i < 4; i++) {
        assertEquals("nothing to stay with: the request has no user", because(rig, "hello " + i));
      }
      assertEquals(2, b.requests.size());
    }
  }

  private static String because(Rig rig, String text) throws IOException, InterruptedException {
    return because(rig, rig.ask(false, text));
  }

  private static String because(Rig rig, Rig.Reply reply) {
    assertEquals(200, reply.status(), reply.body());
    List<?> steps = (List<?>) rig.trace(reply).all().get("steps");
    return String.valueOf(((Map<?, ?>) steps.getFirst()).get("because"));
  }

  @Test
  void conversationThatRestedTooLongIsRoutedAnew() throws Exception {
    try (var a = new FakeProvider(new PromptCaches(false).play());
        var b = new FakeProvider(new PromptCaches(false).play());
        var rig = new Rig(home, GRAPH.formatted("openai", a.url(), b.url()))) {
      because(rig, 1);
      rig.pass(Duration.ofMinutes(59));
      assertTrue(because(rig, 2).startsWith("stays with a: "));
      rig.pass(Duration.ofMinutes(61));
      assertEquals("nothing to stay with", because(rig, 3));
    }
  }

  @Test
  void graphThatChangesTheModelEndsTheStay() throws Exception {
    try (var a = new FakeProvider(new PromptCaches(false).play());
        var b = new FakeProvider(new PromptCaches(false).play());
        var rig = new Rig(home, GRAPH.formatted("openai", a.url(), b.url()))) {
      because(rig, 1);
      rig.swap(GRAPH.formatted("openai", b.url(), a.url()));
      assertEquals("leaves a: the graph has changed it", because(rig, 2));
    }
  }

  private static String because(Rig rig, int turn) throws IOException, InterruptedException {
    return because(rig, rig.post("/v1/chat/completions", body("openai", "one", turn)));
  }

  private static double direct(String dialect) throws Exception {
    var caches = new PromptCaches(dialect.equals("anthropic"));
    try (var provider = new FakeProvider(caches.play());
        var client = HttpClient.newHttpClient()) {
      for (int turn = 1; turn <= TURNS; turn++) {
        var request =
            HttpRequest.newBuilder(URI.create(provider.url() + path(dialect)))
                .POST(HttpRequest.BodyPublishers.ofString(body(dialect, "one", turn)))
                .build();
        client.send(request, HttpResponse.BodyHandlers.ofString());
      }
    }
    return caches.hits.get() / (double) caches.tokens.get();
  }

  private double routed(String dialect, String start) throws Exception {
    var one = new PromptCaches(dialect.equals("anthropic"));
    var other = new PromptCaches(dialect.equals("anthropic"));
    String graph = GRAPH.replace("start: keep", start);
    try (var a = new FakeProvider(one.play());
        var b = new FakeProvider(other.play());
        var rig =
            new Rig(home.resolve(start.substring(7)), graph.formatted(dialect, a.url(), b.url()))) {
      for (int turn = 1; turn <= TURNS; turn++) {
        var reply = rig.post(path(dialect), body(dialect, "one", turn));
        assertEquals(200, reply.status(), reply.body());
      }
    }
    return (one.hits.get() + other.hits.get()) / (double) (one.tokens.get() + other.tokens.get());
  }

  private static String path(String dialect) {
    return dialect.equals("anthropic") ? "/v1/messages" : "/v1/chat/completions";
  }

  /** The request of a turn: all that was said before, and one more result of a tool. */
  private static String body(String dialect, String task, int turn) {
    boolean anthropic = dialect.equals("anthropic");
    String rules = "You are a coding agent. Work in small steps. ".repeat(200);
    String said =
        java.util.stream.IntStream.rangeClosed(1, turn)
            .mapToObj(each -> turn(anthropic, task, each, turn))
            .collect(Collectors.joining(","));
    return anthropic
        ? "{\"model\":\"any\",\"max_tokens\":500,\"system\":[{\"type\":\"text\",\"text\":\"%s\",\"cache_control\":{\"type\":\"ephemeral\"}}],\"messages\":[%s]}"
            .formatted(rules, said)
        : "{\"model\":\"any\",\"messages\":[{\"role\":\"system\",\"content\":\"%s\"},%s]}"
            .formatted(rules, said);
  }

  private static String turn(boolean anthropic, String task, int each, int last) {
    String mark = anthropic && each == last ? ",\"cache_control\":{\"type\":\"ephemeral\"}" : "";
    String asked =
        ("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"%s, step %d: "
                + "here is what the tool said. ".repeat(20)
                + "\"%s}]}")
            .formatted(task, each, mark);
    return each == last
        ? asked
        : asked
            + ",{\"role\":\"assistant\",\"content\":\"%s\"}".formatted(PromptCaches.answer(each));
  }
}
