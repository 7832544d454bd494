package io.signalbox.engine;

import static io.signalbox.engine.FakeAnswers.anthropic;
import static io.signalbox.engine.FakeAnswers.delta;
import static io.signalbox.engine.FakeAnswers.refuses;
import static io.signalbox.engine.FakeAnswers.says;
import static io.signalbox.engine.FakeAnswers.saysAsAnthropic;
import static io.signalbox.engine.FakeAnswers.saysAsGemini;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Line;
import io.signalbox.engine.upstream.FakeProvider.Play;
import io.signalbox.engine.upstream.UpstreamCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A stream breaks off that the client has begun to read, and a fallback with `mid_stream:
/// continue` has the next model go on: the client sees one answer, and only where that is plain
/// text.
@Timeout(120)
final class ContinuedAnswerTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String FIRST = "The first half, ";
  private static final String REST = "and the second half.";

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private String more = ", mid_stream: continue";
  private String[] dialects = {"openai", "openai"};
  private String before = "";

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, openai, openai",
    "/v1/chat/completions, openai, anthropic",
    "/v1/chat/completions, anthropic, gemini",
    "/v1/chat/completions, gemini, openai",
    "/v1/messages, anthropic, anthropic",
    "/v1/messages, anthropic, openai",
    "/v1/messages, openai, gemini",
    "/v1/responses, openai, anthropic",
    "/v1/responses, gemini, openai"
  })
  void clientReadsOneAnswer(String path, String first, String second) throws Exception {
    dialects = new String[] {first, second};
    var b = provider(whole(second, REST));
    var rig = start(provider(half(first)), b);
    var reply = rig.post(path, body(path, ""));
    assertEquals(200, reply.status());
    assertEquals(FIRST + REST, text(path, reply.body()));
    for (String once : onceIn(path)) {
      assertEquals(1, count(reply.body(), once), () -> once + " in " + reply.body());
    }
    assertFalse(reply.body().contains("\"error\":{"), reply.body());
    var trace = rig.trace(reply);
    trace.is(200, "a interrupted 0", "b answered 200");
    assertTrue(trace.all().toString().contains("continued_at=" + FIRST.length()), trace::toString);
    assertTrue(
        trace.all().toString().contains("continues after 16 characters: a interrupted"),
        trace::toString);
    String asked = b.requests.element();
    assertTrue(asked.contains(FIRST), asked);
    assertTrue(asked.contains("cut off before its end"), asked);
  }

  @Test
  void usageAndCostAreThoseOfBoth() throws Exception {
    var rig = start(provider(half("openai")), provider(says(REST)));
    var reply = rig.post(CHAT, body(CHAT, "\"stream_options\":{\"include_usage\":true},"));
    var trace = rig.trace(reply);
    // What the first one used is estimated: 7 tokens in, 4 out.
    assertTrue(reply.body().contains("\"prompt_tokens\":1007"), reply.body());
    assertTrue(reply.body().contains("\"completion_tokens\":104"), reply.body());
    assertEquals("0.000047", trace.usd(0));
    assertEquals("0.002", trace.usd(1));
    assertEquals("0.002047", trace.usd());
  }

  @Test
  void wordsThatAreRepeatedAtTheSeamAreCut() throws Exception {
    var rig = start(provider(half("openai")), provider(says("The first half, " + REST)));
    assertEquals(FIRST + REST, text(CHAT, rig.ask(true).body()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "end", "garbage", "error"})
  void howeverItBreaksOff(String how) throws Exception {
    Play broken =
        line -> {
          line.request();
          line.beginStream();
          line.event(delta(FIRST));
          switch (how) {
            case "reset" -> line.reset();
            case "end" -> line.endStream();
            case "garbage" -> line.event("{\"choices\":[{\"delta\":");
            default -> line.event("{\"error\":{\"message\":\"m\",\"code\":\"overloaded_error\"}}");
          }
        };
    var rig = start(provider(broken), provider(says(REST)));
    var reply = rig.ask(true);
    assertEquals(FIRST + REST, text(CHAT, reply.body()));
    assertTrue(reply.isDone());
  }

  @Test
  void failureOfAllThatCouldGoOnEndsItTruthfully() throws Exception {
    var rig = start(provider(half("openai")), provider(refuses(529, "overloaded_error")));
    var reply = rig.ask(true);
    assertEquals(FIRST, text(CHAT, reply.body()));
    assertTrue(reply.body().contains("data: {\"error\":"), reply.body());
    assertFalse(reply.isDone(), reply.body());
    assertFalse(reply.body().contains("\"finish_reason\":\"stop\""), reply.body());
    rig.trace(reply).is(200, "a interrupted 0", "b overloaded 529");
  }

  @Test
  void continuationMayBeContinued() throws Exception {
    more = ", retries: 1, mid_stream: continue";
    var rig = start(provider(half("openai")), provider(says(REST)));
    // The first model is asked to go on once, and says the same half again: it is cut.
    var reply = rig.ask(true);
    assertEquals(FIRST + REST, text(CHAT, reply.body()));
    rig.trace(reply).is(200, "a interrupted 0", "a interrupted 0", "b answered 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}}],",
        "\"response_format\":{\"type\":\"json_object\"},",
        "\"logprobs\":true,",
        "\"stop\":[\", and\"],"
      })
  void whatIsMoreThanPlainTextIsNotContinued(String wish) throws Exception {
    var b = provider(says(REST));
    Play half =
        line -> {
          line.request();
          line.beginStream();
          line.event(delta("The first half,"));
          line.reset();
        };
    var rig = start(provider(half), b);
    var reply = rig.post(CHAT, body(CHAT, wish));
    assertTrue(reply.body().contains("data: {\"error\":"), reply.body());
    assertFalse(reply.isDone(), reply.body());
    assertEquals(0, b.requests.size());
  }

  @Test
  void answerWithThinkingIsNotContinued() throws Exception {
    var b = provider(says(REST));
    Play half =
        line -> {
          line.request();
          line.beginStream();
          line.event(FakeAnswers.chunk("{\"reasoning_content\":\"hm\"}", "null"));
          line.event(delta(FIRST));
          line.reset();
        };
    var reply = start(provider(half), b).ask(true);
    assertFalse(reply.isDone(), reply.body());
    assertEquals(0, b.requests.size());
  }

  /// The client has read an address that no other model must see.
  @Test
  void whatWasRestoredForTheClientIsRedactedAgain() throws Exception {
    before = "\n  redact: { kind: rewrite, redact: [ email ], restore: true, to: first }";
    Play half =
        line -> {
          line.request();
          line.beginStream();
          line.event(delta("Write to [email-1] or "));
          line.event(delta("eve@example.com, "));
          line.reset();
        };
    var b = provider(says("not to [email-1]."));
    var rig = start(provider(half), b);
    var reply = rig.ask(true, "My address is adam@example.com");
    assertEquals(
        "Write to adam@example.com or eve@example.com, not to adam@example.com.",
        text(CHAT, reply.body()));
    String asked = b.requests.element();
    assertFalse(asked.contains("@example.com"), asked);
    assertTrue(asked.contains("Write to [email-1] or [email-"), asked);
  }

  private static Play half(String dialect) {
    return line -> {
      line.request();
      line.beginStream();
      switch (dialect) {
        case "anthropic" -> halfOfAnthropic(line);
        case "gemini" ->
            line.event(
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\""
                    + FIRST
                    + "\"}]}}]}");
        default -> {
          line.event(FakeAnswers.chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
          line.event(delta(FIRST));
        }
      }
      line.reset();
    };
  }

  private static void halfOfAnthropic(Line line) throws IOException {
    anthropic(
        line,
        "message_start",
        "\"message\":{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
            + "\"content\":[],\"stop_reason\":null,"
            + "\"usage\":{\"input_tokens\":7,\"output_tokens\":1}}");
    anthropic(
        line,
        "content_block_start",
        "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
    anthropic(
        line,
        "content_block_delta",
        "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + FIRST + "\"}");
  }

  private static Play whole(String dialect, String text) {
    return switch (dialect) {
      case "anthropic" -> saysAsAnthropic(text);
      case "gemini" -> saysAsGemini(text);
      default -> says(text);
    };
  }

  private static String body(String path, String wish) {
    String start = "{" + wish + "\"model\":\"any\",\"stream\":true,";
    return path.equals("/v1/responses")
        ? start + "\"input\":\"hello\"}"
        : start + "\"max_tokens\":99,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
  }

  /// The text that a client puts together.
  private static String text(String path, String body) {
    String delta =
        switch (path) {
          case CHAT -> "\"delta\":\\{(?:[^{}]*,)?\"content\":\"([^\"]*)\"";
          case "/v1/messages" -> "\"type\":\"text_delta\",\"text\":\"([^\"]*)\"";
          default -> "response.output_text.delta\",.*\"delta\":\"([^\"]*)\"";
        };
    var text = new StringBuilder();
    Pattern.compile(delta).matcher(body).results().forEach(each -> text.append(each.group(1)));
    return text.toString();
  }

  /// What must be in an answer once.
  private static List<String> onceIn(String path) {
    return switch (path) {
      case CHAT -> List.of("\"role\":\"assistant\"", "\"finish_reason\":\"stop\"", "[DONE]");
      case "/v1/messages" ->
          List.of(
              "event: message_start",
              "event: content_block_start",
              "event: content_block_stop",
              "\"stop_reason\":\"end_turn\"",
              "event: message_stop");
      default ->
          List.of(
              "event: response.created",
              "event: response.output_item.added",
              "event: response.completed");
    };
  }

  private static int count(String body, String text) {
    return body.split(Pattern.quote(text), -1).length - 1;
  }

  private FakeProvider provider(Play... plays) throws IOException {
    var provider = new FakeProvider(plays);
    open.add(provider);
    return provider;
  }

  private Rig start(FakeProvider a, FakeProvider b) throws IOException {
    String graph =
        """
        signalbox: 1
        name: Test
        start: %s
        models:
          a: { provider: fake-%s, model: priced, url: "%s%s" }
          b: { provider: fake-%s, model: priced, url: "%s%s" }
        nodes:%s
          first: { kind: fallback, to: [ a, b ]%s }
        """;
    var rig =
        new Rig(
            home,
            graph.formatted(
                before.isEmpty() ? "first" : "redact",
                dialects[0],
                a.url(),
                dialects[0].equals("openai") ? "/v1" : "",
                dialects[1],
                b.url(),
                dialects[1].equals("openai") ? "/v1" : "",
                before,
                more),
            UpstreamCall.Deadlines.USUAL);
    open.add(rig);
    return rig;
  }
}
