package io.signalbox.engine.route.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.graph.RewriteNode.Redaction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RestorableRedactionTest {
  private static final Set<Redaction> ALL = EnumSet.allOf(Redaction.class);

  private record Redacted(ChatRequest request, RedactionMarks marks) {
    String text(int message) {
      return request.messages().get(message).text();
    }
  }

  private static ChatRequest asked(String... turns) {
    var messages = new ArrayList<Message>();
    for (String turn : turns) {
      messages.add(Message.of(messages.size() % 2 == 0 ? Role.USER : Role.ASSISTANT, turn));
    }
    return ChatRequest.ofMessages("m", messages);
  }

  private static Redacted redacted(ChatRequest request, RedactionMarks before, String... added) {
    var redaction = RequestRedaction.restorable(ALL, before, request, List.of(added));
    ChatRequest changed = redaction.of(request);
    return new Redacted(changed, redaction.marks());
  }

  private static Redacted redacted(String... turns) {
    return redacted(asked(turns), RedactionMarks.NONE);
  }

  @Test
  void eachValueHasAMarkOfItsOwn() {
    var redacted =
        redacted("b@x.org, a@x.org, b@x.org, 4111111111111111", "hm", "5500000000000004 a@x.org");
    assertEquals("[email-1], [email-2], [email-1], [card-1]", redacted.text(0));
    assertEquals("[card-2] [email-2]", redacted.text(2));
    assertEquals(4, redacted.marks().size());
    assertEquals(Optional.of("b@x.org"), redacted.marks().value("[email-1]"));
  }

  @Test
  void marksOfFormerTurnsStayWhenTheConversationGoesOn() {
    String[] turns = {
      "from a@x.org", "to b@x.org?", "no, c@x.org", "c@x.org and a@x.org", "d@x.org"
    };
    Redacted whole = redacted(turns);
    for (int end = 1; end <= turns.length; end += 2) {
      Redacted part = redacted(java.util.Arrays.copyOf(turns, end));
      assertEquals(part.request().messages(), whole.request().messages().subList(0, end));
    }
    assertEquals("[email-3] and [email-1]", whole.text(3));
  }

  @Test
  void marksThatTheRequestItselfHoldsStandForNothing() {
    var redacted = redacted("what is [email-1] and [email-3]? a@x.org b@x.org");
    assertEquals("what is [email-1] and [email-3]? [email-2] [email-4]", redacted.text(0));
    assertEquals(Optional.empty(), redacted.marks().value("[email-1]"));
    var cut =
        redacted(
            ChatRequest.ofMessages(
                "m",
                List.of(
                    new Message(
                        Role.USER,
                        List.of(
                            new Part.Text("[ema"),
                            new Part.Text("il-1] "),
                            new Part.ToolCall("c", "f", "{\"a\":\"\\u005bemail-2]\"}"),
                            new Part.Text("a@x.org"))))),
            RedactionMarks.NONE,
            "Keep marks like [email-3].");
    assertEquals(Optional.of("a@x.org"), cut.marks().value("[email-4]"));
  }

  @Test
  void secondNodeGoesOnCounting() {
    var first = redacted(asked("a@x.org"), RedactionMarks.NONE);
    var more = new ArrayList<>(first.request().messages());
    more.add(Message.of(Role.SYSTEM, "b@x.org a@x.org"));
    var second = redacted(first.request().withMessages(more), first.marks());
    assertEquals("[email-2] [email-1]", second.text(1));
    assertEquals(2, second.marks().size());
  }

  @Test
  void manyValuesAreTold() {
    String all =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "u" + i + "@x.org")
            .collect(Collectors.joining(" "));
    var redacted = redacted(all);
    assertTrue(redacted.text(0).endsWith("[email-20000]"), "counts to the end");
    var told =
        new AnswerRestoration(redacted.marks(), redacted.request())
            .take(List.of(new ReplyEvent.TextDelta(redacted.text(0))));
    assertEquals(List.of(new ReplyEvent.TextDelta(all)), told);
  }

  private static Part.Reasoning thought(Redacted first, String thinking) {
    var told =
        new AnswerRestoration(first.marks(), first.request())
            .take(
                List.of(
                    new ReplyEvent.ReasoningDelta(thinking.substring(0, 6)),
                    new ReplyEvent.ReasoningDelta(thinking.substring(6)),
                    new ReplyEvent.ReasoningSigned("SIGNATURE")));
    var text = new StringBuilder();
    told.forEach(each -> text.append(each instanceof ReplyEvent.ReasoningDelta(String t) ? t : ""));
    var signed = (ReplyEvent.ReasoningSigned) told.getLast();
    return new Part.Reasoning(text.toString(), Optional.of(signed.signature()), Optional.empty());
  }

  private static ChatRequest next(ChatRequest first, Part answer) {
    var messages = new ArrayList<>(first.messages());
    messages.add(new Message(Role.ASSISTANT, List.of(answer)));
    messages.add(Message.of(Role.USER, "and z@x.org?"));
    return first.withMessages(messages);
  }

  @Test
  void signatureOfRestoredThinkingSurvivesTheNextTurn() {
    var asked = asked("write a@x.org");
    var thought = thought(redacted(asked, RedactionMarks.NONE), "so [email-1] it is");
    assertEquals("so a@x.org it is", thought.text());
    var again = redacted(next(asked, thought), RedactionMarks.NONE);
    assertEquals(
        new Part.Reasoning("so [email-1] it is", Optional.of("SIGNATURE"), Optional.empty()),
        again.request().messages().get(1).parts().getFirst());
  }

  @Test
  void signatureGoesIfRedactionDoesNotGiveTheSignedTextAgain() {
    var asked = asked("write a@x.org");
    var thought = thought(redacted(asked, RedactionMarks.NONE), "so [email-1].pdf it is");
    var again = redacted(next(asked, thought), RedactionMarks.NONE);
    assertEquals(
        new Part.Reasoning("so [email-2] it is", Optional.empty(), Optional.empty()),
        again.request().messages().get(1).parts().getFirst());
  }

  @Test
  void signatureGoesWhereNothingIsRedactedAgain() {
    var asked = asked("write a@x.org");
    var thought = thought(redacted(asked, RedactionMarks.NONE), "so [email-1] it is");
    var sent = RestoredThinking.withoutSealed(next(asked, thought));
    assertEquals(
        new Part.Reasoning("so a@x.org it is", Optional.empty(), Optional.empty()),
        sent.messages().get(1).parts().getFirst());
    assertSame(sent, RestoredThinking.withoutSealed(sent));
  }
}
