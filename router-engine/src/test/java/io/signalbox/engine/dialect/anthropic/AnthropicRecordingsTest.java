package io.signalbox.engine.dialect.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.dialect.anthropic.provider.MessagesProvider;
import io.signalbox.engine.dialect.kit.Answer;
import io.signalbox.engine.dialect.kit.Recordings;
import io.signalbox.engine.wire.WireFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds what the reader says of recorded answers against a plain walk over their JSON.
final class AnthropicRecordingsTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Set<String> UNDERSTOOD =
      Set.of("text", "thinking", "redacted_thinking", "tool_use");

  @TestFactory
  Stream<DynamicTest> streamLosesNothing() {
    return Recordings.of("anthropic/all", ".chunks.txt").stream()
        .map(file ->
            DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () ->
                    answers(Recordings.lines(file)).forEach(AnthropicRecordingsTest::holdStream)));
  }

  @TestFactory
  Stream<DynamicTest> wholeAnswerLosesNothing() {
    return Recordings.of("anthropic/all", ".json").stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> holdWhole(file)));
  }

  /// A recorded file may hold several answers, one after the other.
  private static List<List<String>> answers(List<String> lines) {
    var answers = new ArrayList<List<String>>();
    var current = new ArrayList<String>();
    for (String line : lines) {
      current.add(line);
      if (line.contains("\"type\":\"message_stop\"")) {
        answers.add(List.copyOf(current));
        current.clear();
      }
    }
    assertTrue(current.isEmpty());
    return answers;
  }

  private static void holdStream(List<String> lines) {
    List<WireFrame> frames = lines.stream().map(Answer::frame).toList();
    for (int cut = 0; cut < frames.size(); cut++) {
      assertFalse(completeAfter(frames, cut));
    }
    var reader = new MessagesProvider().reader(true, Set.of());
    var answer = Answer.of(reader, frames);
    assertTrue(reader.isFinished());
    var expected = new Expected();
    lines.forEach(line -> expected.event(MAPPER.readTree(line)));
    expected.hold(answer);
  }

  /// Only ends of short streams and some cuts of long ones, which differ in nothing.
  private static boolean completeAfter(List<WireFrame> frames, int cut) {
    if (cut > 50 && cut % 97 != 0 && cut != frames.size() - 1) {
      return false;
    }
    var reader = new MessagesProvider().reader(true, Set.of());
    frames.subList(0, cut).forEach(reader::read);
    return reader.isFinished();
  }

  private static void holdWhole(Path file) throws IOException {
    byte[] body = Files.readAllBytes(file);
    JsonNode json = MAPPER.readTree(body);
    var reader = new MessagesProvider().reader(false, Set.of());
    var answer = Answer.of(reader, List.of(new WireFrame("", body, body)));
    assertTrue(reader.isFinished());
    var expected = new Expected();
    expected.message(json);
    expected.hold(answer);
  }

  /// What is in the JSON, found without the code under test.
  private static final class Expected {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final List<String> signatures = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final List<JsonNode> inputs = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private final TreeMap<Integer, StringBuilder> partial = new TreeMap<>();
    private final TreeMap<String, Long> counts = new TreeMap<>();
    private JsonNode block = MAPPER.createObjectNode();
    private String stopReason = "";
    private boolean begun;

    void event(JsonNode event) {
      switch (event.get("type").stringValue()) {
        case "message_start" -> {
          if (begun) {
            return;
          }
          begun = true;
          message(event.get("message"));
        }
        case "content_block_start" -> {
          block = event.get("content_block");
          partial.clear();
          if (!block.get("type").stringValue().equals("tool_use")) {
            block(block);
          }
        }
        case "content_block_delta" -> delta(event.get("delta"));
        case "content_block_stop" -> {
          String json = partial.values().stream().map(StringBuilder::toString).findAny().orElse("");
          if (block.get("type").stringValue().equals("tool_use")) {
            call(block, json.isEmpty() ? block.get("input") : MAPPER.readTree(json));
          } else if (!json.isEmpty()) {
            foreign.add(json);
          }
        }
        case "message_delta" -> {
          usage(event.path("usage"));
          stopReason = event.get("delta").path("stop_reason").stringValue(stopReason);
          if (event.get("delta").path("stop_details").has("explanation")) {
            foreign.add(event.at("/delta/stop_details/explanation").stringValue());
          }
        }
        default -> {}
      }
    }

    void message(JsonNode message) {
      message.get("content").forEach(this::block);
      stopReason = message.path("stop_reason").stringValue(stopReason);
      usage(message.path("usage"));
    }

    private void block(JsonNode node) {
      String type = node.get("type").stringValue();
      switch (type) {
        case "text" -> text.append(node.get("text").stringValue());
        case "thinking" -> {
          thinking.append(node.get("thinking").stringValue());
          if (!node.path("signature").stringValue("").isEmpty()) {
            signatures.add(node.get("signature").stringValue());
          }
        }
        case "redacted_thinking" -> signatures.add(node.get("data").stringValue());
        case "tool_use" -> call(node, node.get("input"));
        default ->
            foreign.add(node.path("id").stringValue(node.path("tool_use_id").stringValue("")));
      }
      node.path("citations").forEach(citation -> foreign.add(citation.toString()));
      assertTrue(UNDERSTOOD.contains(type) || !foreign.isEmpty());
    }

    private void call(JsonNode node, JsonNode input) {
      calls.add(node.get("id").stringValue() + " " + node.get("name").stringValue());
      inputs.add(input);
    }

    private void delta(JsonNode delta) {
      switch (delta.get("type").stringValue()) {
        case "text_delta" -> text.append(delta.get("text").stringValue());
        case "thinking_delta" -> thinking.append(delta.get("thinking").stringValue());
        case "signature_delta" -> signatures.add(delta.get("signature").stringValue());
        case "input_json_delta" ->
            partial
                .computeIfAbsent(0, n -> new StringBuilder())
                .append(delta.get("partial_json").stringValue());
        default -> foreign.add(delta.get("citation").toString());
      }
    }

    private void usage(JsonNode usage) {
      usage
          .properties()
          .forEach(count -> {
            if (count.getValue().isNumber() && count.getValue().asLong() > 0) {
              counts.put(count.getKey(), count.getValue().asLong());
            }
          });
    }

    void hold(Answer answer) {
      assertEquals(List.of(), answer.failures);
      assertEquals(text.toString(), answer.text.toString());
      assertEquals(thinking.toString(), answer.reasoning.toString());
      assertEquals(signatures, answer.signatures);
      assertEquals(calls, answer.calls);
      assertEquals(inputs, answer.arguments().stream().map(MAPPER::readTree).toList());
      assertEquals(1, answer.started.size());
      assertEquals(List.of(stopReason), answer.finished.stream().map(f -> f.raw()).toList());
      String kept = normal(answer.foreign.toString());
      foreign.forEach(each -> assertTrue(kept.contains(normal(each)), () -> "lost: " + each));
      holdUsage(answer);
    }

    private void holdUsage(Answer answer) {
      var usage = answer.usage.orElseThrow();
      long read = counts.getOrDefault("cache_read_input_tokens", 0L);
      long written = counts.getOrDefault("cache_creation_input_tokens", 0L);
      assertEquals(counts.getOrDefault("input_tokens", 0L) + read + written, usage.promptTokens());
      assertEquals(read, usage.cachedTokens());
      assertEquals(written, usage.cacheWriteTokens() + usage.cacheWriteHourTokens());
      assertEquals(counts.getOrDefault("output_tokens", 0L), usage.completionTokens());
    }

    /// JSON differs in spaces and escapes only.
    private static String normal(String text) {
      return text.replaceAll("\\s+|\\\\.", "");
    }
  }
}
