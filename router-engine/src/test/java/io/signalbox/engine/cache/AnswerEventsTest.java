package io.signalbox.engine.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which answers may be given again, and in which pieces. */
final class AnswerEventsTest {
  private static final ReplyEvent END = new ReplyEvent.Finished(FinishReason.STOP, "stop");

  private static Optional<List<ReplyEvent>> whole(ReplyEvent... events) {
    var all = new AnswerEvents();
    for (ReplyEvent event : events) {
      all.take(List.of(event));
    }
    return all.whole();
  }

  private static ReplyEvent text(String text) {
    return new ReplyEvent.TextDelta(text);
  }

  @Test
  void piecesAreJoined() {
    assertEquals(
        Optional.of(
            List.of(
                new ReplyEvent.Started("", "m"),
                new ReplyEvent.ReasoningDelta("hm."),
                text("Hello 🙂"),
                END)),
        whole(
            new ReplyEvent.Started("i", "m"),
            new ReplyEvent.ReasoningDelta("hm"),
            new ReplyEvent.ReasoningDelta("."),
            text("Hel"),
            new ReplyEvent.KeepAlive(),
            text("lo \ud83d"),
            text("\ude42"),
            new ReplyEvent.UsageReported(Usage.of(1, 1)),
            END));
  }

  @Test
  void answerWithoutEndWithoutTextOrTooLongIsNone() {
    assertTrue(whole(text("a")).isEmpty());
    assertTrue(whole(END).isEmpty());
    assertTrue(whole(new ReplyEvent.ReasoningDelta("a"), END).isEmpty());
    assertTrue(whole(text("a".repeat(AnswerEvents.MOST + 1)), END).isEmpty());
    assertFalse(whole(text("a".repeat(AnswerEvents.MOST)), END).isEmpty());
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    String text = "a" + "🙂".repeat(2_000);
    List<ReplyEvent> pieces = AnswerEvents.pieces(List.of(text(text), END));
    assertEquals(END, pieces.getLast());
    var joined = new StringBuilder();
    for (ReplyEvent piece : pieces.subList(0, pieces.size() - 1)) {
      String part = ((ReplyEvent.TextDelta) piece).text();
      assertFalse(Character.isHighSurrogate(part.charAt(part.length() - 1)));
      assertTrue(part.length() <= 1_000);
      joined.append(part);
    }
    assertEquals(text, joined.toString());
  }
}
