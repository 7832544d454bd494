package io.signalbox.engine.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.upstream.Script.ScriptedOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatedUpstreamTest {
  private static final Tool WEATHER =
      new Tool(
          "get_weather",
          "",
          """
          {"type":"object","required":["city","days","unit","where"],"properties":{
            "city":{"type":"string"},"days":{"type":"integer","minimum":3},
            "unit":{"enum":["C","F"]},"where":{"$ref":"#/$defs/where"},"other":{"type":"string"}},
           "$defs":{"where":{"type":"array","minItems":1,"items":{"type":["null","number"]}}}}
          """,
          false);
  private final List<Duration> waits = new ArrayList<>();
  private final SimulatedUpstream upstream = new SimulatedUpstream(1, waits::add);

  @Test
  void answerSaysThatItIsSimulatedAndQuotesThePrompt() {
    var events = events(upstream, ask("How  high is\nthe Zugspitze?"));
    String text = text(events);
    assertTrue(text.startsWith("[simulated m] Your message: “How high is the Zugspitze?”."), text);
    assertEquals(new ReplyEvent.Finished(FinishReason.STOP, "stop"), events.getLast());
    var usage = assertInstanceOf(ReplyEvent.UsageReported.class, events.get(events.size() - 2));
    assertTrue(usage.usage().promptTokens() > 8 && usage.usage().completionTokens() > 20);
  }

  @Test
  void sameQuestionGetsTheSameAnswer() {
    assertEquals(events(upstream, ask("Hello")), events(upstream, ask("Hello")));
  }

  @Test
  void speedIsTheModelsOwn() {
    var events = events(upstream, ask("Hello"));
    long first = waits.getFirst().toMillis();
    assertTrue(first >= 640 && first <= 960, first + " ms");
    long texts = events.stream().filter(ReplyEvent.TextDelta.class::isInstance).count();
    assertEquals(texts, waits.size());
    assertEquals(Duration.ofNanos(1_000_000_000L / 60), waits.getLast());
  }

  @Test
  void limitOfTokensEndsTheAnswer() {
    var limited = ask("Hello").withSampling(Sampling.defaults().withMaxTokens(OptionalInt.of(5)));
    var events = events(upstream, limited);
    assertEquals(new ReplyEvent.Finished(FinishReason.LENGTH, "length"), events.getLast());
    var usage = assertInstanceOf(ReplyEvent.UsageReported.class, events.get(events.size() - 2));
    assertTrue(usage.usage().completionTokens() <= 5);
  }

  @Test
  void toolIsCalledWhenDemandedOrNamed() {
    for (var request :
        List.of(
            with(ask("Rain?"), new ToolChoice.Required(), new ResponseFormat.Text()),
            with(ask("Rain?"), new ToolChoice.Named("get_weather"), new ResponseFormat.Text()),
            with(ask("Use get_weather"), new ToolChoice.Auto(), new ResponseFormat.Text()))) {
      var events = events(upstream, request);
      assertInstanceOf(ReplyEvent.ToolCallStarted.class, events.get(1));
      String arguments =
          events.stream()
              .map(event -> event instanceof ReplyEvent.ToolCallDelta part ? part.arguments() : "")
              .collect(Collectors.joining());
      assertEquals("{\"city\":\"simulated\",\"days\":3,\"unit\":\"C\",\"where\":[0.5]}", arguments);
      assertEquals(
          new ReplyEvent.Finished(FinishReason.TOOL_CALLS, "tool_calls"), events.getLast());
    }
    var free = with(ask("Rain?"), new ToolChoice.Auto(), new ResponseFormat.Text());
    assertTrue(text(events(upstream, free)).startsWith("[simulated"));
  }

  @Test
  void answersJsonOnRequest() {
    var free = with(ask("a \"b\""), new ToolChoice.None(), new ResponseFormat.JsonObject());
    assertEquals(
        "{\"simulated\": true, \"model\": \"m\", \"prompt\": \"a \\\"b\\\"\"}",
        text(events(upstream, free)));
    var schema = new ResponseFormat.JsonSchema("w", WEATHER.schema(), true);
    assertTrue(
        text(events(upstream, with(ask("a"), new ToolChoice.None(), schema)))
            .startsWith("{\"city\":"));
    var endless =
        new ResponseFormat.JsonSchema("w", "{\"a\":{\"$ref\":\"#/a\"},\"$ref\":\"#/a\"}", true);
    assertEquals("null", text(events(upstream, with(ask("a"), new ToolChoice.None(), endless))));
  }

  @Test
  void scriptIsFollowedAndItsLastOutcomeHolds() {
    var script =
        new Script(
            Map.of(
                "fast",
                List.of(
                    ScriptedOutcome.Fails.of(FailureClass.RATE_LIMITED),
                    new ScriptedOutcome.Stalls(),
                    new ScriptedOutcome.Cut(2),
                    new ScriptedOutcome.Answered())));
    var scripted = new SimulatedUpstream(script, 0, waits::add);
    assertEquals(429, failure(scripted).status());
    assertEquals(FailureClass.TIMEOUT, failure(scripted).kind());
    var cut = events(scripted, ask("Hello"));
    assertEquals(3, cut.size());
    assertInstanceOf(ReplyEvent.Failed.class, cut.getLast());
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(ReplyEvent.Finished.class, events(scripted, ask("Hello")).getLast());
    }
    assertTrue(waits.stream().allMatch(Duration.ZERO::equals));
  }

  @Test
  void interruptEndsTheAnswer() {
    Upstream interrupted =
        new SimulatedUpstream(
            1,
            time -> {
              throw new InterruptedException();
            });
    assertEquals(FailureClass.INTERRUPTED, failure(interrupted).kind());
    assertTrue(Thread.interrupted());
  }

  @Test
  void writtenOutcomesComeAtOnce() {
    var scripted = new ScriptedUpstream(Map.of("fast", FailureClass.OVERLOADED));
    assertEquals(529, failure(scripted).status());
    var events = events(new ScriptedUpstream(Map.of()), ask("Hello"));
    assertInstanceOf(ReplyEvent.Finished.class, events.getLast());
    assertEquals(2, events.size());
  }

  private static ChatRequest ask(String text) {
    return ChatRequest.ofText("m", text);
  }

  private static ChatRequest with(ChatRequest of, ToolChoice choice, ResponseFormat format) {
    return new ChatRequest(
        of.model(),
        of.messages(),
        List.of(WEATHER),
        choice,
        of.parallelToolCalls(),
        of.sampling(),
        format,
        false,
        false,
        Map.of(),
        Optional.empty(),
        Extras.NONE);
  }

  private static Failure failure(Upstream upstream) {
    return assertInstanceOf(UpstreamAnswer.Failed.class, upstream.ask(call(ask("Hello"))))
        .failure();
  }

  private static List<ReplyEvent> events(Upstream upstream, ChatRequest request) {
    var events = new ArrayList<ReplyEvent>();
    try (var answer =
        assertInstanceOf(UpstreamAnswer.Arriving.class, upstream.ask(call(request)))) {
      assertTrue(answer.simulated());
      for (var piece = answer.next(); piece.isPresent(); piece = answer.next()) {
        events.addAll(piece.get().events());
      }
    }
    return events;
  }

  private static String text(List<ReplyEvent> events) {
    return events.stream()
        .map(event -> event instanceof ReplyEvent.TextDelta part ? part.text() : "")
        .collect(Collectors.joining());
  }

  private static UpstreamCall call(ChatRequest request) {
    var provider =
        new Provider(
            "sim",
            "Simulated",
            "",
            "plain",
            Optional.empty(),
            Set.of(),
            Provider.Reach.SIMULATED,
            List.of());
    return new UpstreamCall(
        "fast",
        provider,
        "",
        Optional.empty(),
        new PlainSide(),
        new ProviderCall("/", Map.of(), new byte[0], false, List.of()),
        request,
        ModelCard.unknown("sim", "m"),
        UpstreamCall.Deadlines.USUAL,
        () -> {});
  }
}
