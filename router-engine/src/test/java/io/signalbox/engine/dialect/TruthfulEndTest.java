package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.dialect.kit.HeardAnswer;
import io.signalbox.engine.dialect.kit.ProviderAnswer;
import io.signalbox.engine.dialect.kit.SaidAnswer;
import io.signalbox.engine.dialect.kit.SaidAnswer.Ending;
import io.signalbox.engine.dialect.kit.SaidAnswer.Piece;
import io.signalbox.engine.dialect.kit.SaidAnswer.Used;
import io.signalbox.engine.dialect.kit.Translation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A provider's stream that ends after any of its bytes, in trouble, or for a reason that nobody
/// knows, told to the clients of every dialect: a good end is told only if it came, what is told
/// before is a beginning of what was said, and what was used is counted.
final class TruthfulEndTest {
  private static final List<String> CLIENTS =
      List.of("openai", "anthropic", "responses", "gemini", "ollama");

  /// What an error looks like after a provider's own bytes.
  private static final Map<String, String> ERROR =
      Map.of(
          "openai", "data: {\"error\":{",
          "anthropic", "event: error",
          "responses", "event: response.failed",
          "gemini", "data: {\"error\":{");

  private static final Used USED = new Used(40, 8, 27, 0);
  private static final Map<String, SaidAnswer> ANSWERS = answers();

  private static Map<String, SaidAnswer> answers() {
    var text = new Piece.Said(List.of("Grü", "ße 😀", "\n\ndata: [DONE]\n\n"));
    var thought = new Piece.Thought(List.of("I ", "look."), Optional.of("c2ln"));
    var call = new Piece.Called("call_a", "look", List.of("{\"at\":", "[1,{}]", "}"));
    var other = new Piece.Called("call_b", "look", List.of("{}"));
    var thinking = new Used(40, 8, 27, 9);
    var answers = new LinkedHashMap<String, SaidAnswer>();
    answers.put("text", new SaidAnswer(List.of(text), Ending.STOP, USED));
    answers.put("call", new SaidAnswer(List.of(call), Ending.TOOL_CALLS, USED));
    answers.put(
        "thinking and parallel calls",
        new SaidAnswer(List.of(thought, text, call, other), Ending.TOOL_CALLS, thinking));
    answers.put("limit", new SaidAnswer(List.of(thought, text), Ending.LENGTH, thinking));
    answers.put("filter", new SaidAnswer(List.of(text), Ending.FILTER, USED));
    return answers;
  }

  @TestFactory
  Stream<DynamicTest> streamThatIsCutAnywhereEndsAsItDid() {
    return Stream.of(ProviderAnswer.values())
        .flatMap(provider ->
            ANSWERS.entrySet().stream()
                .map(answer ->
                    DynamicTest.dynamicTest(
                        provider.id() + ": " + answer.getKey(),
                        () -> cut(provider, answer.getValue()))));
  }

  /// Clients hear the same again until more was understood.
  private static void cut(ProviderAnswer provider, SaidAnswer answer) {
    List<ProviderAnswer.Frame> frames = provider.stream(answer);
    byte[] stream = bytes(frames);
    int end = end(frames);
    String before = "";
    for (int n = 0; n <= stream.length; n++) {
      Translation cut = translated(provider, Arrays.copyOf(stream, n));
      assertEquals(n < end, cut.failure().isPresent(), provider + " after " + n);
      String now = cut.events() + " " + cut.failure();
      for (String client : now.equals(before) ? List.<String>of() : CLIENTS) {
        HeardAnswer heard = heard(cut, client);
        String what = provider + " to " + client + " after " + n + " of " + stream.length;
        assertEquals(n >= end, heard.whole, what);
        assertEquals(n < end, heard.error, what);
        beginning(answer, heard, what);
      }
      before = now;
    }
    Translation whole = translated(provider, stream);
    CLIENTS.forEach(client -> holds(answer, whole, heard(whole, client)));
  }

  /// Trouble that a provider tells of itself in the middle of a stream.
  @TestFactory
  Stream<DynamicTest> streamThatEndsInTroubleEndsInTroubleForTheClient() {
    return pairs((provider, client) ->
        ANSWERS.forEach((name, answer) -> {
          List<ProviderAnswer.Frame> frames = provider.stream(answer);
          for (int n = 0; !frames.get(n).end(); n++) {
            var broken = new ByteArrayOutputStream();
            frames.subList(0, n + 1).forEach(frame -> broken.writeBytes(frame.bytes()));
            broken.writeBytes(provider.trouble().bytes());
            HeardAnswer heard = heard(translated(provider, broken.toByteArray()), client);
            String what = provider + " to " + client + " after " + n + " events";
            assertFalse(heard.whole, what);
            assertTrue(heard.error, what);
            beginning(answer, heard, what);
          }
        }));
  }

  @TestFactory
  Stream<DynamicTest> endThatNobodyKnowsIsNoGoodOne() {
    return pairs((provider, client) -> {
      SaidAnswer answer = ANSWERS.get("text").ending(Ending.UNHEARD_OF);
      HeardAnswer heard = heard(translated(provider, bytes(provider.stream(answer))), client);
      assertFalse(heard.whole);
      assertTrue(heard.error);
      beginning(answer, heard, "unheard of");
      byte[] whole = provider.whole(answer);
      assertTrue(
          Translation.of(Dialects.provider(provider.id()), false, Set.of(), whole)
              .failure()
              .isPresent());
    });
  }

  /// Where connections are mixed up, a stream goes on with another answer, which is not told.
  @TestFactory
  Stream<DynamicTest> anotherAnswerInTheMiddleIsNoneOfThisOne() {
    return pairs(
        (provider, client) -> {
          List<ProviderAnswer.Frame> one =
              provider.stream(ANSWERS.get("thinking and parallel calls"));
          List<ProviderAnswer.Frame> other = provider.stream(ANSWERS.get("call"));
          for (int n = 1; !one.get(n - 1).end(); n++) {
            String mixed =
                text(one.subList(0, n)) + text(other).replaceAll("\"(m1|resp_1|r1)\"", "\"x9\"");
            Translation read = translated(provider, mixed.getBytes(StandardCharsets.UTF_8));
            HeardAnswer heard = heard(read, client);
            assertFalse(heard.whole, provider + " to " + client + " after " + n);
            assertTrue(heard.error);
            beginning(ANSWERS.get("thinking and parallel calls"), heard, provider + " " + n);
          }
        },
        ProviderAnswer.ANTHROPIC,
        ProviderAnswer.RESPONSES,
        ProviderAnswer.COHERE);
  }

  private static String text(List<ProviderAnswer.Frame> frames) {
    return new String(bytes(frames), StandardCharsets.UTF_8);
  }

  /// To a client of the same dialect the provider's own bytes go.
  @TestFactory
  Stream<DynamicTest> streamThatIsPassedOnEndsAsItDid() {
    return Stream.of(ProviderAnswer.values())
        .filter(provider -> CLIENTS.contains(provider.id()))
        .map(provider ->
            DynamicTest.dynamicTest(
                provider.id(), () -> ANSWERS.values().forEach(answer -> passed(provider, answer))));
  }

  private static void passed(ProviderAnswer provider, SaidAnswer answer) {
    List<ProviderAnswer.Frame> frames = provider.stream(answer);
    byte[] stream = bytes(frames);
    int end = end(frames);
    for (int n = 0; n <= stream.length; n++) {
      byte[] cut = Arrays.copyOf(stream, n);
      byte[] told = translated(provider, cut).passedOn(Dialects.client(provider.id()));
      String text = new String(told, StandardCharsets.UTF_8);
      assertEquals(n < end, text.contains(ERROR.get(provider.id())), provider + " after " + n);
      if (n == stream.length) {
        assertTrue(Arrays.equals(stream, told), "all of it is passed on");
      }
    }
  }

  private static int end(List<ProviderAnswer.Frame> frames) {
    int end = 0;
    for (ProviderAnswer.Frame frame : frames) {
      end += frame.bytes().length;
      if (frame.end()) {
        return end;
      }
    }
    throw new AssertionError("it has an end");
  }

  private static Translation translated(ProviderAnswer provider, byte[] bytes) {
    return Translation.of(Dialects.provider(provider.id()), true, Set.of(), bytes);
  }

  private static HeardAnswer heard(Translation answer, String client) {
    return HeardAnswer.of(client, true, answer.told(Dialects.client(client), true));
  }

  private static void beginning(SaidAnswer answer, HeardAnswer heard, String what) {
    assertTrue(answer.text().startsWith(heard.text.toString()), what);
    assertTrue(answer.thinking().startsWith(heard.thinking.toString()), what);
    List<Piece.Called> calls = answer.calls();
    assertTrue(heard.calls.size() <= calls.size(), what);
    for (int i = 0; i < heard.calls.size(); i++) {
      assertEquals(calls.get(i).name(), heard.calls.get(i).name, what);
      assertTrue(
          calls.get(i).arguments().startsWith(heard.calls.get(i).arguments.toString()), what);
    }
  }

  private static void holds(SaidAnswer answer, Translation whole, HeardAnswer heard) {
    assertEquals(answer.ending(), heard.ending.orElseThrow());
    assertEquals(answer.used().prompt(), heard.prompt.orElseThrow());
    assertEquals(answer.used().completion(), heard.completion.orElseThrow());
    assertEquals(answer.used().completion(), whole.usage().orElseThrow().completionTokens());
    assertEquals(answer.text(), heard.text.toString());
    assertEquals(answer.thinking(), heard.thinking.toString());
    assertEquals(answer.calls().size(), heard.calls.size());
  }

  private static byte[] bytes(List<ProviderAnswer.Frame> frames) {
    var all = new ByteArrayOutputStream();
    frames.forEach(frame -> all.writeBytes(frame.bytes()));
    return all.toByteArray();
  }

  /// What holds for a provider and a client.
  private interface Law {
    void of(ProviderAnswer provider, String client);
  }

  private static Stream<DynamicTest> pairs(Law law) {
    return pairs(law, ProviderAnswer.values());
  }

  private static Stream<DynamicTest> pairs(Law law, ProviderAnswer... providers) {
    return Stream.of(providers)
        .flatMap(provider ->
            CLIENTS.stream()
                .map(client ->
                    DynamicTest.dynamicTest(
                        provider.id() + " to " + client, () -> law.of(provider, client))));
  }
}
