package io.signalbox.engine.dialect.kit;

import io.signalbox.engine.dialect.kit.SaidAnswer.Ending;
import io.signalbox.engine.dialect.kit.SaidAnswer.Piece;
import io.signalbox.engine.dialect.kit.SaidAnswer.Used;
import io.signalbox.engine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes answers as the providers of each dialect do, from their published descriptions.
public enum ProviderAnswer {
  OPENAI("an_unheard_of_word") {
    @Override
    public List<Frame> stream(SaidAnswer answer) {
      var frames = new ArrayList<Frame>();
      frames.add(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
      int call = 0;
      for (Piece piece : answer.pieces()) {
        switch (piece) {
          case Piece.Said said ->
              said.deltas()
                  .forEach(each -> frames.add(chunk("{\"content\":" + q(each) + "}", "null")));
          case Piece.Thought thought ->
              thought
                  .deltas()
                  .forEach(
                      each -> frames.add(chunk("{\"reasoning_content\":" + q(each) + "}", "null")));
          case Piece.Called called -> {
            String head =
                "{\"index\":%d,\"id\":%s,\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":\"\"}}"
                    .formatted(call, q(called.id()), q(called.name()));
            frames.add(chunk("{\"tool_calls\":[" + head + "]}", "null"));
            for (String each : called.deltas()) {
              String more =
                  "{\"index\":%d,\"function\":{\"arguments\":%s}}".formatted(call, q(each));
              frames.add(chunk("{\"tool_calls\":[" + more + "]}", "null"));
            }
            call++;
          }
        }
      }
      frames.add(chunk("{}", q(word(answer))).asEnd());
      frames.add(
          data(
              "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                  + "\"choices\":[],\"usage\":"
                  + usage(answer.used())
                  + "}"));
      frames.add(data("[DONE]"));
      return frames;
    }

    private Frame chunk(String delta, String finish) {
      return data(
          "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
              + "\"choices\":[{\"index\":0,\"delta\":"
              + delta
              + ",\"finish_reason\":"
              + finish
              + "}]}");
    }

    @Override
    public byte[] whole(SaidAnswer answer) {
      var calls = new ArrayList<String>();
      for (Piece.Called each : answer.calls()) {
        calls.add(
            "{\"id\":%s,\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":%s}}"
                .formatted(q(each.id()), q(each.name()), q(each.arguments())));
      }
      String thought =
          answer.thinking().isEmpty() ? "" : ",\"reasoning_content\":" + q(answer.thinking());
      String called = calls.isEmpty() ? "" : ",\"tool_calls\":[" + String.join(",", calls) + "]";
      return bytes(
          "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{"
              + "\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
              + (answer.text().isEmpty() ? "null" : q(answer.text()))
              + thought
              + called
              + "},\"finish_reason\":"
              + q(word(answer))
              + "}],\"usage\":"
              + usage(answer.used())
              + "}");
    }

    private String usage(Used used) {
      return ("{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,"
              + "\"prompt_tokens_details\":{\"cached_tokens\":%d},"
              + "\"completion_tokens_details\":{\"reasoning_tokens\":%d}}")
          .formatted(
              used.prompt(),
              used.completion(),
              used.prompt() + used.completion(),
              used.cached(),
              used.reasoning());
    }

    @Override
    public Frame trouble() {
      return data("{\"error\":{\"message\":\"no\",\"type\":\"server_error\",\"code\":null}}");
    }

    @Override
    Map<Ending, String> words() {
      return Map.of(
          Ending.STOP, "stop",
          Ending.LENGTH, "length",
          Ending.TOOL_CALLS, "tool_calls",
          Ending.FILTER, "content_filter");
    }
  },

  ANTHROPIC("an_unheard_of_word") {
    @Override
    public List<Frame> stream(SaidAnswer answer) {
      var frames = new ArrayList<Frame>();
      Used used = answer.used();
      frames.add(
          event(
              "message_start",
              "\"message\":{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
                  + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                  + "\"usage\":{\"input_tokens\":%d,\"cache_read_input_tokens\":%d,\"output_tokens\":1}}"
                      .formatted(used.prompt() - used.cached(), used.cached())));
      frames.add(event("ping", ""));
      int index = 0;
      for (Piece piece : answer.pieces()) {
        String start =
            switch (piece) {
              case Piece.Said said -> "{\"type\":\"text\",\"text\":\"\"}";
              case Piece.Thought thought ->
                  "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}";
              case Piece.Called called ->
                  "{\"type\":\"tool_use\",\"id\":%s,\"name\":%s,\"input\":{}}"
                      .formatted(q(called.id()), q(called.name()));
            };
        frames.add(
            event("content_block_start", "\"index\":" + index + ",\"content_block\":" + start));
        for (String delta : deltas(piece)) {
          frames.add(
              event("content_block_delta", "\"index\":" + index + ",\"delta\":{" + delta + "}"));
        }
        frames.add(event("content_block_stop", "\"index\":" + index++));
      }
      String details =
          used.reasoning() == 0
              ? ""
              : ",\"output_tokens_details\":{\"thinking_tokens\":" + used.reasoning() + "}";
      frames.add(
          event(
              "message_delta",
              "\"delta\":{\"stop_reason\":%s,\"stop_sequence\":null},\"usage\":{\"output_tokens\":%d%s}"
                  .formatted(q(word(answer)), used.completion(), details)));
      frames.add(event("message_stop", "").asEnd());
      return frames;
    }

    private List<String> deltas(Piece piece) {
      var deltas = new ArrayList<String>();
      switch (piece) {
        case Piece.Said said ->
            said.deltas()
                .forEach(each -> deltas.add("\"type\":\"text_delta\",\"text\":" + q(each)));
        case Piece.Thought thought -> {
          thought
              .deltas()
              .forEach(each -> deltas.add("\"type\":\"thinking_delta\",\"thinking\":" + q(each)));
          thought
              .signature()
              .ifPresent(
                  each -> deltas.add("\"type\":\"signature_delta\",\"signature\":" + q(each)));
        }
        case Piece.Called called ->
            called
                .deltas()
                .forEach(each ->
                    deltas.add("\"type\":\"input_json_delta\",\"partial_json\":" + q(each)));
      }
      return deltas;
    }

    private Frame event(String type, String members) {
      return new Frame(
          bytes(
              "event: %s\ndata: {\"type\":\"%s\"%s}\n\n"
                  .formatted(type, type, members.isEmpty() ? "" : "," + members)),
          false);
    }

    @Override
    public byte[] whole(SaidAnswer answer) {
      var blocks = new ArrayList<String>();
      for (Piece piece : answer.pieces()) {
        blocks.add(
            switch (piece) {
              case Piece.Said said ->
                  "{\"type\":\"text\",\"text\":" + q(String.join("", said.deltas())) + "}";
              case Piece.Thought thought ->
                  "{\"type\":\"thinking\",\"thinking\":%s,\"signature\":%s}"
                      .formatted(
                          q(String.join("", thought.deltas())), q(thought.signature().orElse("")));
              case Piece.Called called ->
                  "{\"type\":\"tool_use\",\"id\":%s,\"name\":%s,\"input\":%s}"
                      .formatted(q(called.id()), q(called.name()), called.arguments());
            });
      }
      Used used = answer.used();
      return bytes(
          "{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":["
              + String.join(",", blocks)
              + "],\"stop_reason\":"
              + q(word(answer))
              + ",\"stop_sequence\":null,\"usage\":{\"input_tokens\":%d,\"cache_read_input_tokens\":%d,\"output_tokens\":%d,\"output_tokens_details\":{\"thinking_tokens\":%d}}}"
                  .formatted(
                      used.prompt() - used.cached(),
                      used.cached(),
                      used.completion(),
                      used.reasoning()));
    }

    @Override
    public Frame trouble() {
      return event("error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}");
    }

    @Override
    Map<Ending, String> words() {
      return Map.of(
          Ending.STOP, "end_turn",
          Ending.LENGTH, "max_tokens",
          Ending.TOOL_CALLS, "tool_use",
          Ending.FILTER, "refusal");
    }
  },

  GEMINI("AN_UNHEARD_OF_WORD") {
    @Override
    public List<Frame> stream(SaidAnswer answer) {
      var frames = new ArrayList<Frame>();
      for (Piece piece : answer.pieces()) {
        for (String part : parts(piece)) {
          frames.add(
              data(
                  "{\"candidates\":[{\"content\":{\"parts\":["
                      + part
                      + "],\"role\":\"model\"}}],\"usageMetadata\":{\"promptTokenCount\":"
                      + answer.used().prompt()
                      + "},\"modelVersion\":\"m\",\"responseId\":\"r1\"}"));
        }
      }
      frames.add(
          data("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}],\"role\":\"model\"},"
                  + end(answer))
              .asEnd());
      return frames;
    }

    private String end(SaidAnswer answer) {
      Used used = answer.used();
      return ("\"finishReason\":%s}],\"usageMetadata\":{\"promptTokenCount\":%d,"
              + "\"cachedContentTokenCount\":%d,\"candidatesTokenCount\":%d,"
              + "\"thoughtsTokenCount\":%d,\"totalTokenCount\":%d},\"modelVersion\":\"m\","
              + "\"responseId\":\"r1\"}")
          .formatted(
              q(word(answer)),
              used.prompt(),
              used.cached(),
              used.completion() - used.reasoning(),
              used.reasoning(),
              used.prompt() + used.completion());
    }

    private List<String> parts(Piece piece) {
      return switch (piece) {
        case Piece.Said said ->
            said.deltas().stream().map(each -> "{\"text\":" + q(each) + "}").toList();
        case Piece.Thought thought ->
            thought.deltas().stream()
                .map(each -> "{\"text\":" + q(each) + ",\"thought\":true}")
                .toList();
        case Piece.Called called ->
            List.of(
                "{\"functionCall\":{\"id\":%s,\"name\":%s,\"args\":%s}}"
                    .formatted(q(called.id()), q(called.name()), called.arguments()));
      };
    }

    @Override
    public byte[] whole(SaidAnswer answer) {
      var parts = new ArrayList<String>();
      answer.pieces().forEach(piece -> parts.addAll(parts(piece)));
      return bytes(
          "{\"candidates\":[{\"content\":{\"parts\":["
              + String.join(",", parts)
              + "],\"role\":\"model\"},"
              + end(answer));
    }

    @Override
    public Frame trouble() {
      return data(
          "{\"error\":{\"code\":503,\"message\":\"The model is"
              + " overloaded.\",\"status\":\"UNAVAILABLE\"}}");
    }

    @Override
    Map<Ending, String> words() {
      return Map.of(
          Ending.STOP, "STOP",
          Ending.LENGTH, "MAX_TOKENS",
          Ending.TOOL_CALLS, "STOP",
          Ending.FILTER, "SAFETY");
    }
  },

  RESPONSES("an_unheard_of_word") {
    @Override
    public List<Frame> stream(SaidAnswer answer) {
      var frames = new ArrayList<Frame>();
      frames.add(event("response.created", "\"response\":" + response("in_progress", "", "null")));
      int index = 0;
      for (Piece piece : answer.pieces()) {
        String at = "\"output_index\":%d,\"item_id\":\"i%d\",".formatted(index, index);
        frames.add(added("added", index, item(piece, index, false)));
        for (String delta : deltas(piece)) {
          String place =
              switch (piece) {
                case Piece.Said said -> "\"content_index\":0,";
                case Piece.Thought thought -> "\"summary_index\":0,";
                case Piece.Called called -> "";
              };
          frames.add(event(type(piece) + ".delta", at + place + "\"delta\":" + q(delta)));
        }
        frames.add(added("done", index, item(piece, index, true)));
        index++;
      }
      String status = status(answer);
      frames.add(event("response." + status, "\"response\":" + response(status, answer)).asEnd());
      return frames;
    }

    private String status(SaidAnswer answer) {
      return switch (answer.ending()) {
        case STOP, TOOL_CALLS -> "completed";
        case LENGTH, FILTER, UNHEARD_OF -> "incomplete";
      };
    }

    private Frame added(String what, int index, String item) {
      return event(
          "response.output_item." + what, "\"output_index\":" + index + ",\"item\":" + item);
    }

    private String type(Piece piece) {
      return switch (piece) {
        case Piece.Said said -> "response.output_text";
        case Piece.Thought thought -> "response.reasoning_summary_text";
        case Piece.Called called -> "response.function_call_arguments";
      };
    }

    private List<String> deltas(Piece piece) {
      return switch (piece) {
        case Piece.Said said -> said.deltas();
        case Piece.Thought thought -> thought.deltas();
        case Piece.Called called -> called.deltas();
      };
    }

    private String item(Piece piece, int index, boolean whole) {
      String status = whole ? "completed" : "in_progress";
      String text = whole ? q(String.join("", deltas(piece))) : "\"\"";
      return switch (piece) {
        case Piece.Said said ->
            "{\"type\":\"message\",\"id\":\"i%d\",\"status\":\"%s\",\"role\":\"assistant\",\"content\":[%s]}"
                .formatted(
                    index,
                    status,
                    whole
                        ? "{\"type\":\"output_text\",\"text\":" + text + ",\"annotations\":[]}"
                        : "");
        case Piece.Thought thought ->
            "{\"type\":\"reasoning\",\"id\":\"i%d\",\"summary\":[%s]}"
                .formatted(index, whole ? "{\"type\":\"summary_text\",\"text\":" + text + "}" : "");
        case Piece.Called called ->
            "{\"type\":\"function_call\",\"id\":\"i%d\",\"status\":\"%s\",\"call_id\":%s,\"name\":%s,\"arguments\":%s}"
                .formatted(index, status, q(called.id()), q(called.name()), text);
      };
    }

    private String response(String status, SaidAnswer answer) {
      var items = new ArrayList<String>();
      for (Piece piece : answer.pieces()) {
        items.add(item(piece, items.size(), true));
      }
      Used used = answer.used();
      String usage =
          ("{\"input_tokens\":%d,\"input_tokens_details\":{\"cached_tokens\":%d},"
                  + "\"output_tokens\":%d,\"output_tokens_details\":{\"reasoning_tokens\":%d},"
                  + "\"total_tokens\":%d}")
              .formatted(
                  used.prompt(),
                  used.cached(),
                  used.completion(),
                  used.reasoning(),
                  used.prompt() + used.completion());
      String details = status.equals("completed") ? "null" : "{\"reason\":" + q(word(answer)) + "}";
      return response(status, String.join(",", items), usage)
          .replaceFirst("\"incomplete_details\":null", "\"incomplete_details\":" + details);
    }

    private String response(String status, String items, String usage) {
      return ("{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"status\":\"%s\","
              + "\"error\":null,\"incomplete_details\":null,\"model\":\"m\",\"output\":[%s],"
              + "\"usage\":%s}")
          .formatted(status, items, usage);
    }

    private Frame event(String type, String members) {
      return new Frame(
          bytes("event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, members)), false);
    }

    @Override
    public byte[] whole(SaidAnswer answer) {
      return bytes(response(status(answer), answer));
    }

    @Override
    public Frame trouble() {
      return event("error", "\"code\":\"server_error\",\"message\":\"no\",\"param\":null");
    }

    @Override
    Map<Ending, String> words() {
      return Map.of(
          Ending.STOP, "", Ending.LENGTH, "max_output_tokens", Ending.FILTER, "content_filter");
    }
  },

  BEDROCK("an_unheard_of_word") {
    @Override
    public List<Frame> stream(SaidAnswer answer) {
      var frames = new ArrayList<Frame>();
      frames.add(event("messageStart", "{\"role\":\"assistant\"}"));
      int index = 0;
      for (Piece piece : answer.pieces()) {
        String at = "{\"contentBlockIndex\":" + index++;
        if (piece instanceof Piece.Called called) {
          frames.add(
              event(
                  "contentBlockStart",
                  at
                      + ",\"start\":{\"toolUse\":{\"toolUseId\":%s,\"name\":%s}}}"
                          .formatted(q(called.id()), q(called.name()))));
        }
        for (String delta : deltas(piece)) {
          frames.add(event("contentBlockDelta", at + ",\"delta\":" + delta + "}"));
        }
        frames.add(event("contentBlockStop", at + "}"));
      }
      frames.add(event("messageStop", "{\"stopReason\":" + q(word(answer)) + "}").asEnd());
      frames.add(event("metadata", "{\"usage\":" + usage(answer.used()) + "}"));
      return frames;
    }

    private List<String> deltas(Piece piece) {
      var deltas = new ArrayList<String>();
      switch (piece) {
        case Piece.Said said ->
            said.deltas().forEach(each -> deltas.add("{\"text\":" + q(each) + "}"));
        case Piece.Thought thought -> {
          thought
              .deltas()
              .forEach(each -> deltas.add("{\"reasoningContent\":{\"text\":" + q(each) + "}}"));
          thought
              .signature()
              .ifPresent(
                  each -> deltas.add("{\"reasoningContent\":{\"signature\":" + q(each) + "}}"));
        }
        case Piece.Called called ->
            called
                .deltas()
                .forEach(each -> deltas.add("{\"toolUse\":{\"input\":" + q(each) + "}}"));
      }
      return deltas;
    }

    private String usage(Used used) {
      return "{\"inputTokens\":%d,\"cacheReadInputTokens\":%d,\"outputTokens\":%d,\"totalTokens\":%d}"
          .formatted(
              used.prompt() - used.cached(),
              used.cached(),
              used.completion(),
              used.prompt() + used.completion());
    }

    private Frame event(String name, String json) {
      return new Frame(EventFrames.event(name, json), false);
    }

    @Override
    public byte[] whole(SaidAnswer answer) {
      var blocks = new ArrayList<String>();
      for (Piece piece : answer.pieces()) {
        blocks.add(
            switch (piece) {
              case Piece.Said said -> "{\"text\":" + q(String.join("", said.deltas())) + "}";
              case Piece.Thought thought ->
                  "{\"reasoningContent\":{\"reasoningText\":{\"text\":"
                      + q(String.join("", thought.deltas()))
                      + thought.signature().map(each -> ",\"signature\":" + q(each)).orElse("")
                      + "}}}";
              case Piece.Called called ->
                  "{\"toolUse\":{\"toolUseId\":%s,\"name\":%s,\"input\":%s}}"
                      .formatted(q(called.id()), q(called.name()), called.arguments());
            });
      }
      return bytes(
          "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":["
              + String.join(",", blocks)
              + "]}},\"stopReason\":"
              + q(word(answer))
              + ",\"usage\":"
              + usage(answer.used())
              + "}");
    }

    @Override
    public Frame trouble() {
      return new Frame(
          EventFrames.exception("throttlingException", "{\"message\":\"Too many requests\"}"),
          false);
    }

    @Override
    Map<Ending, String> words() {
      return Map.of(
          Ending.STOP, "end_turn",
          Ending.LENGTH, "max_tokens",
          Ending.TOOL_CALLS, "tool_use",
          Ending.FILTER, "guardrail_intervened");
    }
  },

  COHERE("AN_UNHEARD_OF_WORD") {
    @Override
    public List<Frame> stream(SaidAnswer answer) {
      var frames = new ArrayList<Frame>();
      frames.add(
          data(
              "{\"type\":\"message-start\",\"id\":\"r1\",\"delta\":{\"message\":{\"role\":\"assistant\",\"content\":[],\"tool_plan\":\"\",\"tool_calls\":[],\"citations\":[]}}}"));
      int index = 0;
      int call = 0;
      for (Piece piece : answer.pieces()) {
        if (piece instanceof Piece.Called called) {
          addCall(frames, call++, called);
        } else {
          addContent(frames, index++, piece);
        }
      }
      Used used = answer.used();
      frames.add(
          data("{\"type\":\"message-end\",\"delta\":{\"finish_reason\":%s,\"usage\":%s}}"
                  .formatted(q(word(answer)), usage(used)))
              .asEnd());
      return frames;
    }

    private String usage(Used used) {
      String counts =
          "{\"input_tokens\":%d,\"output_tokens\":%d}".formatted(used.prompt(), used.completion());
      return "{\"billed_units\":" + counts + ",\"tokens\":" + counts + "}";
    }

    private void addCall(List<Frame> frames, int index, Piece.Called called) {
      String calls = ",\"index\":" + index + ",\"delta\":{\"message\":{\"tool_calls\":";
      frames.add(
          data(
              "{\"type\":\"tool-call-start\""
                  + calls
                  + "{\"id\":%s,\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":\"\"}}}}}"
                      .formatted(q(called.id()), q(called.name()))));
      for (String delta : called.deltas()) {
        frames.add(
            data(
                "{\"type\":\"tool-call-delta\""
                    + calls
                    + "{\"function\":{\"arguments\":"
                    + q(delta)
                    + "}}}}}"));
      }
      frames.add(data("{\"type\":\"tool-call-end\",\"index\":" + index + "}"));
    }

    private void addContent(List<Frame> frames, int index, Piece piece) {
      boolean thought = piece instanceof Piece.Thought;
      String kind = thought ? "thinking" : "text";
      String at = ",\"index\":" + index + ",\"delta\":{\"message\":{\"content\":{";
      frames.add(
          data(
              "{\"type\":\"content-start\""
                  + at
                  + "\"type\":\"%s\",\"%s\":\"\"}}}}".formatted(kind, kind)));
      List<String> deltas =
          switch (piece) {
            case Piece.Said said -> said.deltas();
            case Piece.Thought said -> said.deltas();
            case Piece.Called called -> throw new AssertionError("no content");
          };
      for (String delta : deltas) {
        frames.add(
            data("{\"type\":\"content-delta\"" + at + "\"" + kind + "\":" + q(delta) + "}}}}"));
      }
      frames.add(data("{\"type\":\"content-end\",\"index\":" + index + "}"));
    }

    @Override
    public byte[] whole(SaidAnswer answer) {
      var blocks = new ArrayList<String>();
      var calls = new ArrayList<String>();
      for (Piece piece : answer.pieces()) {
        switch (piece) {
          case Piece.Said said ->
              blocks.add("{\"type\":\"text\",\"text\":" + q(String.join("", said.deltas())) + "}");
          case Piece.Thought thought ->
              blocks.add(
                  "{\"type\":\"thinking\",\"thinking\":"
                      + q(String.join("", thought.deltas()))
                      + "}");
          case Piece.Called called ->
              calls.add(
                  "{\"id\":%s,\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":%s}}"
                      .formatted(q(called.id()), q(called.name()), q(called.arguments())));
        }
      }
      return bytes(
          "{\"id\":\"r1\",\"message\":{\"role\":\"assistant\",\"content\":["
              + String.join(",", blocks)
              + "],\"tool_calls\":["
              + String.join(",", calls)
              + "]},\"finish_reason\":"
              + q(word(answer))
              + ",\"usage\":"
              + usage(answer.used())
              + "}");
    }

    @Override
    public Frame trouble() {
      return data(
          "{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"ERROR\",\"error\":\"no\"}}");
    }

    @Override
    Map<Ending, String> words() {
      return Map.of(
          Ending.STOP, "COMPLETE",
          Ending.LENGTH, "MAX_TOKENS",
          Ending.TOOL_CALLS, "TOOL_CALL",
          Ending.FILTER, "ERROR_TOXIC");
    }
  };

  private final String unheardOf;

  ProviderAnswer(String unheardOf) {
    this.unheardOf = unheardOf;
  }

  /// A piece of a stream that cannot be understood before it is whole.
  ///
  /// @param end whether with it the answer is whole
  public record Frame(byte[] bytes, boolean end) {
    Frame asEnd() {
      return new Frame(bytes, true);
    }
  }

  /// The dialect's id.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The answer as a stream.
  public abstract List<Frame> stream(SaidAnswer answer);

  /// The answer as one body.
  public abstract byte[] whole(SaidAnswer answer);

  /// What a provider sends in the middle of a stream that it cannot go on with.
  public abstract Frame trouble();

  abstract Map<Ending, String> words();

  String word(SaidAnswer answer) {
    return words().getOrDefault(answer.ending(), unheardOf);
  }

  static Frame data(String json) {
    return new Frame(bytes("data: " + json + "\n\n"), false);
  }

  static String q(String text) {
    return new JsonText().string(text).toString();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
