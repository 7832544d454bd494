package io.signalbox.engine;

import io.signalbox.engine.upstream.FakeProvider.Line;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;

/// What fake providers say. Every whole answer reports 1000 tokens in and 100 out: 0.002 dollars.
final class FakeAnswers {
  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100,\"total_tokens\":1100}";
  private static final String HEAD = "{\"id\":\"c1\",\"created\":1,\"model\":\"m\",\"object\":";

  private FakeAnswers() {}

  /// Answers each request with a text, as a stream or whole as it is asked for.
  static Play says(String text) {
    return line -> {
      while (true) {
        answer(line, line.request(), text);
      }
    };
  }

  static void answer(Line line, String request, String text) throws IOException {
    if (request.contains("\"stream\":true")) {
      line.beginStream();
      line.event(delta(text));
      finish(line);
      line.endStream();
    } else {
      line.whole(200, "application/json", whole(text));
    }
  }

  /// Refuses each request with a status and OpenAI's form of an error.
  static Play refuses(int status, String code, String... headers) {
    String body =
        "{\"error\":{\"message\":\"told to refuse\",\"type\":\"t\",\"code\":\"" + code + "\"}}";
    return line -> {
      while (true) {
        line.request();
        line.whole(status, "application/json", body, headers);
      }
    };
  }

  static String whole(String text) {
    return HEAD
        + "\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
        + "\"content\":\""
        + text
        + "\"},\"finish_reason\":\"stop\"}],"
        + USAGE
        + "}";
  }

  /// One event with a piece of text.
  static String delta(String text) {
    return chunk("{\"content\":\"" + text + "\"}", "null");
  }

  /// The events at the end of a stream, without the end of the body.
  static void finish(Line line) throws IOException {
    line.event(chunk("{}", "\"stop\""));
    line.event(HEAD + "\"chat.completion.chunk\",\"choices\":[]," + USAGE + "}");
    line.event("[DONE]");
  }

  static String chunk(String delta, String reason) {
    return HEAD
        + "\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + reason
        + "}]}";
  }

  /// Answers in Anthropic's words.
  static Play saysAsAnthropic(String text) {
    return line -> {
      while (line.request().contains("\"stream\":true")) {
        line.beginStream();
        anthropic(
            line,
            "message_start",
            "\"message\":{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\","
                + "\"model\":\"m\",\"content\":[],\"stop_reason\":null,"
                + "\"usage\":{\"input_tokens\":1000,\"output_tokens\":1}}");
        anthropic(
            line,
            "content_block_start",
            "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
        anthropic(
            line,
            "content_block_delta",
            "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
        anthropic(line, "content_block_stop", "\"index\":0");
        anthropic(
            line,
            "message_delta",
            "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":100}");
        line.chunk("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        line.endStream();
      }
    };
  }

  /// One of Anthropic's events.
  static void anthropic(Line line, String type, String members) throws IOException {
    line.chunk("event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n");
  }

  /// Answers a stream in Gemini's words.
  static Play saysAsGemini(String text) {
    return line -> {
      while (true) {
        line.request();
        line.beginStream();
        line.event(
            "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\""
                + text
                + "\"}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":1000,"
                + "\"candidatesTokenCount\":100,\"totalTokenCount\":1100}}");
        line.endStream();
      }
    };
  }
}
