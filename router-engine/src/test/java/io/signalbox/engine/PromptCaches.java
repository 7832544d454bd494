package io.signalbox.engine;

import io.signalbox.engine.upstream.FakeProvider.Line;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider with a prompt cache that counts what it finds there. In OpenAI's way: the longest
 * prefix seen before, in steps of 128 tokens from 1,024 on. In Anthropic's way: the longest prefix
 * of at least 1,024 tokens that ended at a mark before, at most 20 blocks ahead of one of this
 * request's; what follows it up to the last mark is written. More than four marks are refused. A
 * token is four characters.
 */
final class PromptCaches {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LEAST = 1024;
  private static final int STEP = 128;
  private static final int LOOKBACK = 20;
  private static final int MOST_MARKS = 4;

  private final boolean marks;
  private final boolean anthropic;
  private final Set<String> seen = new HashSet<>();
  final AtomicLong hits = new AtomicLong();
  final AtomicLong written = new AtomicLong();
  final AtomicLong tokens = new AtomicLong();

  PromptCaches(boolean anthropic) {
    this(anthropic, anthropic);
  }

  private PromptCaches(boolean marks, boolean anthropic) {
    this.marks = marks;
    this.anthropic = anthropic;
  }

  /** Anthropic's way in OpenAI's dialect, as of Alibaba and OpenRouter. */
  static PromptCaches ofMarksInChat() {
    return new PromptCaches(true, false);
  }

  /** Answers each request with a text that only the number of its messages decides. */
  Play play() {
    return line -> {
      while (true) {
        String request = line.request();
        answer(line, JSON.readTree(request.substring(request.indexOf('{'))));
      }
    };
  }

  static String answer(int messages) {
    return "I looked at it and changed step " + messages + ". ".repeat(100);
  }

  private void answer(Line line, JsonNode body) throws IOException {
    List<Block> blocks = marks ? contentBlocks(body) : blocks(body);
    if (marks && blocks.stream().filter(Block::isMarked).count() > MOST_MARKS) {
      line.whole(400, "application/json", "{\"error\":{\"message\":\"too many marks\"}}");
      return;
    }
    int all = tokens(blocks);
    int cached = marks ? marked(blocks) : prefix(blocks);
    int wrote = marks ? Math.max(0, lastMark(blocks) - cached) : 0;
    hits.addAndGet(cached);
    written.addAndGet(wrote);
    tokens.addAndGet(all);
    String text = answer(body.get("messages").size());
    String whole =
        anthropic
            ? message(text, all, cached, wrote, isOfHour(blocks))
            : completion(text, all, cached, wrote);
    line.whole(200, "application/json", whole);
  }

  private static int tokens(List<Block> blocks) {
    return blocks.stream().mapToInt(Block::tokens).sum();
  }

  /**
   * @param mark its `cache_control`, empty if it has none
   */
  private record Block(String text, String mark) {
    int tokens() {
      return text.length() / 4;
    }

    boolean isMarked() {
      return !mark.isEmpty();
    }
  }

  private static boolean isOfHour(List<Block> blocks) {
    return blocks.stream().anyMatch(block -> block.mark().contains("1h"));
  }

  private static List<Block> blocks(JsonNode body) {
    var blocks = new ArrayList<Block>();
    for (String member : List.of("tools", "system", "messages")) {
      JsonNode value = body.path(member);
      for (JsonNode each : value.isArray() ? value : JSON.createArrayNode().add(value)) {
        blocks.add(block("", each));
      }
    }
    return blocks;
  }

  /** A text alone is a block of text. */
  private static List<Block> contentBlocks(JsonNode body) {
    var blocks = new ArrayList<Block>();
    body.path("tools").forEach(tool -> blocks.add(block("tool", tool)));
    addContent("system", body.path("system"), blocks);
    for (JsonNode message : body.path("messages")) {
      String role = message.path("role").asString();
      addContent(role + message.path("tool_call_id"), message.path("content"), blocks);
      message.path("tool_calls").forEach(call -> blocks.add(block(role, call)));
    }
    return blocks;
  }

  private static void addContent(String role, JsonNode content, List<Block> blocks) {
    if (content.isString()) {
      blocks.add(
          block(role, JSON.createObjectNode().put("type", "text").put("text", content.asString())));
    }
    content.forEach(each -> blocks.add(block(role, each)));
  }

  private static Block block(String role, JsonNode json) {
    String mark = json.path("cache_control").isObject() ? json.get("cache_control").toString() : "";
    return new Block(role + json.toString().replaceAll(",?\"cache_control\":\\{[^}]*}", ""), mark);
  }

  private int prefix(List<Block> blocks) {
    var text = new StringBuilder();
    blocks.forEach(block -> text.append(block.text()));
    int found = 0;
    for (int tokens = LEAST; tokens * 4 <= text.length(); tokens += STEP) {
      String prefix = text.substring(0, tokens * 4);
      found = seen.contains(prefix) ? tokens : found;
    }
    for (int tokens = LEAST; tokens * 4 <= text.length(); tokens += STEP) {
      seen.add(text.substring(0, tokens * 4));
    }
    return found;
  }

  private int marked(List<Block> blocks) {
    int found = 0;
    for (int i = 0; i < blocks.size(); i++) {
      for (int back = i; blocks.get(i).isMarked() && back >= Math.max(0, i - LOOKBACK); back--) {
        boolean kept = seen.contains(text(blocks, back));
        found = kept ? Math.max(found, tokens(blocks.subList(0, back + 1))) : found;
      }
    }
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).isMarked() && tokens(blocks.subList(0, i + 1)) >= LEAST) {
        seen.add(text(blocks, i));
      }
    }
    return found;
  }

  /** The tokens up to the last mark, as far as they are enough to be cached. */
  private static int lastMark(List<Block> blocks) {
    for (int i = blocks.size() - 1; i >= 0; i--) {
      if (blocks.get(i).isMarked()) {
        int tokens = tokens(blocks.subList(0, i + 1));
        return tokens >= LEAST ? tokens : 0;
      }
    }
    return 0;
  }

  private static String text(List<Block> blocks, int last) {
    var text = new StringBuilder();
    blocks.subList(0, last + 1).forEach(block -> text.append(block.text()));
    return text.toString();
  }

  private static String completion(String text, int all, int cached, int wrote) {
    return FakeAnswers.whole(text)
        .replaceFirst(
            "\"usage\":\\{.*}",
            "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":80,\"total_tokens\":%d,"
                    .formatted(all, all + 80)
                + "\"prompt_tokens_details\":{\"cached_tokens\":%d,".formatted(cached)
                + "\"cache_creation_input_tokens\":%d}}}".formatted(wrote));
  }

  private static String message(String text, int all, int cached, int wrote, boolean hour) {
    return "{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
        + "\"content\":[{\"type\":\"text\",\"text\":\"%s\"}],\"stop_reason\":\"end_turn\","
            .formatted(text)
        + "\"usage\":{\"input_tokens\":%d,\"cache_read_input_tokens\":%d,\"output_tokens\":80,"
            .formatted(all - cached - wrote, cached)
        + "\"cache_creation_input_tokens\":%d,\"cache_creation\":{".formatted(wrote)
        + "\"ephemeral_5m_input_tokens\":%d,\"ephemeral_1h_input_tokens\":%d}}}"
            .formatted(hour ? 0 : wrote, hour ? wrote : 0);
  }
}
