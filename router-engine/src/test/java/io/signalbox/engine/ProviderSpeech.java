package io.signalbox.engine;

import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.upstream.FakeProvider.Line;
import java.io.IOException;

/// How a provider of each dialect says the same things. Every whole answer reports 1000 tokens in
/// and 100 out.
enum ProviderSpeech {
  OPENAI {
    @Override
    String error(int status, String type, String message) {
      return "{\"error\":{\"message\":%s,\"type\":\"t\",\"param\":null,\"code\":%s}}"
          .formatted(quoted(message), quoted(type));
    }

    @Override
    String whole(String text, boolean filtered) {
      String answer = FakeAnswers.whole(text);
      return filtered ? answer.replace("\"stop\"", "\"content_filter\"") : answer;
    }

    @Override
    void begin(Line line, String text) throws IOException {
      line.beginStream();
      line.event(FakeAnswers.delta(text));
    }

    @Override
    void finish(Line line, boolean filtered) throws IOException {
      line.event(FakeAnswers.chunk("{}", filtered ? "\"content_filter\"" : "\"stop\""));
      line.event(
          FakeAnswers.chunk("{}", "null")
              .replace("\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":null}]", USAGE));
      line.event("[DONE]");
      line.endStream();
    }
  },

  ANTHROPIC {
    @Override
    String error(int status, String type, String message) {
      return "{\"type\":\"error\",\"error\":{\"type\":%s,\"message\":%s}}"
          .formatted(quoted(type), quoted(message));
    }

    @Override
    String whole(String text, boolean filtered) {
      return "{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
          + "\"content\":[{\"type\":\"text\",\"text\":\"%s\"}],\"stop_reason\":\"%s\","
              .formatted(text, filtered ? "refusal" : "end_turn")
          + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":1000,\"output_tokens\":100}}";
    }

    @Override
    void begin(Line line, String text) throws IOException {
      line.beginStream();
      FakeAnswers.anthropic(
          line,
          "message_start",
          "\"message\":{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
              + "\"content\":[],\"stop_reason\":null,"
              + "\"usage\":{\"input_tokens\":1000,\"output_tokens\":1}}");
      FakeAnswers.anthropic(
          line,
          "content_block_start",
          "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
      FakeAnswers.anthropic(
          line,
          "content_block_delta",
          "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
    }

    @Override
    void finish(Line line, boolean filtered) throws IOException {
      FakeAnswers.anthropic(line, "content_block_stop", "\"index\":0");
      FakeAnswers.anthropic(
          line,
          "message_delta",
          "\"delta\":{\"stop_reason\":\"%s\"},\"usage\":{\"output_tokens\":100}"
              .formatted(filtered ? "refusal" : "end_turn"));
      line.chunk("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
      line.endStream();
    }
  },

  GEMINI {
    @Override
    String error(int status, String type, String message) {
      return "{\"error\":{\"code\":%d,\"message\":%s,\"status\":%s}}"
          .formatted(status, quoted(message), quoted(type));
    }

    @Override
    String whole(String text, boolean filtered) {
      return part(text, filtered ? "SAFETY" : "STOP");
    }

    @Override
    void begin(Line line, String text) throws IOException {
      line.beginStream();
      line.event(
          "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\""
              + text
              + "\"}]}}]}");
    }

    @Override
    void finish(Line line, boolean filtered) throws IOException {
      line.event(part("", filtered ? "SAFETY" : "STOP"));
      line.endStream();
    }

    private String part(String text, String reason) {
      return "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"%s\"}]},"
              .formatted(text)
          + "\"finishReason\":\"%s\"}],\"usageMetadata\":{\"promptTokenCount\":1000,"
              .formatted(reason)
          + "\"candidatesTokenCount\":100,\"totalTokenCount\":1100}}";
    }
  };

  private static final String USAGE =
      "\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100,"
          + "\"total_tokens\":1100}";

  /// The body of an error.
  abstract String error(int status, String type, String message);

  /// The body of an answer.
  ///
  /// @param filtered whether a filter ended it
  abstract String whole(String text, boolean filtered);

  /// The head of a stream and its first text.
  abstract void begin(Line line, String text) throws IOException;

  /// The events after the last text, and the end of the body.
  abstract void finish(Line line, boolean filtered) throws IOException;

  /// An answer as it is asked for.
  void answer(Line line, boolean stream, String text, boolean filtered) throws IOException {
    if (stream) {
      begin(line, text);
      finish(line, filtered);
    } else {
      line.whole(200, "application/json", whole(text, filtered));
    }
  }

  /// Whether a request asks for a stream.
  static boolean isStream(String request) {
    return request.contains("\"stream\":true") || request.contains(":streamGenerateContent");
  }

  String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// The one with this id.
  static ProviderSpeech of(String id) {
    return valueOf(id.toUpperCase(java.util.Locale.ROOT));
  }

  private static String quoted(String text) {
    return new JsonText().string(text).toString();
  }
}
