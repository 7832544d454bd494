package io.signalbox.engine.route.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.json.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerRestorationTest {
  private static final String KEY = "-----BEGIN PRIVATE KEY-----\n\t\"x\\y\"";
  private static final Map<String, String> VALUES =
      Map.of(
          "[email-1]", "ann@example.com",
          "[email-12]", "bob@example.org",
          "[card-1]", "4111 1111 1111 1111",
          "[secret-1]", KEY);
  private static final ReplyEvent END = new ReplyEvent.Finished(FinishReason.STOP, "stop");

  private final AnswerRestoration restoration = restoration();

  private static RedactionMarks marks() {
    var byValue = new LinkedHashMap<String, String>();
    VALUES.forEach((mark, value) -> byValue.put(value, mark));
    return new RedactionMarks(byValue);
  }

  private static AnswerRestoration restoration() {
    return new AnswerRestoration(marks(), ChatRequest.ofText("m", "x"));
  }

  private static String said(List<ReplyEvent> events) {
    var all = new StringBuilder();
    for (ReplyEvent event : events) {
      if (event instanceof ReplyEvent.TextDelta(String text)) {
        all.append(text);
      }
    }
    return all.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          write [email-1] now        | write ann@example.com now
          [email-12][email-1]        | bob@example.organn@example.com
          [[email-1]]                | [ann@example.com]
          [email-[email-1]           | [email-ann@example.com
          [email-2] [EMAIL-1] [email]| [email-2] [EMAIL-1] [email]
          [email-1                   | [email-1
          a[1] and [x](y) [          | a[1] and [x](y) [
          """)
  void marksAreRestoredWhereverAStreamIsCut(String answer, String restored) {
    for (int first = 0; first <= answer.length(); first++) {
      for (int second = first; second <= answer.length(); second++) {
        var stream = restoration();
        var told = new ArrayList<ReplyEvent>();
        for (String piece :
            List.of(
                answer.substring(0, first),
                answer.substring(first, second),
                answer.substring(second))) {
          told.addAll(stream.take(List.of(new ReplyEvent.TextDelta(piece))));
        }
        told.addAll(stream.take(List.of(END)));
        assertEquals(restored, said(told), first + " " + second);
        assertEquals(END, told.getLast());
      }
    }
  }

  @Test
  void onlyWhatMayBecomeAMarkIsHeldBack() {
    String answer = "a [b] [em [email- [email-1 [email-12 [email-123 [card-1 [cards";
    for (int end = 0; end <= answer.length(); end++) {
      var reader = new MarkReader(marks(), false);
      String told = reader.take(answer.substring(0, end));
      String held = reader.flush();
      assertEquals(answer.substring(0, end), told + held);
      assertTrue(held.length() < "[secret-1]".length(), held);
      assertTrue(
          held.isEmpty() || VALUES.keySet().stream().anyMatch(mark -> mark.startsWith(held)), held);
      int open = told.lastIndexOf('[');
      String rest = open < 0 ? "-" : told.substring(open);
      assertFalse(VALUES.keySet().stream().anyMatch(mark -> mark.startsWith(rest)), rest);
    }
  }

  /// Texts of marks, beginnings of marks and brackets, in pieces of any size, in several parts that
  /// interrupt each other.
  @Test
  void partsThatInterruptEachOtherAreRestoredEach() {
    String[] words = {
      "[email-1]", "[email-12]", "[card-1]", "[email-9]", "[em", "[", "]", "x ", "🦉"
    };
    for (int seed = 0; seed < 3_000; seed++) {
      var random = new Random(seed);
      var sent = new ArrayList<StringBuilder>();
      for (int call = 0; call < 3; call++) {
        sent.add(new StringBuilder());
        for (int i = random.nextInt(6); i > 0; i--) {
          sent.get(call).append(words[random.nextInt(words.length)]);
        }
      }
      var told = inPieces(random, sent.stream().map(StringBuilder::toString).toList());
      for (int call = 0; call < 3; call++) {
        String wanted = sent.get(call).toString();
        for (var each : VALUES.entrySet()) {
          wanted = wanted.replace(each.getKey(), each.getValue());
        }
        assertEquals(wanted, told.getOrDefault(call, ""), "seed " + seed);
      }
    }
  }

  private static Map<Integer, String> inPieces(Random random, List<String> calls) {
    var stream = restoration();
    var told = new ArrayList<ReplyEvent>();
    int[] done = new int[calls.size()];
    for (int left = calls.stream().mapToInt(String::length).sum(); left > 0; ) {
      int call = random.nextInt(calls.size());
      int more = Math.min(random.nextInt(5), calls.get(call).length() - done[call]);
      String piece = calls.get(call).substring(done[call], done[call] + more);
      told.addAll(stream.take(List.of(new ReplyEvent.ToolCallDelta(call, piece))));
      done[call] += more;
      left -= more;
    }
    told.addAll(stream.flush());
    Map<Integer, String> all = new HashMap<>();
    for (ReplyEvent event : told) {
      var delta = (ReplyEvent.ToolCallDelta) event;
      all.merge(delta.index(), delta.arguments(), String::concat);
    }
    return all;
  }

  @Test
  void valuesAreEscapedInArgumentsOfTools() {
    String arguments = "{\"key\":\"use [secret-1]!\",\"[email-1]\":[\"[email-1]\"]}";
    for (int cut = 0; cut <= arguments.length(); cut++) {
      var stream = restoration();
      var told = new StringBuilder();
      for (String piece : List.of(arguments.substring(0, cut), arguments.substring(cut))) {
        stream
            .take(List.of(new ReplyEvent.ToolCallDelta(0, piece)))
            .forEach(each -> told.append(((ReplyEvent.ToolCallDelta) each).arguments()));
      }
      assertEquals(
          new JsonText()
              .open('{')
              .member("key", "use " + KEY + "!")
              .name("ann@example.com")
              .open('[')
              .string("ann@example.com")
              .close(']')
              .close('}')
              .toString()
              .replace("\\n", "\\u000a")
              .replace("\\t", "\\u0009"),
          told.toString());
    }
  }

  @Test
  void valuesAreEscapedInTextThatIsJson() {
    var request = ChatRequest.ofText("m", "x");
    var json =
        new ChatRequest(
            request.model(),
            request.messages(),
            request.tools(),
            request.toolChoice(),
            request.parallelToolCalls(),
            request.sampling(),
            new io.signalbox.engine.chat.ResponseFormat.JsonObject(),
            false,
            false,
            request.metadata(),
            request.user(),
            request.extras());
    var told =
        new AnswerRestoration(marks(), json)
            .take(List.of(new ReplyEvent.TextDelta("{\"k\":\"[secret-1]\"}")));
    assertEquals("{\"k\":\"-----BEGIN PRIVATE KEY-----\\u000a\\u0009\\\"x\\\\y\\\"\"}", said(told));
  }

  @Test
  void refusalsThinkingAndForeignPiecesAreRestored() {
    var told =
        restoration.take(
            List.of(
                new ReplyEvent.ReasoningDelta("so [email-1]"),
                new ReplyEvent.ReasoningRedacted("x"),
                new ReplyEvent.RefusalDelta("not [email-1]"),
                new ReplyEvent.Foreign("d", "k", "{\"a\":\"[secret-1]\",\"n\":[1]}")));
    assertEquals(
        List.of(
            new ReplyEvent.ReasoningDelta("so ann@example.com"),
            new ReplyEvent.ReasoningRedacted("x"),
            new ReplyEvent.RefusalDelta("not ann@example.com"),
            new ReplyEvent.Foreign(
                "d",
                "k",
                "{\"a\":\"-----BEGIN PRIVATE KEY-----\\u000a\\u0009\\\"x\\\\y\\\"\",\"n\":[1]}")),
        told);
  }

  @Test
  void whatIsHeldBackComesBeforeTheNextPart() {
    var told =
        restoration.take(
            List.of(
                new ReplyEvent.ReasoningDelta("a [em"),
                new ReplyEvent.TextDelta("b [em"),
                new ReplyEvent.ToolCallStarted(0, "c", "f"),
                new ReplyEvent.ToolCallDelta(0, "[em"),
                END));
    assertEquals(
        List.of(
            new ReplyEvent.ReasoningDelta("a "),
            new ReplyEvent.ReasoningDelta("[em"),
            new ReplyEvent.TextDelta("b "),
            new ReplyEvent.TextDelta("[em"),
            new ReplyEvent.ToolCallStarted(0, "c", "f"),
            new ReplyEvent.ToolCallDelta(0, "[em"),
            END),
        told);
  }

  @Test
  void signatureOfUnchangedThinkingStays() {
    var signed = new ReplyEvent.ReasoningSigned("s");
    var told = restoration.take(List.of(new ReplyEvent.ReasoningDelta("plain"), signed));
    assertEquals(signed, told.getLast());
  }

  @Test
  void manyBracketsTakeLinearTime() {
    String brackets = "[email-".repeat(300_000);
    assertEquals(
        brackets, said(restoration.take(List.of(new ReplyEvent.TextDelta(brackets), END))));
  }

  @Test
  void marksShowNoValue() {
    assertEquals("4 marks", marks().toString());
  }
}
