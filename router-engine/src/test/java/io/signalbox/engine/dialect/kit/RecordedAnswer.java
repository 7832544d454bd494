package io.signalbox.engine.dialect.kit;

import io.signalbox.engine.dialect.kit.SaidAnswer.Ending;
import io.signalbox.engine.dialect.kit.SaidAnswer.Piece;
import io.signalbox.engine.dialect.kit.SaidAnswer.Used;
import io.signalbox.engine.spi.Quirk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A recorded answer of a real provider, and what a plain walk over its JSON finds in it, without
/// the code under test. What it is, is known by its form and not by its name.
///
/// @param name for people
/// @param provider the dialect's id
/// @param bytes as they came over the wire
/// @param said what was said
public record RecordedAnswer(
    String name,
    String provider,
    boolean stream,
    byte[] bytes,
    Set<Quirk> quirks,
    SaidAnswer said) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Pattern END =
      Pattern.compile("\"type\":\"(message_stop|response\\.(completed|incomplete|failed))\"");

  /// All that are of a dialect that we speak; a test is skipped where there are none at all.
  public static List<RecordedAnswer> all() {
    var all = new ArrayList<RecordedAnswer>();
    for (Path file : Recordings.all()) {
      boolean stream = file.toString().endsWith(".chunks.txt");
      try {
        List<List<String>> answers =
            stream ? answers(Recordings.lines(file)) : List.of(List.of(Files.readString(file)));
        for (List<String> answer : answers) {
          of(Recordings.name(file), stream, answer).ifPresent(all::add);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  /// A recorded file may hold several answers, one after the other.
  private static List<List<String>> answers(List<String> lines) {
    var answers = new ArrayList<List<String>>();
    var current = new ArrayList<String>();
    for (String line : lines) {
      current.add(line);
      if (END.matcher(line).find()) {
        answers.add(List.copyOf(current));
        current.clear();
      }
    }
    if (!current.isEmpty()) {
      answers.add(current);
    }
    return answers;
  }

  private static Optional<RecordedAnswer> of(String name, boolean stream, List<String> lines) {
    List<JsonNode> events = lines.stream().map(MAPPER::readTree).toList();
    return kind(stream, events)
        .filter(kind -> events.stream().noneMatch(RecordedAnswer::isTrouble) && !isMixed(events))
        .map(kind -> {
          var walk = walk(kind, name);
          events.forEach(walk::take);
          byte[] bytes = stream ? wire(kind, lines) : ProviderAnswer.bytes(lines.getFirst());
          Set<Quirk> quirks =
              walk instanceof Chat chat && chat.apart ? Set.of(Quirk.REASONING_APART) : Set.of();
          return new RecordedAnswer(name, kind, stream, bytes, quirks, walk.said());
        });
  }

  private static Optional<String> kind(boolean stream, List<JsonNode> events) {
    return events.stream().flatMap(event -> kind(stream, event)).findFirst();
  }

  /// Answers that the provider itself broke off are another test's.
  private static boolean isTrouble(JsonNode event) {
    String type = event.path("type").asString("");
    return type.equals("error") || type.equals("response.failed");
  }

  private static boolean isMixed(List<JsonNode> events) {
    return events.stream()
            .filter(event -> event.path("type").asString("").equals("message_start"))
            .map(event -> event.at("/message/id").asString(""))
            .distinct()
            .count()
        > 1;
  }

  private static Stream<String> kind(boolean stream, JsonNode event) {
    String type = event.path("type").asString("");
    if (event.path("choices").path(0).has(stream ? "delta" : "message")) {
      return Stream.of("openai");
    } else if (type.equals(stream ? "message_start" : "message")) {
      return Stream.of("anthropic");
    } else if (event.path("candidates").isArray()) {
      return Stream.of("gemini");
    } else if (type.equals("response.created")
        || (!stream && event.path("object").asString("").equals("response"))) {
      return Stream.of("responses");
    } else if (event.has("contentBlockDelta") || event.at("/output/message").isObject()) {
      return Stream.of("bedrock");
    } else if (type.equals("message-end") || event.at("/message/content").isArray()) {
      return Stream.of("cohere");
    }
    return Stream.empty();
  }

  private static byte[] wire(String kind, List<String> lines) {
    if (kind.equals("bedrock")) {
      return EventFrames.stream(lines);
    }
    var bytes = new ByteArrayOutputStream();
    for (String line : lines) {
      String type = MAPPER.readTree(line).path("type").asString("");
      boolean named = kind.equals("anthropic") || kind.equals("responses");
      bytes.writeBytes(
          ProviderAnswer.bytes((named ? "event: " + type + "\n" : "") + "data: " + line + "\n\n"));
    }
    return bytes.toByteArray();
  }

  private static Walk walk(String kind, String name) {
    return switch (kind) {
      case "openai" -> new Chat(name.startsWith("xai/") || name.contains("xai-"));
      case "anthropic" -> new Messages();
      case "gemini" -> new Generate();
      case "responses" -> new Responses();
      case "bedrock" -> new Converse();
      case "cohere" -> new Cohere();
      default -> throw new AssertionError(kind);
    };
  }

  /// Gathers what is said, event by event.
  private abstract static class Walk {
    final StringBuilder text = new StringBuilder();
    final StringBuilder thinking = new StringBuilder();
    final List<String[]> calls = new ArrayList<>();
    final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> steps = new TreeMap<>();
    String reason = "";

    abstract void take(JsonNode event);

    abstract Used used();

    abstract Ending ending();

    void call(JsonNode id, JsonNode name, String arguments) {
      calls.add(new String[] {id.asString(""), name.asString(""), arguments});
    }

    void more(String arguments) {
      calls.getLast()[2] += arguments;
    }

    /// Later counts stand for earlier ones, where they say something.
    void count(JsonNode usage) {
      iterations(usage.path("iterations"));
      usage
          .properties()
          .forEach(each -> {
            if (each.getValue().isNumber() && each.getValue().asLong() > 0) {
              counts.put(each.getKey(), each.getValue().asLong());
            }
            if (each.getKey().matches("(prompt|completion|input|output)_tokens?_details")) {
              count(each.getValue());
            }
          });
    }

    long n(String name) {
      return counts.getOrDefault(name, 0L) + steps.getOrDefault(name, 0L);
    }

    /// What making the conversation shorter took, which is in none of the other counts.
    private void iterations(JsonNode all) {
      for (JsonNode step : all) {
        if (step.path("type").asString("").equals("compaction")) {
          step.properties().stream()
              .filter(each -> each.getValue().isNumber())
              .forEach(each -> steps.merge(each.getKey(), each.getValue().asLong(), Long::sum));
        }
      }
    }

    SaidAnswer said() {
      var pieces = new ArrayList<Piece>();
      pieces.add(new Piece.Thought(List.of(thinking.toString()), Optional.empty()));
      pieces.add(new Piece.Said(List.of(text.toString())));
      calls.forEach(call ->
          pieces.add(
              new Piece.Called(call[0], call[1], List.of(call[2].isBlank() ? "{}" : call[2]))));
      return new SaidAnswer(pieces, ending(), used());
    }

    Ending ending(String stop, String length, String filter) {
      String word = reason.toLowerCase(Locale.ROOT);
      if (word.matches(length)) {
        return Ending.LENGTH;
      } else if (word.matches(filter)) {
        return Ending.FILTER;
      }
      return !word.matches(stop)
          ? Ending.UNHEARD_OF
          : calls.isEmpty() ? Ending.STOP : Ending.TOOL_CALLS;
    }
  }

  private static final class Chat extends Walk {
    private final boolean apart;

    Chat(boolean apart) {
      this.apart = apart;
    }

    @Override
    void take(JsonNode chunk) {
      JsonNode choice = chunk.path("choices").path(0);
      JsonNode said = choice.has("delta") ? choice.path("delta") : choice.path("message");
      text.append(said.path("content").asString(""));
      for (JsonNode part : said.path("content")) {
        text.append(part.path("text").asString(""));
        part.path("thinking").forEach(each -> thinking.append(each.path("text").asString("")));
      }
      thinking.append(said.path("reasoning_content").asString(""));
      thinking.append(said.path("reasoning").asString(""));
      for (JsonNode call : said.path("tool_calls")) {
        if (!call.path("id").asString("").isEmpty()) {
          call(call.path("id"), call.at("/function/name"), "");
        }
        more(call.at("/function/arguments").asString(""));
      }
      reason = choice.path("finish_reason").asString(reason);
      count(chunk.path("usage"));
    }

    @Override
    Used used() {
      long thought = n("reasoning_tokens");
      long cached = Math.max(n("cached_tokens"), n("prompt_cache_hit_tokens"));
      return new Used(
          n("prompt_tokens"), cached, n("completion_tokens") + (apart ? thought : 0), thought);
    }

    @Override
    Ending ending() {
      return ending("stop|tool_calls", "length", "content_filter");
    }
  }

  private static final class Messages extends Walk {
    private JsonNode block = MAPPER.createObjectNode();
    private boolean begun;

    @Override
    void take(JsonNode event) {
      switch (event.path("type").asString("")) {
        case "message" -> {
          event.get("content").forEach(this::block);
          reason = event.path("stop_reason").asString("");
          count(event.path("usage"));
        }
        case "message_start" -> {
          count(begun ? MAPPER.createObjectNode() : event.at("/message/usage"));
          event.at("/message/content").forEach(begun ? each -> {} : this::block);
          begun = true;
        }
        case "content_block_start" -> {
          block = event.get("content_block");
          block(block);
          if (isCall()) {
            calls.getLast()[2] =
                block.path("input").isEmpty() ? "" : block.path("input").toString();
          }
        }
        case "content_block_delta" -> {
          text.append(event.at("/delta/text").asString(""));
          thinking.append(event.at("/delta/thinking").asString(""));
          if (isCall()) {
            String more = event.at("/delta/partial_json").asString("");
            calls.getLast()[2] = (more.isEmpty() ? calls.getLast()[2] : calls.getLast()[2] + more);
          }
        }
        case "message_delta" -> {
          reason = event.at("/delta/stop_reason").asString(reason);
          count(event.path("usage"));
        }
        default -> {}
      }
    }

    private boolean isCall() {
      return block.path("type").asString("").equals("tool_use");
    }

    private void block(JsonNode each) {
      switch (each.path("type").asString("")) {
        case "text" -> text.append(each.path("text").asString(""));
        case "thinking" -> thinking.append(each.path("thinking").asString(""));
        case "tool_use" -> call(each.get("id"), each.get("name"), each.path("input").toString());
        default -> {}
      }
    }

    @Override
    Used used() {
      long read = n("cache_read_input_tokens");
      long written = n("cache_creation_input_tokens");
      return new Used(
          n("input_tokens") + read + written, read, n("output_tokens"), n("thinking_tokens"));
    }

    /// An answer that gives no reason ends well.
    @Override
    Ending ending() {
      return reason.matches("end_turn|stop_sequence")
          ? Ending.STOP
          : ending("(tool_use)?", "max_tokens|pause_turn|compaction|model_con.*", "refusal");
    }
  }

  private static final class Generate extends Walk {
    @Override
    void take(JsonNode chunk) {
      JsonNode candidate = chunk.get("candidates").path(0);
      for (JsonNode part : candidate.path("content").path("parts")) {
        (part.path("thought").asBoolean(false) ? thinking : text)
            .append(part.path("text").asString(""));
        JsonNode call = part.path("functionCall");
        if (call.has("name")) {
          call(
              call.path("id"),
              call.get("name"),
              call.path("args").isObject() ? call.path("args").toString() : "{}");
        }
        call.path("partialArgs").forEach(this::partial);
      }
      reason = candidate.path("finishReason").asString(reason);
      count(chunk.path("usageMetadata"));
    }

    /// Pieces of texts at their places in the arguments.
    private void partial(JsonNode piece) {
      String[] path = piece.get("jsonPath").asString().replaceAll("[$\\]]", "").split("[.\\[]", -1);
      ObjectNode all = (ObjectNode) MAPPER.readTree(calls.getLast()[2]);
      JsonNode at = all;
      for (int i = 1; i < path.length - 1; i++) {
        JsonNode next = at.isArray() ? at.path(Integer.parseInt(path[i])) : at.path(path[i]);
        if (next.isMissingNode()) {
          next = path[i + 1].matches("\\d+") ? MAPPER.createArrayNode() : MAPPER.createObjectNode();
          set(at, path[i], next);
        }
        at = next;
      }
      String last = path[path.length - 1];
      JsonNode before = at.isArray() ? at.path(Integer.parseInt(last)) : at.path(last);
      String more = before.asString("") + piece.path("stringValue").asString("");
      JsonNode other =
          piece.path("numberValue").isNumber() ? piece.get("numberValue") : piece.path("boolValue");
      set(at, last, other.isMissingNode() ? MAPPER.getNodeFactory().stringNode(more) : other);
      calls.getLast()[2] = all.toString();
    }

    private static void set(JsonNode at, String name, JsonNode value) {
      if (at instanceof tools.jackson.databind.node.ArrayNode list) {
        int index = Integer.parseInt(name);
        if (index < list.size()) {
          list.set(index, value);
        } else {
          list.add(value);
        }
      } else {
        ((ObjectNode) at).set(name, value);
      }
    }

    @Override
    Used used() {
      long thought = n("thoughtsTokenCount");
      return new Used(
          n("promptTokenCount"),
          n("cachedContentTokenCount"),
          n("totalTokenCount") - n("promptTokenCount"),
          thought);
    }

    @Override
    Ending ending() {
      return ending("stop", "max_tokens", "safety|recitation|prohibited_content");
    }
  }

  private static final class Responses extends Walk {
    private final Map<Integer, StringBuilder> told = new TreeMap<>();

    @Override
    void take(JsonNode event) {
      String type = event.path("type").asString("");
      int index = event.path("output_index").asInt(-1);
      if (type.matches("response\\.(output_text|refusal|reasoning_\\w+)\\.delta")) {
        told.computeIfAbsent(index, any -> new StringBuilder())
            .append(event.get("delta").asString());
      } else if (type.equals("response.reasoning_summary_part.added")
          && event.get("summary_index").asInt() > 0) {
        told.computeIfAbsent(index, any -> new StringBuilder()).append("\n\n");
      } else if (type.equals("response.output_item.done")) {
        item(event.get("item"), Optional.ofNullable(told.get(index)));
      } else if (type.matches("response\\.(completed|incomplete|failed)")) {
        end(event.get("response"));
      } else if (event.path("object").asString("").equals("response")) {
        event.get("output").forEach(item -> item(item, Optional.empty()));
        end(event);
      }
    }

    /// @param deltas what came of it piece by piece: that counts, for recordings were shortened
    private void item(JsonNode item, Optional<StringBuilder> deltas) {
      switch (item.path("type").asString("")) {
        case "message" -> append(text, deltas, item.get("content"));
        case "reasoning" ->
            append(
                thinking,
                deltas,
                item.path(item.path("content").isEmpty() ? "summary" : "content"));
        case "function_call" -> call(item, item.get("arguments").asString());
        case "custom_tool_call" ->
            call(
                item,
                MAPPER.createObjectNode().put("input", item.get("input").asString()).toString());
        default -> {}
      }
    }

    private void call(JsonNode item, String arguments) {
      String space = item.path("namespace").asString("");
      String name = item.get("name").asString();
      calls.add(
          new String[] {
            item.get("call_id").asString(), space.isEmpty() ? name : space + "__" + name, arguments
          });
    }

    /// Messages and the parts of a summary are told as paragraphs.
    private static void append(StringBuilder to, Optional<StringBuilder> deltas, JsonNode parts) {
      if (deltas.isPresent()) {
        paragraph(to, deltas.get().toString());
      } else {
        parts.forEach(part -> paragraph(to, part.path("text").asString("")));
      }
    }

    private static void paragraph(StringBuilder to, String more) {
      to.append(to.isEmpty() || more.isEmpty() ? "" : "\n\n").append(more);
    }

    private void end(JsonNode response) {
      reason =
          response.at("/incomplete_details/reason").asString(response.path("status").asString(""));
      count(response.path("usage"));
    }

    @Override
    Used used() {
      return new Used(
          n("input_tokens"), n("cached_tokens"), n("output_tokens"), n("reasoning_tokens"));
    }

    @Override
    Ending ending() {
      return ending("completed", "max_output_tokens", "content_filter");
    }
  }

  private static final class Converse extends Walk {
    @Override
    void take(JsonNode event) {
      event.at("/output/message/content").forEach(this::block);
      JsonNode call = event.at("/contentBlockStart/start/toolUse");
      if (call.isObject()) {
        call(call.get("toolUseId"), call.get("name"), "");
      }
      JsonNode delta = event.at("/contentBlockDelta/delta");
      text.append(delta.path("text").asString(""));
      thinking.append(delta.at("/reasoningContent/text").asString(""));
      if (delta.has("toolUse")) {
        more(delta.at("/toolUse/input").asString(""));
      }
      reason = event.at("/messageStop/stopReason").asString(reason);
      reason = event.path("stopReason").asString(reason);
      count(event.at("/metadata/usage"));
      count(event.path("usage"));
    }

    private void block(JsonNode block) {
      text.append(block.path("text").asString(""));
      thinking.append(block.at("/reasoningContent/reasoningText/text").asString(""));
      if (block.has("toolUse")) {
        JsonNode call = block.get("toolUse");
        call(call.get("toolUseId"), call.get("name"), call.get("input").toString());
      }
    }

    @Override
    Used used() {
      long read = n("cacheReadInputTokens");
      long written = n("cacheWriteInputTokens");
      return new Used(n("inputTokens") + read + written, read, n("outputTokens"), 0);
    }

    @Override
    Ending ending() {
      return ending("end_turn|stop_sequence|tool_use", "max_tokens", "guardrail.*|content_f.*");
    }
  }

  private static final class Cohere extends Walk {
    @Override
    void take(JsonNode event) {
      String type = event.path("type").asString("");
      JsonNode message = type.isEmpty() ? event.path("message") : event.at("/delta/message");
      thinking.append(message.path("tool_plan").asString(""));
      JsonNode content = message.path("content");
      if (content.isObject()) {
        block(content);
      }
      content.forEach(each -> {
        if (each.isObject()) {
          block(each);
        }
      });
      JsonNode called = message.path("tool_calls");
      if (called.isObject() && called.has("id")) {
        call(
            called.get("id"),
            called.at("/function/name"),
            called.at("/function/arguments").asString(""));
      } else if (called.isObject()) {
        more(called.at("/function/arguments").asString(""));
      }
      called.forEach(each -> {
        if (called.isArray()) {
          call(
              each.get("id"),
              each.at("/function/name"),
              each.at("/function/arguments").asString(""));
        }
      });
      JsonNode end = type.isEmpty() ? event : event.path("delta");
      reason = end.path("finish_reason").asString(reason);
      count(end.at("/usage/billed_units"));
    }

    private void block(JsonNode block) {
      text.append(block.path("text").asString(""));
      thinking.append(block.path("thinking").asString(""));
    }

    @Override
    Used used() {
      return new Used(n("input_tokens"), 0, n("output_tokens"), 0);
    }

    @Override
    Ending ending() {
      return ending("complete|stop_sequence|tool_call", "max_tokens", "error_toxic");
    }
  }
}
