package io.signalbox.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Tool;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TokenCountTest {
  private static final String[] LETTERS = {
    "a",
    "the ",
    "                ",
    "-".repeat(40),
    "é",
    "ё",
    "漢",
    "😀",
    "\uD83D",
    "\uDE00",
    "\n",
    "'s"
  };

  @Test
  void scalesOfATextKeepTheirOrder() {
    var random = new Random(1);
    for (int i = 0; i < 3_000; i++) {
      String text = text(random, random.nextInt(80));
      String end = text(random, random.nextInt(5));
      var scales =
          Arrays.stream(TokenScale.values())
              .map(scale -> scale.tokens(text.length() + end.length(), text, end))
              .toList();
      var ordered =
          List.of(scales.get(0), scales.get(2), scales.get(4), scales.get(3), scales.get(1));
      assertEquals(ordered.stream().sorted().toList(), ordered, () -> scales + " of " + text);
      assertEquals((text + end).getBytes(StandardCharsets.UTF_8).length, scales.get(3));
    }
  }

  @Test
  void answersWhatTheExactCountAnswers() {
    var random = new Random(2);
    for (int i = 0; i < 500; i++) {
      ChatRequest request = request(random, 1 + random.nextInt(200));
      long exact = TokenCounter.promptTokens(request);
      long near = exact + random.nextInt(-3, 4);
      long far = random.nextLong(4 * exact);
      for (long limit : new long[] {near, far}) {
        assertEquals(exact > limit, TokenCount.of(request).meets(n -> n > limit));
        assertEquals(exact >= limit, TokenCount.of(request).meets(n -> n >= limit));
        assertEquals(exact < limit, TokenCount.of(request).meets(n -> n < limit));
        assertEquals(exact <= limit, TokenCount.of(request).meets(n -> n <= limit));
      }
      assertEquals(exact, TokenCount.of(request).exact());
    }
  }

  /// The rest of long texts is extrapolated, and of long conversations whole texts are.
  @Test
  void answersSoOfHugePromptsToo() {
    String text = text(new Random(3), 30_000);
    for (int texts : new int[] {1, 3, 9}) {
      var request = ChatRequest.ofText("any", text.repeat(2)).withMessages(messages(text, texts));
      long exact = TokenCounter.promptTokens(request);
      for (long limit : new long[] {1, exact / 2, exact - 1, exact, 2 * exact, 100 * exact}) {
        assertEquals(exact > limit, TokenCount.of(request).meets(n -> n > limit));
      }
    }
  }

  private static List<Message> messages(String text, int count) {
    var all = new ArrayList<Message>();
    for (int i = 0; i < count; i++) {
      all.add(Message.of(Role.USER, text.repeat(1 + i % 3)));
    }
    return all;
  }

  @Test
  void countsOnlyWhereTheAnswerDependsOnIt() {
    var request = ChatRequest.ofText("any", "a short question ".repeat(60));
    var count = TokenCount.of(request);
    assertFalse(count.meets(tokens -> tokens > 8_000));
    assertTrue(count.meets(tokens -> tokens > 10));
    assertEquals("14 to 3066", count.known());
    assertFalse(count.meets(tokens -> tokens > 2_000));
    assertEquals("14 to 1026", count.known(), "its bytes answer that");
    assertFalse(count.meets(tokens -> tokens > 500));
    assertEquals((long) TokenCounter.promptTokens(request), count.known());
  }

  private static ChatRequest request(Random random, int length) {
    var parts =
        List.<Part>of(
            new Part.Text(text(random, length)),
            new Part.ToolCall("1", text(random, 2), text(random, length / 2)),
            new Part.Refusal(text(random, 3)));
    var tool = new Tool(text(random, 1), text(random, 3), text(random, 9), false);
    var plain = ChatRequest.ofMessages("any", List.of(new Message(Role.USER, parts)));
    return new ChatRequest(
        plain.model(),
        plain.messages(),
        List.of(tool),
        plain.toolChoice(),
        plain.parallelToolCalls(),
        plain.sampling(),
        plain.format(),
        plain.stream(),
        plain.streamUsage(),
        plain.metadata(),
        plain.user(),
        plain.extras());
  }

  private static String text(Random random, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }
}
