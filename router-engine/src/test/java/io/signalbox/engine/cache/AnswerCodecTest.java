package io.signalbox.engine.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The form of an answer on the disk. */
final class AnswerCodecTest {
  static final EarlierAnswer ANSWER =
      new EarlierAnswer(
          List.of(
              new ReplyEvent.Started("id", "m-1"),
              new ReplyEvent.ReasoningDelta("hm"),
              new ReplyEvent.ReasoningSigned("signed"),
              new ReplyEvent.ReasoningRedacted("data"),
              new ReplyEvent.TextDelta("Grüße 🙂"),
              new ReplyEvent.Finished(FinishReason.STOP, "end_turn")),
          Optional.of(new Usage(1, 2, 3, 4, 5, 6, Optional.of(new BigDecimal("0.5")))),
          "opus",
          "anthropic",
          "claude",
          Optional.of(Money.of("0.0123")),
          true);

  @Test
  void whatIsWrittenIsReadAgain() {
    assertEquals(Optional.of(ANSWER), AnswerCodec.read(AnswerCodec.write(ANSWER)));
    var bare = new EarlierAnswer(List.of(), Optional.empty(), "", "", "", Optional.empty(), false);
    assertEquals(Optional.of(bare), AnswerCodec.read(AnswerCodec.write(bare)));
  }

  @Test
  void partsOfAnAnswerAreNone() {
    byte[] whole = AnswerCodec.write(ANSWER);
    for (int length = 0; length < whole.length; length++) {
      assertTrue(AnswerCodec.read(Arrays.copyOf(whole, length)).isEmpty(), "length " + length);
    }
    assertTrue(AnswerCodec.read(Arrays.copyOf(whole, whole.length + 1)).isEmpty());
  }

  @Test
  void noiseIsNoErrorAndTakesNoMemory() {
    var random = new Random(7);
    byte[] whole = AnswerCodec.write(ANSWER);
    for (int i = 0; i < 20_000; i++) {
      byte[] noisy = whole.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
      }
      AnswerCodec.read(noisy);
    }
  }
}
