package io.signalbox.engine.dialect.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.dialect.kit.SaidAnswer.Ending;
import io.signalbox.engine.wire.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a strict client of a dialect understands of the bytes that it gets: it fails where they
/// break the order of events that its API promises. Written from the descriptions of the APIs, and
/// without the code under test.
public abstract class HeardAnswer {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// A call as it was heard.
  public static final class Call {
    public String id;
    public String name;
    public final StringBuilder arguments = new StringBuilder();

    Call(String id, String name) {
      this.id = id;
      this.name = name;
      assertFalse(id.isEmpty(), "a call has an id");
      assertFalse(name.isEmpty(), "a call has a name");
    }
  }

  public final StringBuilder text = new StringBuilder();
  public final StringBuilder thinking = new StringBuilder();
  public final List<Call> calls = new ArrayList<>();
  public Optional<Ending> ending = Optional.empty();
  public OptionalLong prompt = OptionalLong.empty();
  public OptionalLong cached = OptionalLong.empty();
  public OptionalLong completion = OptionalLong.empty();
  public OptionalLong reasoning = OptionalLong.empty();

  /// Whether an error was told.
  public boolean error;

  /// Whether the client takes the answer for whole.
  public boolean whole;

  /// What a client of a dialect hears.
  public static HeardAnswer of(String dialect, boolean stream, byte[] bytes) {
    HeardAnswer heard =
        switch (dialect) {
          case "openai" -> new Chat();
          case "anthropic" -> new Messages();
          case "responses" -> new Responses();
          case "gemini" -> new Generate();
          case "ollama" -> new Lines();
          default -> throw new AssertionError(dialect);
        };
    if (!stream) {
      heard.body(MAPPER.readTree(bytes));
    } else if (dialect.equals("ollama")) {
      new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> heard.event("", MAPPER.readTree(line)));
    } else {
      for (WireFrame frame : Answer.frames(bytes)) {
        if (!frame.isComment() && frame.data().length > 0) {
          heard.frame(frame);
        }
      }
    }
    heard.over();
    return heard;
  }

  void frame(WireFrame frame) {
    assertFalse(error, () -> "nothing comes after an error: " + frame.text());
    event(frame.event(), MAPPER.readTree(frame.data()));
  }

  abstract void event(String name, JsonNode event);

  abstract void body(JsonNode body);

  void over() {}

  void used(JsonNode in, JsonNode read, JsonNode out, JsonNode thought) {
    prompt = count(in, prompt);
    cached = count(read, cached);
    completion = count(out, completion);
    reasoning = count(thought, reasoning);
  }

  private static OptionalLong count(JsonNode node, OptionalLong before) {
    return node.isNumber() ? OptionalLong.of(node.asLong()) : before;
  }

  /// Chat Completions.
  private static final class Chat extends HeardAnswer {
    private boolean begun;
    private boolean done;

    @Override
    void frame(WireFrame frame) {
      assertFalse(done, "nothing comes after [DONE]");
      if (frame.text().equals("[DONE]")) {
        done = true;
      } else {
        super.frame(frame);
      }
    }

    @Override
    void event(String name, JsonNode chunk) {
      if (chunk.has("error")) {
        error = true;
        return;
      }
      assertEquals("chat.completion.chunk", chunk.get("object").asString());
      for (JsonNode choice : chunk.get("choices")) {
        assertTrue(ending.isEmpty(), "no choice comes after the finish reason");
        assertEquals(0, choice.get("index").asInt());
        assertTrue(begun || choice.at("/delta/role").asString().equals("assistant"));
        begun = true;
        message(choice.get("delta"));
        choice(choice);
      }
      usage(chunk.path("usage"));
    }

    private void choice(JsonNode choice) {
      String reason = choice.get("finish_reason").asString("");
      if (!reason.isEmpty()) {
        ending = Optional.of(ending(reason));
      }
    }

    private static Ending ending(String reason) {
      return switch (reason) {
        case "stop" -> Ending.STOP;
        case "length" -> Ending.LENGTH;
        case "tool_calls" -> Ending.TOOL_CALLS;
        case "content_filter" -> Ending.FILTER;
        default -> throw new AssertionError("no finish reason: " + reason);
      };
    }

    private void message(JsonNode delta) {
      text.append(delta.path("content").asString("")).append(delta.path("refusal").asString(""));
      thinking.append(delta.path("reasoning_content").asString(""));
      for (JsonNode call : delta.path("tool_calls")) {
        int index = call.path("index").asInt(calls.size());
        if (index == calls.size()) {
          assertEquals("function", call.get("type").asString());
          calls.add(new Call(call.get("id").asString(), call.at("/function/name").asString()));
        } else {
          assertFalse(call.has("id"), "an id comes once");
        }
        calls.get(index).arguments.append(call.at("/function/arguments").asString(""));
      }
    }

    private void usage(JsonNode usage) {
      used(
          usage.path("prompt_tokens"),
          usage.at("/prompt_tokens_details/cached_tokens"),
          usage.path("completion_tokens"),
          usage.at("/completion_tokens_details/reasoning_tokens"));
    }

    @Override
    void body(JsonNode body) {
      assertEquals("chat.completion", body.get("object").asString());
      JsonNode choice = body.get("choices").get(0);
      message(choice.get("message"));
      choice(choice);
      usage(body.path("usage"));
      done = true;
    }

    @Override
    void over() {
      assertTrue(!done || ending.isPresent(), "[DONE] without a finish reason");
      assertFalse(done && error, "[DONE] after an error");
      whole = ending.isPresent() && !error;
    }
  }

  /// Messages.
  private static final class Messages extends HeardAnswer {
    private final List<JsonNode> blocks = new ArrayList<>();
    private boolean begun;
    private boolean open;
    private boolean told;

    @Override
    void event(String name, JsonNode event) {
      String type = event.get("type").asString();
      assertEquals(name, type);
      assertFalse(whole, "nothing comes after message_stop");
      assertTrue(begun || "message_start ping error".contains(type), type);
      switch (type) {
        case "message_start" -> {
          assertFalse(begun, "one beginning");
          begun = true;
          usage(event.at("/message/usage"));
        }
        case "content_block_start" -> {
          assertFalse(open, "one block after the other");
          assertFalse(told, "no block after message_delta");
          assertEquals(blocks.size(), event.get("index").asInt());
          open = true;
          blocks.add(event.get("content_block"));
          start(event.get("content_block"));
        }
        case "content_block_delta" -> {
          at(event);
          delta(event.get("delta"));
        }
        case "content_block_stop" -> {
          at(event);
          open = false;
        }
        case "message_delta" -> {
          assertFalse(open, "all blocks are closed");
          told = true;
          ending = Optional.of(ending(event.at("/delta/stop_reason").asString()));
          usage(event.get("usage"));
        }
        case "message_stop" -> {
          assertTrue(told, "message_delta comes before");
          whole = true;
        }
        case "error" -> error = true;
        case "ping" -> {}
        default -> throw new AssertionError(type);
      }
    }

    private void at(JsonNode event) {
      assertTrue(open, "a block is open");
      assertEquals(blocks.size() - 1, event.get("index").asInt());
    }

    private void start(JsonNode block) {
      switch (block.get("type").asString()) {
        case "text" -> text.append(block.get("text").asString());
        case "thinking" -> thinking.append(block.get("thinking").asString());
        case "tool_use" -> {
          assertTrue(block.get("id").asString().matches("[a-zA-Z0-9_-]+"), block::toString);
          calls.add(new Call(block.get("id").asString(), block.get("name").asString()));
        }
        default -> {}
      }
    }

    private void delta(JsonNode delta) {
      String kind = blocks.getLast().get("type").asString();
      switch (delta.get("type").asString()) {
        case "text_delta" -> {
          assertEquals("text", kind);
          text.append(delta.get("text").asString());
        }
        case "thinking_delta" -> {
          assertEquals("thinking", kind);
          thinking.append(delta.get("thinking").asString());
        }
        case "input_json_delta" -> {
          assertEquals("tool_use", kind);
          calls.getLast().arguments.append(delta.get("partial_json").asString());
        }
        case "signature_delta" -> assertEquals("thinking", kind);
        case "citations_delta" -> assertEquals("text", kind);
        default -> throw new AssertionError(delta.toString());
      }
    }

    private static Ending ending(String reason) {
      return switch (reason) {
        case "end_turn", "stop_sequence" -> Ending.STOP;
        case "max_tokens", "model_context_window_exceeded", "pause_turn", "compaction" ->
            Ending.LENGTH;
        case "tool_use" -> Ending.TOOL_CALLS;
        case "refusal" -> Ending.FILTER;
        default -> throw new AssertionError("no stop reason: " + reason);
      };
    }

    private void usage(JsonNode usage) {
      long read = usage.path("cache_read_input_tokens").asLong(0);
      long written = usage.path("cache_creation_input_tokens").asLong(0);
      used(
          usage.path("input_tokens"),
          usage.path("cache_read_input_tokens"),
          usage.path("output_tokens"),
          usage.at("/output_tokens_details/thinking_tokens"));
      prompt = OptionalLong.of(usage.path("input_tokens").asLong(0) + read + written);
    }

    @Override
    void body(JsonNode body) {
      assertEquals("message", body.get("type").asString());
      for (JsonNode block : body.get("content")) {
        start(block);
        if (block.get("type").asString().equals("tool_use")) {
          calls.getLast().arguments.append(block.get("input").toString());
        }
      }
      ending = Optional.of(ending(body.get("stop_reason").asString()));
      usage(body.path("usage"));
      whole = true;
    }
  }

  /// Responses.
  private static final class Responses extends HeardAnswer {
    private final Map<Integer, StringBuilder> deltas = new TreeMap<>();
    private final Map<Integer, JsonNode> done = new TreeMap<>();
    private final Map<Integer, Call> called = new HashMap<>();
    private int next;
    private int items;

    @Override
    void frame(WireFrame frame) {
      assertFalse(whole, "nothing comes after the end");
      event(frame.event(), MAPPER.readTree(frame.data()));
    }

    @Override
    void event(String name, JsonNode event) {
      String type = event.get("type").asString();
      assertEquals(name, type);
      assertEquals(next++, event.get("sequence_number").asInt());
      assertTrue(!error || type.equals("response.failed"), "only the end comes after an error");
      int index = event.path("output_index").asInt(-1);
      switch (type) {
        case "response.output_item.added" -> {
          assertEquals(items++, index);
          deltas.put(index, new StringBuilder());
          added(index, event.get("item"));
        }
        case "response.output_text.delta", "response.refusal.delta" -> grow(index, event, text);
        case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
            grow(index, event, thinking);
        case "response.function_call_arguments.delta" ->
            grow(index, event, called.get(index).arguments);
        case "response.output_item.done" -> {
          assertFalse(done.containsKey(index), "an item is done once");
          done.put(index, event.get("item"));
          same(index, event.get("item"));
        }
        case "response.completed", "response.incomplete" -> end(event.get("response"));
        case "response.failed", "error" -> error = true;
        default -> assertTrue(type.startsWith("response."), type);
      }
    }

    private void added(int index, JsonNode item) {
      if (item.get("type").asString().equals("function_call")) {
        calls.add(new Call(item.get("call_id").asString(), item.get("name").asString()));
        called.put(index, calls.getLast());
      }
    }

    private void grow(int index, JsonNode event, StringBuilder heard) {
      assertFalse(done.containsKey(index), "an item that is done gets nothing more");
      deltas.get(index).append(event.get("delta").asString());
      heard.append(event.get("delta").asString());
    }

    private void same(int index, JsonNode item) {
      String said = deltas.get(index).toString();
      switch (item.get("type").asString()) {
        case "message" -> assertEquals(said, joined(item.get("content"), "text", "refusal"));
        case "reasoning" -> assertEquals(said, joined(item.get("summary"), "text", "text"));
        case "function_call" -> assertEquals(said, item.get("arguments").asString());
        default -> {}
      }
    }

    private static String joined(JsonNode parts, String member, String other) {
      var joined = new StringBuilder();
      parts.forEach(
          part -> joined.append(part.path(member).asString(part.path(other).asString(""))));
      return joined.toString();
    }

    private void end(JsonNode response) {
      assertEquals(items, done.size(), "all items are done");
      assertEquals(List.copyOf(done.values()), response.get("output").valueStream().toList());
      status(response);
    }

    private void status(JsonNode response) {
      String reason = response.at("/incomplete_details/reason").asString("");
      Ending good = calls.isEmpty() ? Ending.STOP : Ending.TOOL_CALLS;
      ending =
          Optional.of(
              switch (response.get("status").asString()) {
                case "completed" -> good;
                case "incomplete" ->
                    reason.equals("max_output_tokens") ? Ending.LENGTH : Ending.FILTER;
                default -> throw new AssertionError(response.get("status").asString());
              });
      JsonNode usage = response.get("usage");
      used(
          usage.path("input_tokens"),
          usage.at("/input_tokens_details/cached_tokens"),
          usage.path("output_tokens"),
          usage.at("/output_tokens_details/reasoning_tokens"));
      whole = true;
    }

    @Override
    void body(JsonNode body) {
      assertEquals("response", body.get("object").asString());
      for (JsonNode item : body.get("output")) {
        switch (item.get("type").asString()) {
          case "message" -> text.append(joined(item.get("content"), "text", "refusal"));
          case "reasoning" -> thinking.append(joined(item.get("summary"), "text", "text"));
          case "function_call" -> {
            added(calls.size(), item);
            calls.getLast().arguments.append(item.get("arguments").asString());
          }
          default -> {}
        }
      }
      status(body);
    }
  }

  /// Gemini's generateContent.
  private static final class Generate extends HeardAnswer {
    @Override
    void event(String name, JsonNode chunk) {
      if (chunk.has("error")) {
        error = true;
        return;
      }
      body(chunk);
    }

    @Override
    void body(JsonNode chunk) {
      assertFalse(whole, "nothing comes after the finish reason");
      JsonNode candidate = chunk.get("candidates").get(0);
      for (JsonNode part : candidate.path("content").path("parts")) {
        (part.path("thought").asBoolean(false) ? thinking : text)
            .append(part.path("text").asString(""));
        JsonNode call = part.path("functionCall");
        if (call.isObject()) {
          calls.add(new Call(call.get("id").asString(), call.get("name").asString()));
          calls.getLast().arguments.append(call.get("args").toString());
        }
      }
      JsonNode usage = chunk.path("usageMetadata");
      used(
          usage.path("promptTokenCount"),
          usage.path("cachedContentTokenCount"),
          usage.path("candidatesTokenCount"),
          usage.path("thoughtsTokenCount"));
      String reason = candidate.path("finishReason").asString("");
      if (!reason.isEmpty()) {
        whole = true;
        ending = Optional.of(ending(reason));
        completion.ifPresent(said -> completion = OptionalLong.of(said + reasoning.orElse(0)));
      }
    }

    private Ending ending(String reason) {
      return switch (reason) {
        case "STOP" -> calls.isEmpty() ? Ending.STOP : Ending.TOOL_CALLS;
        case "MAX_TOKENS" -> Ending.LENGTH;
        case "SAFETY", "RECITATION", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "LANGUAGE" ->
            Ending.FILTER;
        default -> throw new AssertionError(reason);
      };
    }
  }

  /// Ollama's chat.
  private static final class Lines extends HeardAnswer {
    @Override
    void event(String name, JsonNode line) {
      assertFalse(error || whole, "nothing comes after the end");
      if (line.has("error")) {
        error = true;
        return;
      }
      body(line);
    }

    @Override
    void body(JsonNode line) {
      JsonNode message = line.get("message");
      assertEquals("assistant", message.get("role").asString());
      text.append(message.get("content").asString());
      thinking.append(message.path("thinking").asString(""));
      for (JsonNode call : message.path("tool_calls")) {
        JsonNode function = call.get("function");
        assertTrue(function.get("arguments").isObject(), "arguments are an object");
        calls.add(new Call(call.get("id").asString(), function.get("name").asString()));
        calls.getLast().arguments.append(function.get("arguments").toString());
      }
      if (line.get("done").asBoolean()) {
        whole = true;
        ending = Optional.of(ending(line.get("done_reason").asString()));
        JsonNode none = MAPPER.missingNode();
        used(line.path("prompt_eval_count"), none, line.path("eval_count"), none);
      }
    }

    private Ending ending(String reason) {
      return switch (reason) {
        case "stop" -> calls.isEmpty() ? Ending.STOP : Ending.TOOL_CALLS;
        case "length" -> Ending.LENGTH;
        case "content_filter" -> Ending.FILTER;
        default -> throw new AssertionError(reason);
      };
    }
  }
}
