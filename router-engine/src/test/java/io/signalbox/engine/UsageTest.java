package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Usage that cannot be true, through the whole program: the estimate is charged in its place. A
/// prompt of 3,000 tokens costs 0.003 dollars, and 0.013 at its worst.
@Timeout(120)
final class UsageTest {
  private static final String PROMPT = "word ".repeat(2_994).strip();
  private static final String ANSWER = "forty characters of an answer, or so now";
  private static final List<String> NONSENSE =
      List.of(
          "0",
          "-5",
          "-1e18",
          "1e18",
          "1000000000000000000",
          "99999999999999999999999999999",
          "1e400",
          "5e9",
          "\"3000\"",
          "\"NaN\"",
          "null",
          "true",
          "[3000]",
          "{\"n\":3000}",
          "0.5",
          "12000000");

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Queue<String> counts = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini"})
  void nonsenseIsChargedAsEstimatedAndMarked(String dialect) throws Exception {
    var rig = start(dialect, "100");
    for (boolean stream : List.of(true, false)) {
      for (String count : NONSENSE) {
        counts.add(count);
        var reply = rig.ask(stream, PROMPT);
        String what = dialect + " " + stream + " " + count + " " + reply.body();
        assertEquals(200, reply.status(), what);
        assertEquals(estimate().plain(), rig.trace(reply).usd(), what);
        assertTrue(rig.trace(reply).all().toString().contains("count=implausible"), what);
        assertEquals("", reply.header("x-signalbox-cost-usd"), what);
        assertTrue(dialect.equals("openai") || !reply.body().contains("_tokens"), what);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini"})
  void budgetHoldsWithoutReportedUsage(String dialect) throws Exception {
    var rig = start(dialect, "0.05");
    int within = 0;
    for (int i = 0; i < 30; i++) {
      counts.add(NONSENSE.get(i % NONSENSE.size()));
      within += rig.ask(i % 2 == 0, PROMPT).body().contains(ANSWER) ? 1 : 0;
    }
    // The worst case of one more must fit above what was settled.
    BigDecimal room = new BigDecimal("0.05").subtract(new BigDecimal("0.013"));
    assertEquals(room.divideToIntegralValue(estimate().usd()).intValue() + 1, within);
    assertTrue(spent(rig).compareTo(Money.of("0.05")) <= 0, spent(rig).plain());
    assertEquals(
        0, estimate().usd().multiply(BigDecimal.valueOf(within)).compareTo(spent(rig).usd()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini"})
  void onlyThePartThatCannotBeTrueIsReplaced(String dialect) throws Exception {
    var rig = start(dialect, "100");
    counts.add("3100 0");
    var prompt = rig.trace(rig.ask(true, PROMPT));
    assertEquals("0.0032", prompt.usd()); // 3,100 in as told, 10 out by their length
    assertEquals(List.of("input reported", "output implausible"), lines(prompt));
    counts.add("-1 500");
    var completion = rig.trace(rig.ask(false, PROMPT));
    assertEquals("0.008", completion.usd());
    assertEquals(List.of("input implausible", "output reported"), lines(completion));
  }

  @Test
  void largestOfSeveralReportsCounts() throws Exception {
    Play twice =
        line -> {
          while (true) {
            line.request();
            line.beginStream();
            line.event("{\"choices\":[]," + openai("3000", "40") + "}");
            line.event(FakeAnswers.delta(ANSWER));
            line.event(FakeAnswers.chunk("{}", "\"stop\""));
            line.event("{\"choices\":[]," + openai("3000", "90") + "}");
            line.event("{\"choices\":[]," + openai("0", "0") + "}");
            line.event("[DONE]");
            line.endStream();
          }
        };
    var rig = start("openai", "100", twice);
    var trace = rig.trace(rig.ask(true, PROMPT));
    assertEquals("0.0039", trace.usd());
    assertEquals(List.of("input reported", "output reported"), lines(trace));
  }

  @Test
  void reportFromTheMiddleOfCutAnswerIsNotItsEnd() throws Exception {
    Play cut =
        line -> {
          line.request();
          line.beginStream();
          FakeAnswers.anthropic(
              line,
              "message_start",
              "\"message\":{\"id\":\"m1\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],"
                  + "\"usage\":{\"input_tokens\":3000,\"output_tokens\":1}}");
          FakeAnswers.anthropic(
              line,
              "content_block_start",
              "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
          FakeAnswers.anthropic(
              line,
              "content_block_delta",
              "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                  + "word ".repeat(80)
                  + "\"}");
          line.reset();
        };
    var rig = start("anthropic", "100", cut);
    assertEquals("0.004", rig.trace(rig.ask(true, PROMPT)).usd()); // 3,000 in, 100 out
  }

  @Test
  void implausibleChargeIsReplacedByThePriceList() throws Exception {
    var rig = start("openai", "100");
    for (String charge : List.of("0", "1e15", "-3", "\"none\"", "1e-29")) {
      counts.add("3000 100,\"cost\":" + charge);
      assertEquals("0.004", rig.trace(rig.ask(false, PROMPT)).usd(), charge);
    }
    counts.add("3000 100,\"cost\":0.0031");
    assertEquals("0.0031", rig.trace(rig.ask(false, PROMPT)).usd());
  }

  private static List<String> lines(Rig.View trace) {
    var attempt = (java.util.Map<?, ?>) ((List<?>) trace.all().get("attempts")).getFirst();
    return ((List<?>) attempt.get("cost"))
        .stream()
            .map(line -> (java.util.Map<?, ?>) line)
            .map(line -> line.get("kind") + " " + line.get("count"))
            .toList();
  }

  private static Money estimate() {
    long prompt = TokenCounter.promptTokens(ChatRequest.ofText("any", PROMPT));
    long answer = (ANSWER.length() + 3) / 4;
    return Money.forTokens(prompt, BigDecimal.ONE).plus(Money.forTokens(answer, BigDecimal.TEN));
  }

  private static Money spent(Rig rig) {
    var today = Window.DAY.startOf(Instant.now().atZone(ZoneOffset.systemDefault())).toInstant();
    return rig.program().store().budgets().spent("Test", "cap", "", Window.DAY, today);
  }

  private Rig start(String dialect, String usd) throws IOException {
    return start(
        dialect,
        usd,
        switch (dialect) {
          case "openai" -> answers(this::asOpenAi);
          case "anthropic" -> answers(this::asAnthropic);
          default -> answers(this::asGemini);
        });
  }

  private Rig start(String dialect, String usd, Play play) throws IOException {
    var provider = new FakeProvider(play);
    open.add(provider);
    String graph =
        """
        signalbox: 1
        name: Test
        start: cap
        models:
          a: { provider: fake-%s, model: priced, url: "%s/v1" }
        nodes:
          cap: { kind: budget, usd: %s, per: day, within: a, over: full }
          full: { kind: reject, status: 429, message: Full }
        """;
    var rig = new Rig(home, graph.formatted(dialect, provider.url(), usd));
    open.add(rig);
    return rig;
  }

  /// One answer with these counts of prompt and completion.
  private interface Answering {
    void answer(FakeProvider.Line line, boolean stream, String in, String out) throws IOException;
  }

  private Play answers(Answering answering) {
    return line -> {
      while (true) {
        String request = line.request();
        boolean stream =
            request.contains("\"stream\":true") || request.contains("streamGenerateContent");
        String[] count = counts.remove().split(" ", 2);
        answering.answer(line, stream, count[0], count[count.length - 1]);
      }
    };
  }

  private static String openai(String in, String out) {
    return "\"usage\":{\"prompt_tokens\":" + in + ",\"completion_tokens\":" + out + "}";
  }

  private void asOpenAi(FakeProvider.Line line, boolean stream, String in, String out)
      throws IOException {
    if (stream) {
      line.beginStream();
      line.event(FakeAnswers.delta(ANSWER));
      line.event(FakeAnswers.chunk("{}", "\"stop\""));
      line.event("{\"choices\":[]," + openai(in, out) + "}");
      line.event("[DONE]");
      line.endStream();
    } else {
      line.whole(
          200,
          "application/json",
          "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
              + "{\"role\":\"assistant\",\"content\":\""
              + ANSWER
              + "\"},\"finish_reason\":\"stop\"}],"
              + openai(in, out)
              + "}");
    }
  }

  private void asAnthropic(FakeProvider.Line line, boolean stream, String in, String out)
      throws IOException {
    String head = "\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",";
    String usage = "\"usage\":{\"input_tokens\":" + in + ",\"output_tokens\":" + out + "}";
    String text = "{\"type\":\"text\",\"text\":\"" + ANSWER + "\"}";
    if (!stream) {
      String body = head + "\"stop_reason\":\"end_turn\",\"content\":[" + text + "]," + usage;
      line.whole(200, "application/json", "{" + body + "}");
      return;
    }
    line.beginStream();
    String message = head + "\"content\":[],\"stop_reason\":null," + usage;
    FakeAnswers.anthropic(line, "message_start", "\"message\":{" + message + "}");
    FakeAnswers.anthropic(line, "content_block_start", "\"index\":0,\"content_block\":" + text);
    FakeAnswers.anthropic(line, "content_block_stop", "\"index\":0");
    FakeAnswers.anthropic(
        line, "message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"}," + usage);
    line.chunk("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    line.endStream();
  }

  private void asGemini(FakeProvider.Line line, boolean stream, String in, String out)
      throws IOException {
    String body =
        "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\""
            + ANSWER
            + "\"}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":"
            + in
            + ",\"candidatesTokenCount\":"
            + out
            + "}}";
    if (stream) {
      line.beginStream();
      line.event(body);
      line.endStream();
    } else {
      line.whole(200, "application/json", body);
    }
  }
}
