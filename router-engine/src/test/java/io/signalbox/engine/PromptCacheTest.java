package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Agents of dialects without cache marks at providers that cache what is marked only.
final class PromptCacheTest {
  private static final int TURNS = 40;
  private static final String MARK = "\"cache_control\":{\"type\":\"ephemeral\"}";

  @TempDir private Path home;

  private static String graph(String dialect, String more, FakeProvider provider) {
    return """
    signalbox: 1
    name: Agents
    start: a
    models:
      a: { provider: fake-%s, url: "%s"%s }
    nodes: {}
    """
        .formatted(dialect, provider.url(), more);
  }

  private static String usual(String dialect, FakeProvider provider) {
    return graph(dialect, ", model: marked", provider);
  }

  /// Each turn calls so many tools that the last turn is beyond what a provider looks back.
  @ParameterizedTest
  @CsvSource({"anthropic, 1", "anthropic, 14", "openai, 1", "openai, 14"})
  void agentOfOpenAisDialectHitsTheCacheInEveryTurn(String dialect, int calls) throws Exception {
    var caches =
        dialect.equals("anthropic") ? new PromptCaches(true) : PromptCaches.ofMarksInChat();
    try (var provider = new FakeProvider(caches.play());
        var rig = new Rig(home, usual(dialect, provider))) {
      long before = 0;
      for (int turn = 1; turn <= TURNS; turn++) {
        var reply = rig.post("/v1/chat/completions", agent(turn, calls));
        assertEquals(200, reply.status(), reply.body());
        assertTrue(turn == 1 || caches.hits.get() > before, "turn " + turn + " hit nothing");
        before = caches.hits.get();
      }
      double share = caches.hits.get() / (double) caches.tokens.get();
      assertTrue(share > 0.93, "hits " + share);
      assertTrue(
          caches.hits.get() + caches.written.get() >= 0.999 * caches.tokens.get(),
          "what is not read is written");
    }
  }

  @Test
  void agentOfOtherDialectsHitsItToo() throws Exception {
    var caches = new PromptCaches(true);
    try (var provider = new FakeProvider(caches.play());
        var rig = new Rig(home, usual("anthropic", provider))) {
      String rules = "You are a coding agent. ".repeat(400);
      for (int turn = 1; turn <= 2; turn++) {
        String ask = "{\"role\":\"user\",\"content\":\"step\"}";
        String more = turn == 1 ? "" : ",{\"role\":\"assistant\",\"content\":\"yes\"}," + ask;
        String responses =
            "{\"model\":\"any\",\"instructions\":\"%s\",\"tools\":[%s],\"input\":[%s%s]}"
                .formatted(rules, FLAT_TOOL, ask, more);
        assertEquals(200, rig.post("/v1/responses", responses).status());
        String gemini =
            "{\"systemInstruction\":{\"parts\":[{\"text\":\"%s\"}]},\"tools\":[{\"functionDeclarations\":[{\"name\":\"look\"}]}],\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"go %d\"}]}]}"
                .formatted(rules, turn);
        assertEquals(200, rig.post("/v1beta/models/any:generateContent", gemini).status());
        String ollama =
            "{\"model\":\"any\",\"stream\":false,\"messages\":[{\"role\":\"system\",\"content\":\"%s\"},%s],\"tools\":[%s]}"
                .formatted(rules, ask, TOOL);
        assertEquals(200, rig.post("/api/chat", ollama).status());
      }
      long prompt = rules.length() / 4;
      assertTrue(caches.hits.get() >= 3 * prompt, caches.hits.get() + " of " + 6 * prompt);
    }
  }

  @Test
  void usageOfTheCacheIsRecordedAndPriced() throws Exception {
    var caches = new PromptCaches(true);
    try (var provider = new FakeProvider(caches.play());
        var rig = new Rig(home, usual("anthropic", provider))) {
      var first = rig.trace(rig.post("/v1/chat/completions", agent(1, 1)));
      long written = caches.written.get();
      assertEquals(dollars(caches.tokens.get() - written, 0, written, "3.75"), first.usd());
      long before = caches.tokens.get();
      var reply = rig.post("/v1/chat/completions", agent(2, 1));
      long wrote = caches.written.get() - written;
      long read = caches.hits.get();
      long plain = caches.tokens.get() - before - read - wrote;
      assertEquals(dollars(plain, read, wrote, "3.75"), rig.trace(reply).usd());
      assertTrue(reply.body().contains("\"cached_tokens\":" + read), reply.body());
      assertTrue(reply.body().contains("\"cache_write_tokens\":" + wrote), reply.body());
    }
  }

  private static String dollars(long plain, long read, long written, String write) {
    return new java.math.BigDecimal(plain * 3 + 80 * 15)
        .add(new java.math.BigDecimal("0.3").multiply(new java.math.BigDecimal(read)))
        .add(new java.math.BigDecimal(write).multiply(new java.math.BigDecimal(written)))
        .movePointLeft(6)
        .stripTrailingZeros()
        .toPlainString();
  }

  @Test
  void graphTurnsItOffOrWishesAnHour() throws Exception {
    try (var provider = new FakeProvider(new PromptCaches(true).play());
        var rig =
            new Rig(
                home.resolve("off"),
                graph("anthropic", ", model: marked, prompt_cache: off", provider))) {
      rig.post("/v1/chat/completions", agent(2, 1));
      assertFalse(provider.requests.remove().contains("cache_control"));
    }
    var hours = new PromptCaches(true);
    try (var provider = new FakeProvider(hours.play());
        var rig =
            new Rig(
                home.resolve("hour"),
                graph("anthropic", ", model: marked, prompt_cache: 1h", provider))) {
      var trace = rig.trace(rig.post("/v1/chat/completions", agent(1, 1)));
      long plain = hours.tokens.get() - hours.written.get();
      assertEquals(dollars(plain, 0, hours.written.get(), "6"), trace.usd());
    }
  }

  @Test
  void singleQuestionIsNotMarked() throws Exception {
    try (var provider = new FakeProvider(new PromptCaches(true).play());
        var rig = new Rig(home, usual("anthropic", provider))) {
      String long1 = "What does this mean? ".repeat(500);
      assertEquals(200, rig.ask(false, long1).status());
      assertFalse(provider.requests.remove().contains("cache_control"));
    }
  }

  @ParameterizedTest
  @CsvSource({"anthropic", "openai"})
  void marksOfAClientInChatAreKeptAndNoneAreAdded(String dialect) throws Exception {
    try (var provider = new FakeProvider(PromptCaches.ofMarksInChat().play());
        var rig = new Rig(home, usual(dialect, provider))) {
      rig.post("/v1/chat/completions", marked());
      String sent = provider.requests.remove();
      assertEquals(3, sent.split("cache_control", -1).length - 1, sent);
      assertTrue(sent.matches("(?s).*\"text\":\"Read this\\.\",\"cache_control\".*"), sent);
    }
  }

  @Test
  void marksAreDroppedAndSaidWhereThereAreNone() throws Exception {
    for (String provider : List.of("openai:unmarked", "gemini:any")) {
      String[] both = provider.split(":", -1);
      String answer =
          both[0].equals("openai")
              ? FakeAnswers.whole("yes")
              : "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"yes\"}]},\"finishReason\":\"STOP\"}]}";
      try (var fake =
              new FakeProvider(line -> {
                line.request();
                line.whole(200, "application/json", answer);
              });
          var rig = new Rig(home.resolve(both[0]), graph(both[0], ", model: " + both[1], fake))) {
        var reply = rig.post("/v1/chat/completions", marked());
        assertEquals(200, reply.status(), reply.body());
        assertFalse(fake.requests.remove().contains("cache_control"));
        String trace = rig.trace(reply).all().toString();
        assertTrue(trace.contains("cache_control: the provider has no cache marks"), trace);
      }
    }
  }

  @Test
  void moreMarksThanAProviderTakesAreTheLastOnes() throws Exception {
    try (var provider = new FakeProvider(new PromptCaches(true).play());
        var rig = new Rig(home, usual("anthropic", provider))) {
      String parts =
          IntStream.range(0, 7)
              .mapToObj(i -> "{\"type\":\"text\",\"text\":\"part %d\",%s}".formatted(i, MARK))
              .collect(Collectors.joining(","));
      var reply =
          rig.post(
              "/v1/chat/completions",
              "{\"model\":\"any\",\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}"
                  .formatted(parts));
      assertEquals(200, reply.status(), reply.body());
      String sent = provider.requests.remove();
      assertEquals(4, sent.split("cache_control", -1).length - 1, sent);
      assertTrue(sent.contains("\"text\":\"part 6\",\"cache_control\""), sent);
      Map<String, Object> trace = rig.trace(reply).all();
      assertTrue(trace.toString().contains("the provider takes the last 4"), trace.toString());
    }
  }

  /// A character of these scripts is a token or nearly one.
  @ParameterizedTest
  @ValueSource(strings = {"\u9700", "\u306e", "\ub124"})
  void promptsInScriptsOfShortWordsAreMarkedFromTheLeastOn(String character) throws Exception {
    try (var provider = new FakeProvider(new PromptCaches(true).play());
        var rig = new Rig(home, usual("anthropic", provider))) {
      rig.post("/v1/chat/completions", simple(character.repeat(1500), ",\"tools\":[" + TOOL + "]"));
      assertTrue(provider.requests.remove().contains("cache_control"));
    }
  }

  @Test
  void marksByRuleAreNoMoreThanTheProviderTakes() throws Exception {
    try (var provider = new FakeProvider(new PromptCaches(true).play());
        var rig = new Rig(home, graph("anthropic", ", model: twice", provider))) {
      var reply = rig.post("/v1/chat/completions", agent(3, 1));
      assertEquals(200, reply.status(), reply.body());
      String sent = provider.requests.remove();
      assertEquals(2, sent.split("cache_control", -1).length - 1, sent);
      assertFalse(rig.trace(reply).all().toString().contains("cache_control"), "no client's mark");
    }
  }

  @Test
  void wishForTheWholeRequestIsDroppedAndSaidWhereThereAreNoMarks() throws Exception {
    try (var provider = new FakeProvider(FakeAnswers.says("yes"));
        var rig = new Rig(home, graph("openai", ", model: unmarked", provider))) {
      var reply = rig.post("/v1/chat/completions", simple("Hello.", "," + MARK));
      assertEquals(200, reply.status(), reply.body());
      assertFalse(provider.requests.remove().contains("cache_control"));
      String trace = rig.trace(reply).all().toString();
      assertTrue(trace.contains("cache_control: the provider has no cache marks"), trace);
    }
  }

  @Test
  void nullForTheWholeRequestIsNoWish() throws Exception {
    String none = ",\"cache_control\":null";
    try (var provider = new FakeProvider(new PromptCaches(true).play());
        var rig = new Rig(home, usual("anthropic", provider))) {
      rig.post("/v1/chat/completions", simple("What does this mean? ".repeat(500), none));
      assertFalse(provider.requests.remove().contains("cache_control"));
      rig.post("/v1/chat/completions", simple("It rains. ".repeat(1000), "," + MARK));
      assertTrue(provider.requests.remove().contains("cache_control"));
    }
  }

  private static String simple(String text, String more) {
    return "{\"model\":\"any\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
        .formatted(text, more);
  }

  private static final String TOOL = tool("look", "");
  private static final String FLAT_TOOL =
      "{\"type\":\"function\",\"name\":\"look\",\"parameters\":{\"type\":\"object\",\"properties\":{\"file\":{\"type\":\"string\"}}}}";

  /// The three places in which clients write marks: a part, a message, a tool.
  private static String marked() {
    return "{\"model\":\"any\",\"tools\":[%s,%s],\"messages\":["
            .formatted(TOOL, tool("find", "," + MARK))
        + "{\"role\":\"system\",\"content\":\"Be brief.\",%s},".formatted(MARK)
        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Read this.\",%s},"
            .formatted(MARK)
        + "{\"type\":\"text\",\"text\":\"Now.\"}]}]}";
  }

  private static String tool(String name, String more) {
    return "{\"type\":\"function\",\"function\":{\"name\":\"%s\",\"parameters\":{\"type\":\"object\",\"properties\":{\"file\":{\"type\":\"string\"}}}}%s}"
        .formatted(name, more);
  }

  /// The request of a turn of a tool loop: all that was called before, and the last results.
  private static String agent(int turn, int calls) {
    String rules = "You are a coding agent. Work in small steps. ".repeat(200);
    String said =
        IntStream.rangeClosed(1, turn - 1)
            .mapToObj(each -> turn(each, calls))
            .collect(Collectors.joining());
    return "{\"model\":\"any\",\"tools\":[%s],\"messages\":[{\"role\":\"system\",\"content\":\"%s\"},{\"role\":\"user\",\"content\":\"Repair it.\"}%s]}"
        .formatted(TOOL, rules, said);
  }

  private static String turn(int turn, int calls) {
    String called =
        IntStream.range(0, calls)
            .mapToObj(call ->
                "{\"id\":\"call_%d_%d\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}"
                    .formatted(turn, call))
            .collect(Collectors.joining(","));
    String results =
        IntStream.range(0, calls)
            .mapToObj(call ->
                ",{\"role\":\"tool\",\"tool_call_id\":\"call_%d_%d\",\"content\":\"%s\"}"
                    .formatted(turn, call, ("line " + call + " ").repeat(40)))
            .collect(Collectors.joining());
    return ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[%s]}%s"
        .formatted(called, results);
  }
}
