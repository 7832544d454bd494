package io.signalbox.engine.dialect.gemini.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.dialect.kit.Answer;
import io.signalbox.engine.dialect.kit.Recordings;
import io.signalbox.engine.wire.WireFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds what the reader says of recorded answers against a plain walk over their JSON.
final class GeminiRecordingsTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TestFactory
  Stream<DynamicTest> streamLosesNothing() {
    return Recordings.of("google/all", ".chunks.txt").stream()
        .map(file ->
            DynamicTest.dynamicTest(
                file.getFileName().toString(), () -> holdStream(Recordings.lines(file))));
  }

  @TestFactory
  Stream<DynamicTest> wholeAnswerLosesNothing() {
    return Recordings.of("google/all", ".json").stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> holdWhole(file)));
  }

  private static void holdStream(List<String> lines) {
    List<WireFrame> frames = lines.stream().map(Answer::frame).toList();
    for (int cut = 0; cut < frames.size(); cut++) {
      var cutReader = new GenerateReplyReader(true);
      frames.subList(0, cut).forEach(cutReader::read);
      assertFalse(cutReader.isFinished());
    }
    var reader = new GenerateReplyReader(true);
    var answer = Answer.of(reader, frames);
    assertTrue(reader.isFinished());
    hold(lines.stream().map(MAPPER::readTree).toList(), answer);
  }

  private static void holdWhole(Path file) throws IOException {
    byte[] body = Files.readAllBytes(file);
    JsonNode json = MAPPER.readTree(body);
    if (json.has("error")) {
      var failure = Failures.of(429, Map.of(), body);
      assertEquals(FailureClass.RATE_LIMITED, failure.kind());
      assertEquals(Optional.of(Duration.ofMillis(34_400)), failure.retryAfter());
      return;
    }
    var reader = new GenerateReplyReader(false);
    var answer = Answer.of(reader, List.of(new WireFrame("", body, body)));
    assertTrue(reader.isFinished());
    hold(List.of(json), answer);
  }

  private static void hold(List<JsonNode> chunks, Answer answer) {
    var text = new StringBuilder();
    var thoughts = new StringBuilder();
    var signatures = new ArrayList<String>();
    var names = new ArrayList<String>();
    var texts = new ArrayList<TreeMap<String, String>>();
    var usage = new TreeMap<String, Long>();
    String finish = "";
    for (JsonNode chunk : chunks) {
      JsonNode candidate = chunk.get("candidates").get(0);
      for (JsonNode part : candidate.path("content").path("parts")) {
        (part.path("thought").booleanValue(false) ? thoughts : text)
            .append(part.path("text").stringValue(""));
        if (part.has("thoughtSignature")) {
          signatures.add(part.get("thoughtSignature").stringValue());
        }
        JsonNode call = part.path("functionCall");
        if (call.has("name")) {
          names.add(call.get("name").stringValue());
          texts.add(new TreeMap<>());
        }
        call.path("args")
            .properties()
            .forEach(arg -> texts.getLast().put("/" + arg.getKey(), arg.getValue().stringValue()));
        for (JsonNode piece : call.path("partialArgs")) {
          String place =
              piece
                  .get("jsonPath")
                  .stringValue()
                  .replaceAll("[$\\]]", "")
                  .replaceAll("[.\\[]", "/");
          texts.getLast().merge(place, piece.get("stringValue").stringValue(), String::concat);
        }
      }
      finish = candidate.path("finishReason").stringValue(finish);
      chunk
          .path("usageMetadata")
          .properties()
          .forEach(count -> {
            if (count.getValue().isNumber()) {
              usage.put(count.getKey(), count.getValue().asLong());
            }
          });
    }
    assertEquals(List.of(), answer.failures);
    assertEquals(text.toString(), answer.text.toString());
    assertEquals(thoughts.toString(), answer.reasoning.toString());
    assertEquals(
        signatures,
        answer.foreign.stream()
            .filter(each -> each.kind().equals("thoughtSignature"))
            .map(each -> MAPPER.readTree(each.json()).get("thoughtSignature").stringValue())
            .toList());
    assertEquals(names, answer.calls.stream().map(call -> call.split(" ")[1]).toList());
    assertEquals(texts, answer.arguments().stream().map(GeminiRecordingsTest::leaves).toList());
    assertEquals(List.of(finish), answer.finished.stream().map(each -> each.raw()).toList());
    assertEquals(
        names.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS,
        answer.finished.getFirst().reason());
    var told = answer.usage.orElseThrow();
    assertEquals(usage.get("totalTokenCount"), told.totalTokens());
    assertEquals(usage.get("promptTokenCount"), told.promptTokens());
    assertEquals(usage.getOrDefault("thoughtsTokenCount", 0L), told.reasoningTokens());
  }

  /// All texts of a JSON value by their places.
  private static TreeMap<String, String> leaves(String json) {
    var leaves = new TreeMap<String, String>();
    collect("", MAPPER.readTree(json), leaves);
    return leaves;
  }

  private static void collect(String place, JsonNode node, TreeMap<String, String> leaves) {
    node.properties()
        .forEach(each -> collect(place + "/" + each.getKey(), each.getValue(), leaves));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(place + "/" + i, node.get(i), leaves);
    }
    if (node.isValueNode()) {
      leaves.put(place, node.stringValue());
    }
  }
}
