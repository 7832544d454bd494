package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.Dialects;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderRules;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.RequestRules;
import io.signalbox.engine.spi.RequestRules.Thoughts;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import io.signalbox.engine.workspace.GraphText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client that keeps nothing but calls and results goes on with a model whose provider wants back
/// what it gave with the calls; names and ids that a provider does not take are fitted.
final class ToolLoopTest {
  private static final String LONG =
      "a_name_of_a_tool_that_is_longer_than_sixty_four_characters_and_ends_in_";

  private final MemoryReservations budgets = new MemoryReservations();
  private final List<Trace> traces = new ArrayList<>();
  private final List<ReplyEvent> heard = new ArrayList<>();
  private Duration elapsed = Duration.ZERO;
  private final SimulatedSurroundings world =
      new SimulatedSurroundings(
          new SimulatedSurroundings.Clock() {
            @Override
            public Duration elapsed() {
              return elapsed;
            }

            @Override
            public void pass(Duration time) {
              elapsed = elapsed.plus(time);
            }
          },
          budgets);
  private String dialect = "openai";
  private String model = "m";
  private RequestRules rules = RequestRules.NONE;
  private Optional<String> effort = Optional.empty();
  private List<ReplyEvent> answer = List.of();
  private JsonNode sent = JsonMapper.shared().createObjectNode();

  @Test
  void signatureOfACallComesBackToGemini() {
    dialect = "gemini";
    model = "gemini-3-pro-preview";
    answer =
        List.of(
            new ReplyEvent.Foreign(
                "gemini", "thoughtSignature", "{\"thoughtSignature\":\"s7\",\"callId\":\"c1\"}"));
    call("shop");
    goOn("shop");
    assertEquals("s7", sent.at("/contents/1/parts/0/thoughtSignature").asString());
    assertEquals(List.of(), traces.getLast().losses());
  }

  @Test
  void noAppGetsWhatAnotherOnesAnswerHad() {
    signatureOfACallComesBackToGemini();
    goOn("other");
    assertEquals(
        "skip_thought_signature_validator",
        sent.at("/contents/1/parts/0/thoughtSignature").asString());
    assertEquals(
        List.of("A tool call has no thought signature: sent unsigned."), traces.getLast().losses());
  }

  @Test
  void whatIsOlderThanAnHourIsForgotten() {
    signatureOfACallComesBackToGemini();
    elapsed = elapsed.plusMinutes(61);
    goOn("shop");
    assertEquals(
        "skip_thought_signature_validator",
        sent.at("/contents/1/parts/0/thoughtSignature").asString());
  }

  @Test
  void thinkingComesBackWhereTheNextCallFailsWithoutIt() {
    rules = thoughts(Thoughts.Turns.REQUIRED);
    answer =
        List.of(new ReplyEvent.ReasoningDelta("I must "), new ReplyEvent.ReasoningDelta("look."));
    call("shop");
    goOn("shop");
    assertEquals("I must look.", sent.at("/messages/1/reasoning_content").asString());
    rules = thoughts(Thoughts.Turns.LOOP);
    goOn("shop");
    assertFalse(sent.path("messages").path(1).has("reasoning_content"));
  }

  @Test
  void signedThinkingComesBackToItsProvider() {
    dialect = "anthropic";
    model = "claude-opus-4-6";
    answer =
        List.of(
            new ReplyEvent.ReasoningDelta("I must look."),
            new ReplyEvent.ReasoningSigned("s7"),
            new ReplyEvent.ReasoningRedacted("r8"));
    call("shop");
    effort = Optional.of("high");
    goOn("shop");
    assertEquals(
        "[{\"type\":\"thinking\",\"thinking\":\"I must look.\",\"signature\":\"s7\"},"
            + "{\"type\":\"redacted_thinking\",\"data\":\"r8\"},"
            + "{\"type\":\"tool_use\",\"id\":\"c1\",\"name\":\"look\",\"input\":{}}]",
        sent.at("/messages/1/content").toString());
  }

  @Test
  void detailsOfThinkingComeBackInOnePiece() {
    answer =
        List.of(
            details("{\"type\":\"reasoning.text\",\"text\":\"I must \",\"index\":0}"),
            details("{\"type\":\"reasoning.text\",\"text\":\"look.\",\"index\":0}"),
            details("{\"type\":\"reasoning.text\",\"signature\":\"s7\",\"index\":0}"));
    call("shop");
    goOn("shop");
    assertEquals(
        "[{\"type\":\"reasoning.text\",\"text\":\"I must look.\",\"index\":0,"
            + "\"signature\":\"s7\"}]",
        sent.at("/messages/1/reasoning_details").toString());
  }

  private static ReplyEvent details(String detail) {
    return new ReplyEvent.Foreign("openai", "reasoning_details", "[" + detail + "]");
  }

  @Test
  void whatTheClientKeepsIsNotTouched() {
    rules = thoughts(Thoughts.Turns.REQUIRED);
    answer = List.of(new ReplyEvent.ReasoningDelta("I must look."));
    call("shop");
    ChatRequest own = loop(new Part.Reasoning("I must look.", Optional.empty(), Optional.empty()));
    ask(own, "shop", Optional.of(new IncomingRequest.Original("openai", bytes())));
    assertTrue(traces.getLast().losses().isEmpty());
    assertEquals("as it came", sent.path("note").asString());
  }

  private static byte[] bytes() {
    return "{\"model\":\"m\",\"messages\":[],\"note\":\"as it came\"}"
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void namesThatAreTooLongStayTwoAndComeBackWhole() {
    rules = named(64, 40);
    answer = List.of();
    ChatRequest request =
        ChatRequest.ofText("m", "Look.")
            .withTools(
                List.of(tool(LONG + "a"), tool(LONG + "b"), tool("look"), tool("with.dot")),
                new ToolChoice.Named(LONG + "b"),
                Optional.empty());
    ask(request, "shop", Optional.of(new IncomingRequest.Original("openai", bytes())));
    List<String> names = new ArrayList<>();
    sent.path("tools").forEach(tool -> names.add(tool.at("/function/name").asString()));
    assertEquals(4, Set.copyOf(names).size());
    assertTrue(
        names.stream().allMatch(name -> name.matches("[A-Za-z0-9_-]{1,64}")), names::toString);
    assertEquals("look", names.get(2));
    assertEquals(names.get(1), sent.at("/tool_choice/function/name").asString());
    answer = List.of(new ReplyEvent.ToolCallStarted(0, "c1", names.get(1)));
    heard.clear();
    ask(request, "shop", Optional.empty());
    assertTrue(
        heard.contains(new ReplyEvent.ToolCallStarted(0, "c1", LONG + "b")), heard::toString);
    assertEquals(List.of(), traces.getLast().losses());
  }

  @Test
  void idsThatAreTooLongStayPairs() {
    rules = named(64, 40);
    String one = "chatcmpl-tool-0123456789abcdef0123456789abcdef";
    String other = one.replace("f0", "f1");
    ask(
        ChatRequest.ofMessages(
            "m",
            List.of(
                Message.of(Role.USER, "Look."),
                new Message(
                    Role.ASSISTANT,
                    List.of(
                        new Part.ToolCall(one, "look", "{}"),
                        new Part.ToolCall(other, "look", "{}"))),
                new Message(Role.TOOL, List.of(new Part.ToolResult(other, List.of(), false))),
                new Message(Role.TOOL, List.of(new Part.ToolResult(one, List.of(), false))))),
        "shop",
        Optional.empty());
    String first = sent.at("/messages/1/tool_calls/0/id").asString();
    String second = sent.at("/messages/1/tool_calls/1/id").asString();
    assertTrue(first.length() <= 40 && !first.equals(second), first);
    assertEquals(second, sent.at("/messages/2/tool_call_id").asString());
    assertEquals(first, sent.at("/messages/3/tool_call_id").asString());
  }

  private static Tool tool(String name) {
    return new Tool(name, "", "{}", false);
  }

  private static RequestRules thoughts(Thoughts.Turns turns) {
    return rules(Optional.of(new Thoughts("reasoning_content", turns)), 64, 64);
  }

  private static RequestRules named(int name, int id) {
    return rules(Optional.empty(), name, id);
  }

  private static RequestRules rules(Optional<Thoughts> thoughts, int name, int id) {
    return new RequestRules(
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        thoughts,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.of(name),
        Optional.empty(),
        OptionalInt.of(id),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of());
  }

  /// The model answers with a call.
  private void call(String app) {
    List<ReplyEvent> before = answer;
    answer = new ArrayList<>(before);
    answer.add(new ReplyEvent.ToolCallStarted(0, "c1", "look"));
    answer.add(new ReplyEvent.ToolCallDelta(0, "{}"));
    ask(ChatRequest.ofText("m", "Look."), app, Optional.empty());
    answer = List.of();
  }

  /// The client sends the call and its result back, and nothing else.
  private void goOn(String app) {
    ChatRequest loop = loop(new Part.Text(""));
    var wish = loop.sampling().withReasoningEffort(effort);
    ask(loop.withSampling(wish), app, Optional.empty());
  }

  private static ChatRequest loop(Part kept) {
    return ChatRequest.ofMessages(
        "m",
        List.of(
            Message.of(Role.USER, "Look."),
            new Message(Role.ASSISTANT, List.of(kept, new Part.ToolCall("c1", "look", "{}"))),
            new Message(
                Role.TOOL,
                List.of(new Part.ToolResult("c1", List.of(new Part.Text("seen")), false)))));
  }

  private void ask(ChatRequest request, String app, Optional<IncomingRequest.Original> original) {
    var client = new Client(app, "", Map.of(), Map.of());
    var graph =
        GraphText.read(
                "test.yaml",
                """
                signalbox: 1
                name: Test
                start: a
                models:
                  a: { provider: p, model: %s }
                """
                    .formatted(model))
            .graph()
            .orElseThrow();
    new Exchange(context(), (id, bytes, copy) -> Optional.empty())
        .run(
            new Router(graph, SimulatedSurroundings::card),
            new IncomingRequest("r", request.withStream(true, true), original, client, false),
            new Ear());
  }

  private ExchangeContext context() {
    return new ExchangeContext(
        this::answered,
        world,
        budgets,
        world,
        id -> Optional.of(provider()),
        Dialects::of,
        each -> new ExchangeContext.Key.None(),
        time -> {},
        UpstreamCall.Deadlines.USUAL,
        traces::add);
  }

  private Provider provider() {
    return new Provider(
        "p",
        "P",
        "http://p.invalid",
        dialect,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        new ProviderRules(rules, List.of(), List.of()),
        Provider.Reach.LOCAL,
        Optional.empty(),
        List.of());
  }

  private UpstreamAnswer answered(UpstreamCall call) {
    sent = JsonMapper.shared().readTree(call.call().body());
    List<ReplyEvent> events = new ArrayList<>(answer);
    events.addFirst(new ReplyEvent.Started("x", ""));
    events.add(new ReplyEvent.TextDelta("."));
    events.add(new ReplyEvent.Finished(FinishReason.STOP, "stop"));
    Iterator<ReplyEvent> left = events.iterator();
    return new UpstreamAnswer.Arriving() {
      @Override
      public Optional<Piece> next() {
        return left.hasNext()
            ? Optional.of(new Piece(List.of(left.next()), new byte[0]))
            : Optional.empty();
      }

      @Override
      public boolean simulated() {
        return false;
      }

      @Override
      public RateLimits limits() {
        return RateLimits.NONE;
      }

      @Override
      public void close() {}
    };
  }

  private final class Ear implements ReplySink {
    @Override
    public void begin(Beginning beginning) {}

    @Override
    public void take(List<ReplyEvent> events, byte[] raw) {
      heard.addAll(events);
    }

    @Override
    public void end(Ending ending) {}

    @Override
    public void broken(Failure failure) {}

    @Override
    public void silent() {}
  }
}
