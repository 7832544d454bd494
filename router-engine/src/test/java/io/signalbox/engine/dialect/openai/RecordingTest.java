package io.signalbox.engine.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.FrameReader;
import io.signalbox.engine.wire.WireFrame;
import io.signalbox.engine.wire.WireLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads recorded answers of real providers and compares with a walk over their trees.
final class RecordingTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Path RECORDINGS =
      Path.of(System.getProperty("signalbox.shared", "../../shared")).resolve("recordings");
  private static final List<String> FOLDERS =
      List.of(
          "openai/chat",
          "deepseek/chat",
          "groq/all",
          "mistral/all",
          "alibaba/all",
          "moonshotai/all",
          "togetherai/all",
          "xai/all",
          "openai-compatible/chat",
          "azure/all");

  @TestFactory
  Stream<DynamicTest> nothingIsLost() throws IOException {
    return recordings().stream()
        .map(file -> DynamicTest.dynamicTest(name(file), () -> compare(file)));
  }

  @TestFactory
  Stream<DynamicTest> streamCutAnywhereIsIncomplete() throws IOException {
    return recordings().stream()
        .filter(RecordingTest::isStream)
        .map(file -> DynamicTest.dynamicTest(name(file), () -> cut(file)));
  }

  @Test
  void streamCutAtEveryByteNeverThrows() throws IOException {
    Path file = RECORDINGS.resolve("openai/chat/azure-model-router.1.chunks.txt");
    assumeTrue(Files.exists(file), "skipped: no recordings beside the project");
    var all = new StringBuilder();
    Files.readAllLines(file).forEach(line -> all.append("data: ").append(line).append("\n\n"));
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
    int finish = all.indexOf("\"finish_reason\":\"stop\"");
    int ended = all.indexOf("\n\n", finish) + 2;
    for (int length = 0; length <= bytes.length; length++) {
      ReplyReader reader = new ChatReplyReader(true, Set.of());
      byte[] part = java.util.Arrays.copyOf(bytes, length);
      try (var frames = FrameReader.events(new ByteArrayInputStream(part), WireLimits.DEFAULT)) {
        for (Optional<WireFrame> f = frames.next(); f.isPresent(); f = frames.next()) {
          reader.read(f.get());
        }
      }
      assertEquals(length >= ended, reader.isFinished(), "cut at " + length);
    }
  }

  private static List<Path> recordings() throws IOException {
    assumeTrue(Files.isDirectory(RECORDINGS), "skipped: no recordings beside the project");
    List<Path> found = new ArrayList<>();
    for (String folder : FOLDERS) {
      if (Files.isDirectory(RECORDINGS.resolve(folder))) {
        try (Stream<Path> files = Files.list(RECORDINGS.resolve(folder))) {
          files.filter(RecordingTest::isChat).sorted().forEach(found::add);
        }
      }
    }
    return found;
  }

  private static boolean isChat(Path file) {
    try {
      return Files.readString(file).contains("\"choices\"");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean isStream(Path file) {
    return file.toString().endsWith(".chunks.txt");
  }

  private static String name(Path file) {
    return RECORDINGS.relativize(file).toString();
  }

  private static Set<Quirk> quirks(Path file) {
    return file.toString().contains("xai") ? Set.of(Quirk.REASONING_APART) : Set.of();
  }

  private static List<byte[]> frames(Path file) throws IOException {
    return isStream(file)
        ? Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank())
            .map(line -> line.getBytes(StandardCharsets.UTF_8))
            .toList()
        : List.of(Files.readAllBytes(file));
  }

  private static void compare(Path file) throws IOException {
    var expected = new Walk(quirks(file).contains(Quirk.REASONING_APART));
    var actual = new Heard();
    ReplyReader reader = new ChatReplyReader(isStream(file), quirks(file));
    for (byte[] data : frames(file)) {
      expected.take(MAPPER.readTree(data));
      reader.read(new WireFrame("", data, data)).forEach(actual::take);
    }
    assertTrue(reader.isFinished());
    assertEquals(expected.summary(), actual.summary());
    assertFalse(expected.summary().isBlank());
  }

  private static void cut(Path file) throws IOException {
    List<byte[]> frames = frames(file);
    ReplyReader reader = new ChatReplyReader(true, quirks(file));
    boolean finished = false;
    for (byte[] data : frames) {
      assertEquals(finished, reader.isFinished());
      List<ReplyEvent> events = reader.read(new WireFrame("", data, data));
      finished |= events.stream().anyMatch(ReplyEvent.Finished.class::isInstance);
      assertTrue(events.stream().noneMatch(ReplyEvent.Failed.class::isInstance));
    }
    assertTrue(finished);
  }

  /// What the events said.
  private static final class Heard {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<String> calls = new ArrayList<>();
    private String finish = "";
    private String usage = "";

    void take(ReplyEvent event) {
      switch (event) {
        case ReplyEvent.TextDelta more -> text.append(more.text());
        case ReplyEvent.ReasoningDelta more -> reasoning.append(more.text());
        case ReplyEvent.ToolCallStarted call -> calls.add(call.id() + " " + call.name() + " ");
        case ReplyEvent.ToolCallDelta more ->
            calls.set(more.index(), calls.get(more.index()) + more.arguments());
        case ReplyEvent.Finished end -> finish = end.raw();
        case ReplyEvent.UsageReported used -> usage = line(used.usage());
        case ReplyEvent.Failed failed -> throw new AssertionError(failed);
        default -> {}
      }
    }

    String summary() {
      return String.join(
          "\n", "text: " + text, "reasoning: " + reasoning, "calls: " + calls, finish, usage);
    }

    private static String line(Usage usage) {
      return String.join(
          " ",
          String.valueOf(usage.promptTokens()),
          String.valueOf(usage.cachedTokens()),
          String.valueOf(usage.completionTokens()),
          String.valueOf(usage.reasoningTokens()));
    }
  }

  /// The same, by a plain walk over the trees.
  private static final class Walk {
    private final boolean apart;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<String> calls = new ArrayList<>();
    private String finish = "";
    private String usage = "";

    Walk(boolean apart) {
      this.apart = apart;
    }

    void take(JsonNode chunk) {
      JsonNode choice = chunk.path("choices").path(0);
      JsonNode said = choice.has("delta") ? choice.path("delta") : choice.path("message");
      content(said.path("content"));
      reasoning.append(said.path("reasoning_content").asString(""));
      reasoning.append(said.path("reasoning").asString(""));
      said.path("tool_calls").forEach(this::call);
      if (choice.path("finish_reason").isString()) {
        finish = choice.path("finish_reason").stringValue();
      }
      if (chunk.path("usage").isObject()) {
        usage(chunk.path("usage"));
      }
    }

    private void content(JsonNode content) {
      if (content.isString()) {
        text.append(content.stringValue());
      }
      for (JsonNode part : content) {
        text.append(part.path("text").asString(""));
        part.path("thinking").forEach(each -> reasoning.append(each.path("text").asString("")));
      }
    }

    private void call(JsonNode call) {
      JsonNode function = call.path("function");
      if (!call.path("id").asString("").isEmpty()) {
        calls.add(call.path("id").asString() + " " + function.path("name").asString("") + " ");
      }
      calls.set(calls.size() - 1, calls.getLast() + function.path("arguments").asString(""));
    }

    private void usage(JsonNode node) {
      long thought = node.path("completion_tokens_details").path("reasoning_tokens").asLong(0);
      long cached = node.path("prompt_tokens_details").path("cached_tokens").asLong(0);
      cached = Math.max(cached, node.path("cached_tokens").asLong(0));
      long completion = node.path("completion_tokens").asLong() + (apart ? thought : 0);
      usage = node.path("prompt_tokens").asLong() + " " + cached + " " + completion + " " + thought;
    }

    String summary() {
      return String.join(
          "\n", "text: " + text, "reasoning: " + reasoning, "calls: " + calls, finish, usage);
    }
  }
}
