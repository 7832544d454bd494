package io.signalbox.engine.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.Dialects;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.wire.WireFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OpenAiProviderTest {
  private static final ProviderDialect PROVIDER = Dialects.provider("openai");

  @Test
  void toolResultsOfUserBecomeMessagesOfTheirOwn() {
    ProviderCall call =
        written(
            new Message(
                Role.ASSISTANT,
                List.of(
                    new Part.Reasoning("hm", Optional.of("sig"), Optional.empty()),
                    new Part.ToolCall("c1", "look", "{}"),
                    new Part.ToolCall("c2", "look", "{}"))),
            new Message(
                Role.USER,
                List.of(
                    new Part.Text("and now?"),
                    new Part.ToolResult(
                        "c1",
                        List.of(new Part.Text("seen"), new Part.Image("data:x", Optional.empty())),
                        false),
                    new Part.ToolResult("c2", List.of(new Part.Text("broken")), true))));
    assertEquals(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
            + "{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"look\","
            + "\"arguments\":\"{}\"}},{\"id\":\"c2\",\"type\":\"function\",\"function\":{"
            + "\"name\":\"look\",\"arguments\":\"{}\"}}]},"
            + "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"seen\"},"
            + "{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content\":\"broken\"},"
            + "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{"
            + "\"url\":\"data:x\"}},{\"type\":\"text\",\"text\":\"and now?\"}]}]}",
        text(call));
    assertEquals(
        List.of(
            "messages: signed reasoning of another model family was left out",
            "messages: `is_error` of a tool result was left out"),
        call.losses());
  }

  @Test
  void picturesOfToolFollowAllItsResults() {
    var picture = List.<Part>of(new Part.Image("https://a", Optional.empty()));
    String body =
        text(
            written(
                new Message(Role.TOOL, List.of(new Part.ToolResult("c1", picture, false))),
                new Message(Role.TOOL, List.of(new Part.ToolResult("c2", List.of(), false)))));
    assertTrue(body.indexOf("\"c2\"") < body.indexOf("https://a"), body);
    assertTrue(body.endsWith("{\"url\":\"https://a\"}}]}]}"), body);
  }

  @Test
  void partsOfOtherDialectsAreLeftOutAndNamed() {
    ProviderCall call =
        written(
            new Message(
                Role.USER,
                List.of(new Part.Text("x"), new Part.Foreign("anthropic", "odd", "{}"))));
    assertEquals(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}", text(call));
    assertEquals(List.of("messages: a part of type odd was left out"), call.losses());
  }

  @Test
  void wordsStandForAnAttachmentThatCannotBeRead() {
    ProviderCall call =
        written(new Message(Role.USER, List.of(new Part.Foreign("anthropic", "document", "{}"))));
    assertTrue(text(call).contains("[A file was attached here."), text(call));
    assertEquals(1, call.losses().size(), call.losses()::toString);
  }

  @Test
  void limitsAreReadInAllSpellings() {
    assertEquals(
        new RateLimits(
            remaining(500, 499, Duration.ofMillis(120)),
            remaining(30_000, 29_000, Duration.ofMinutes(6))),
        limits(
            "limit-requests",
            "500",
            "remaining-requests",
            "499",
            "reset-requests",
            "120ms",
            "limit-tokens",
            "30000",
            "remaining-tokens",
            "29000",
            "reset-tokens",
            "6m0s"));
    assertEquals(
        new RateLimits(
            remaining(1_000, 999, Duration.ofSeconds(33_011)),
            remaining(60_000, 59_000, Duration.ofMillis(11_500))),
        limits(
            "limit-requests-day",
            "1000",
            "remaining-requests-day",
            "999",
            "reset-requests-day",
            "33011",
            "limit-tokens-minute",
            "60000",
            "remaining-tokens-minute",
            "59000",
            "reset-tokens-minute",
            "11.5"));
    assertEquals(
        Optional.of(new RateLimits.Remaining(OptionalLong.of(60), 59, Optional.empty())),
        limits("limit-req-minute", "60", "remaining-req-minute", "59").requests());
  }

  @Test
  void absurdLimitsAreLeftOut() {
    assertEquals(RateLimits.NONE, limits("remaining-requests", "-1", "limit-requests", "-1"));
    assertEquals(RateLimits.NONE, limits("remaining-tokens", "0", "limit-tokens", "0"));
    assertEquals(RateLimits.NONE, PROVIDER.limits(Map.of("x-request-id", "7")));
    for (String reset : List.of("2026-01-01T00:00:00Z", "1767225600000", "999999h", "3 parsecs")) {
      assertEquals(
          Optional.empty(),
          limits("remaining-requests", "5", "reset-requests", reset)
              .requests()
              .orElseThrow()
              .reset(),
          reset);
    }
  }

  @Test
  void reasoningApartIsAddedUnlessTheTotalSaysOtherwise() {
    assertEquals(342, usage(12, 2, 354, 340, Set.of(Quirk.REASONING_APART)).completionTokens());
    assertEquals(342, usage(12, 342, 354, 340, Set.of(Quirk.REASONING_APART)).completionTokens());
    assertEquals(342, usage(12, 2, 354, 340, Set.of()).completionTokens());
    assertEquals(10, usage(12, 10, 22, 4, Set.of()).completionTokens());
    assertEquals(4, usage(12, 10, 22, 4, Set.of()).reasoningTokens());
  }

  @Test
  void readerTakesAnyBytes() {
    var random = new Random(7);
    byte[] good =
        bytes(
            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":[{\"type\":\"text\","
                + "\"text\":\"x\"}],\"tool_calls\":[{\"id\":1,\"function\":{\"name\":null}}]},"
                + "\"finish_reason\":null}],\"usage\":{\"prompt_tokens\":1e9,\"cost\":0.1}}");
    for (int round = 0; round < 20_000; round++) {
      byte[] bad = good.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bad[random.nextInt(bad.length)] =
            random.nextBoolean() ? good[random.nextInt(good.length)] : (byte) random.nextInt();
      }
      assertFalse(PROVIDER.reader(true, Set.of()).read(new WireFrame("", bad, bad)).size() > 100);
      PROVIDER.failure(400, Map.of(), bad);
      Dialects.client("openai").read(bad);
    }
  }

  private static Usage usage(
      long prompt, long completion, long total, long reasoning, Set<Quirk> quirks) {
    byte[] chunk =
        bytes(
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,"
                    .formatted(prompt, completion)
                + "\"total_tokens\":%d,\"completion_tokens_details\":{\"reasoning_tokens\":%d}}}"
                    .formatted(total, reasoning));
    List<ReplyEvent> events = PROVIDER.reader(true, quirks).read(new WireFrame("", chunk, chunk));
    return ((ReplyEvent.UsageReported) events.getFirst()).usage();
  }

  private static Optional<RateLimits.Remaining> remaining(long limit, long left, Duration reset) {
    return Optional.of(new RateLimits.Remaining(OptionalLong.of(limit), left, Optional.of(reset)));
  }

  private static RateLimits limits(String... pairs) {
    var headers = new java.util.HashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.put("x-ratelimit-" + pairs[i], pairs[i + 1]);
    }
    return PROVIDER.limits(headers);
  }

  private static ProviderCall written(Message... messages) {
    var request = ChatRequest.ofMessages("g", List.of(messages));
    return PROVIDER.write(Plans.plan(request, Optional.empty(), "m", Map.of(), Set.of(), 0));
  }

  private static String text(ProviderCall call) {
    return new String(call.body(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
