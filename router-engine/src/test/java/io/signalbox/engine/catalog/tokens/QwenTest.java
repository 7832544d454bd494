package io.signalbox.engine.catalog.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.TokenCount;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.ChatRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Our counting in Qwen's encoding against what dashscope's own tokenizer has counted.
final class QwenTest {
  /// Made by `scripts/tokens.py`, which makes larger ones of other seeds, too.
  private static final Path COUNTED =
      Path.of(
          System.getenv()
              .getOrDefault("SIGNALBOX_TOKENS", "src/test/resources/golden/tokens/qwen.jsonl"));

  @Test
  void countsAsTheOriginDoes() throws IOException {
    int lines = 0;
    for (String line : Files.readAllLines(COUNTED)) {
      var counted = JsonMapper.shared().readTree(line);
      String text = counted.get(0).asString();
      assertEquals(counted.get(1).asInt(), Qwen.tokens(text), line);
      lines++;
    }
    assertTrue(lines >= 1200, () -> COUNTED + " is cut");
  }

  @Test
  void vocabularyIsWhole() {
    var vocabulary = Vocabularies.qwen();
    assertEquals(151_643, vocabulary.size());
    for (int rank = 0; rank < vocabulary.size(); rank++) {
      byte[] token = vocabulary.token(rank);
      assertEquals(rank, vocabulary.rank(Counting.padded(token), 0, token.length));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "qwen/qwen3-32b",
        "Qwen/Qwen3-Coder-480B-A35B-Instruct",
        "qwen.qwen3-32b-v1:0",
        "qwen-3-32b",
        "alibaba/qwen-3-32b",
        "qwen/qwen-2.5-72b-instruct",
        "accounts/fireworks/models/qwen2p5-72b-instruct",
        "Qwen/Qwen2.5-7B-Instruct-Turbo",
        "Qwen/Qwen3-Coder-480B-A35B-Instruct-Turbo",
        "qwen2.5vl:7b",
        "qwen3:8b",
        "qwq-32b",
        "qwen2-vl-7b"
      })
  void openModelsHaveIt(String model) {
    assertTrue(Qwen.isOf(model));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "qwen-max",
        "qwen3-max",
        "qwen-2.5-turbo",
        "qwen3.5:9b",
        "qwen.qwen3.5-9b",
        "qwen3.5-397b-a17b",
        "qwen3.6-plus",
        "qwen-plus",
        "deepseek-r1-distill-qwen-32b",
        "gpt-5.1",
        "qwen30-x"
      })
  void othersHaveNot(String model) {
    assertFalse(Qwen.isOf(model));
  }

  /// To put them in order one by one would take hours.
  @Test
  void longRunsOfMarksAreCountedToo() {
    String marks = "\u0345".repeat(200_000) + "\u0334".repeat(200_000);
    assertTrue(Qwen.tokens("a" + marks) >= 400_000);
    String letter = "e\u0301"; // is one letter when it is composed
    assertEquals(Qwen.tokens("\u00e9"), Qwen.tokens(letter));
  }

  @Test
  void promptFitsAContextByItsOwnCount() {
    String hindi =
        "\u0915\u0949\u092b\u093c\u0940 \u092c\u0939\u0941\u0924 \u0917\u0930\u092e \u0939\u0948\u0964 "
            .repeat(400);
    var request = ChatRequest.ofText("any", hindi);
    var counted = TokenCount.of(request);
    var qwen = ModelCard.unknown("ollama", "qwen3:8b");
    var other = ModelCard.unknown("ollama", "llama3.3:8b");
    long tokens = qwen.promptTokens(request);
    assertTrue(tokens > other.promptTokens(request) * 3 / 2, "the counts must differ");
    assertTrue(qwen.exceeds(tokens - 1, request, counted));
    assertFalse(qwen.exceeds(tokens, request, counted));
    assertFalse(other.exceeds(tokens - 1, request, counted));
    assertEquals(tokens, qwen.promptTokens(request, counted));
  }

  @Test
  void promptsOfItsModelsAreCountedInIt() {
    String text = "2026年12月1日，我想退掉上周买的耳机。".repeat(20);
    var request = ChatRequest.ofText("any", text);
    var card = ModelCard.unknown("ollama", "qwen3:8b");
    long frame = TokenCounter.promptTokens(request) - O200k.tokens(text);
    assertEquals(Qwen.tokens(text) + frame, card.promptTokens(request));
  }
}
