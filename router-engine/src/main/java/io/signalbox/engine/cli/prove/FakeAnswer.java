package io.signalbox.engine.cli.prove;

import io.signalbox.engine.chat.FailureClass;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What a fake of a provider answers, in the dialects of OpenAI, Anthropic and Gemini, whole or as
/// a stream. Pure.
final class FakeAnswer {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Map<String, Object> USAGE =
      Map.of("prompt_tokens", 10, "completion_tokens", 2, "total_tokens", 12);
  private static final Map<String, Object> TOKENS = Map.of("input_tokens", 10, "output_tokens", 2);

  private FakeAnswer() {}

  /// The dialect of a path.
  static String dialect(String path) {
    if (path.contains("enerateContent")) {
      return "gemini";
    }
    return path.contains("/messages") ? "anthropic" : "openai";
  }

  private static boolean streams(FakeProviders.Call call) {
    return call.path().contains("streamGenerateContent")
        || call.body().replace(" ", "").contains("\"stream\":true");
  }

  static byte[] of(FakeProviders.Call call) {
    String text = "from " + call.model();
    boolean streams = streams(call);
    String body =
        switch (dialect(call.path())) {
          case "anthropic" -> streams ? anthropicStream(text) : json(message(text, true));
          case "gemini" -> streams ? "data: " + json(gemini(text)) + "\n\n" : json(gemini(text));
          default -> streams ? chatStream(text) : json(chat(text));
        };
    return response(200, streams ? "text/event-stream" : "application/json", body);
  }

  /// The status and words of a failure, as providers have them.
  static byte[] failing(FakeProviders.Call call, FailureClass kind) {
    boolean anthropic = dialect(call.path()).equals("anthropic");
    int status =
        switch (kind) {
          case RATE_LIMITED -> 429;
          case OUT_OF_CREDIT -> 402;
          case OVERLOADED -> anthropic ? 529 : 503;
          case SERVER_ERROR -> 500;
          case TIMEOUT -> 504;
          case CONTEXT_TOO_LONG, CONTENT_FILTERED, BAD_REQUEST -> 400;
          case MODEL_NOT_FOUND -> 404;
          case UNAUTHORIZED -> 401;
          case UNREACHABLE, INTERRUPTED -> 502;
        };
    var error = Map.of("message", words(kind), "type", type(kind, anthropic), "code", code(kind));
    return response(status, "application/json", json(Map.of("type", "error", "error", error)));
  }

  private static String words(FailureClass kind) {
    return switch (kind) {
      case CONTEXT_TOO_LONG ->
          "This model's maximum context length is 10 tokens. prompt is too long";
      case OVERLOADED -> "The model is overloaded";
      default -> "Told to fail: " + kind.id();
    };
  }

  private static String type(FailureClass kind, boolean anthropic) {
    return switch (kind) {
      case OVERLOADED -> "overloaded_error";
      case RATE_LIMITED -> "rate_limit_error";
      case BAD_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED -> "invalid_request_error";
      case UNAUTHORIZED -> "authentication_error";
      case MODEL_NOT_FOUND -> anthropic ? "not_found_error" : "invalid_request_error";
      default -> "api_error";
    };
  }

  private static String code(FailureClass kind) {
    return switch (kind) {
      case CONTEXT_TOO_LONG -> "context_length_exceeded";
      case CONTENT_FILTERED -> "content_filter";
      case OUT_OF_CREDIT -> "insufficient_quota";
      case UNAUTHORIZED -> "invalid_api_key";
      default -> kind.id();
    };
  }

  private static byte[] response(int status, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d Told\r\ncontent-type: %s\r\ncontent-length: %d\r\n\r\n"
            .formatted(status, type, bytes.length);
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  private static String json(Object value) {
    return JSON.writeValueAsString(value);
  }

  private static Map<String, Object> chat(String text) {
    var message = Map.of("role", "assistant", "content", text);
    var choice = Map.of("index", 0, "message", message, "finish_reason", "stop");
    return Map.of(
        "id",
        "fake",
        "object",
        "chat.completion",
        "created",
        1,
        "model",
        "fake",
        "choices",
        List.of(choice),
        "usage",
        USAGE);
  }

  private static String chatStream(String text) {
    return "data: "
        + json(chunk(Map.of("index", 0, "delta", Map.of("role", "assistant", "content", text))))
        + "\n\ndata: "
        + json(chunk(Map.of("index", 0, "delta", Map.of(), "finish_reason", "stop")))
        + "\n\ndata: [DONE]\n\n";
  }

  private static Map<String, Object> chunk(Map<String, Object> choice) {
    return Map.of(
        "id",
        "fake",
        "object",
        "chat.completion.chunk",
        "created",
        1,
        "model",
        "fake",
        "choices",
        List.of(choice));
  }

  private static Map<String, Object> message(String text, boolean whole) {
    var content = whole ? List.of(Map.of("type", "text", "text", text)) : List.of();
    var message =
        new java.util.LinkedHashMap<String, Object>(
            Map.of(
                "id",
                "msg_fake",
                "type",
                "message",
                "role",
                "assistant",
                "model",
                "fake",
                "content",
                content,
                "usage",
                TOKENS));
    message.put("stop_reason", whole ? "end_turn" : null);
    return message;
  }

  private static String anthropicStream(String text) {
    var events =
        List.<Map<String, Object>>of(
            Map.of("type", "message_start", "message", message(text, false)),
            Map.of(
                "type",
                "content_block_start",
                "index",
                0,
                "content_block",
                Map.of("type", "text", "text", "")),
            Map.of(
                "type",
                "content_block_delta",
                "index",
                0,
                "delta",
                Map.of("type", "text_delta", "text", text)),
            Map.of("type", "content_block_stop", "index", 0),
            Map.of(
                "type",
                "message_delta",
                "delta",
                Map.of("stop_reason", "end_turn"),
                "usage",
                Map.of("output_tokens", 2)),
            Map.of("type", "message_stop"));
    return events.stream()
        .map(each -> "event: " + each.get("type") + "\ndata: " + json(each) + "\n\n")
        .collect(Collectors.joining());
  }

  private static Map<String, Object> gemini(String text) {
    var content = Map.of("role", "model", "parts", List.of(Map.of("text", text)));
    return Map.of(
        "candidates",
        List.of(Map.of("index", 0, "content", content, "finishReason", "STOP")),
        "usageMetadata",
        Map.of("promptTokenCount", 10, "candidatesTokenCount", 2, "totalTokenCount", 12));
  }
}
