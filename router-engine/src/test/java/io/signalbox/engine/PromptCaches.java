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
 * that ended at a mark before, at most 20 blocks ahead of one of this request's. A token is four
 * characters.
 */
final class PromptCaches {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LEAST = 1024;
  private static final int STEP = 128;
  private static final int LOOKBACK = 20;

  private final boolean anthropic;
  private final Set<String> seen = new HashSet<>();
  final AtomicLong hits = new AtomicLong();
  final AtomicLong tokens = new AtomicLong();

  PromptCaches(boolean anthropic) {
    this.anthropic = anthropic;
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
    List<Block> blocks = blocks(body);
    int all = blocks.stream().mapToInt(Block::tokens).sum();
    int cached = anthropic ? marked(blocks) : prefix(blocks);
    hits.addAndGet(cached);
    tokens.addAndGet(all);
    String text = answer(body.get("messages").size());
    String whole = anthropic ? message(text, all, cached) : completion(text, all, cached);
    line.whole(200, "application/json", whole);
  }

  private record Block(String text, boolean mark) {
    int tokens() {
      return text.length() / 4;
    }
  }

  private static List<Block> blocks(JsonNode body) {
    var blocks = new ArrayList<Block>();
    for (String member : List.of("tools", "system", "messages")) {
      JsonNode value = body.path(member);
      for (JsonNode each : value.isArray() ? value : JSON.createArrayNode().add(value)) {
        String text = each.toString().replaceAll(",?\"cache_control\":\\{[^}]*}", "");
        blocks.add(new Block(text, each.toString().contains("cache_control")));
      }
    }
    return blocks;
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
      for (int back = i; blocks.get(i).mark() && back >= Math.max(0, i - LOOKBACK); back--) {
        String prefix = text(blocks, back);
        found = seen.contains(prefix) ? Math.max(found, prefix.length() / 4) : found;
      }
    }
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).mark()) {
        seen.add(text(blocks, i));
      }
    }
    return found;
  }

  private static String text(List<Block> blocks, int last) {
    var text = new StringBuilder();
    blocks.subList(0, last + 1).forEach(block -> text.append(block.text()));
    return text.toString();
  }

  private static String completion(String text, int all, int cached) {
    return FakeAnswers.whole(text)
        .replaceFirst(
            "\"usage\":\\{.*}",
            "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":80,\"total_tokens\":%d,"
                    .formatted(all, all + 80)
                + "\"prompt_tokens_details\":{\"cached_tokens\":%d}}}".formatted(cached));
  }

  private static String message(String text, int all, int cached) {
    return "{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
        + "\"content\":[{\"type\":\"text\",\"text\":\"%s\"}],\"stop_reason\":\"end_turn\","
            .formatted(text)
        + "\"usage\":{\"input_tokens\":%d,\"cache_read_input_tokens\":%d,\"output_tokens\":80}}"
            .formatted(all - cached, cached);
  }
}
