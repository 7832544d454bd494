package io.signalbox.engine.cli.practice;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a provider answers in each shape of API, whole or as a stream of events.
///
/// @param endpoint by what a path is known
/// @param whole a response with all of the answer
/// @param stream one with events
record Answers(String endpoint, byte[] whole, byte[] stream) {
  private static final int WORDS = 20;

  private static final Answers CHAT =
      of(
          "/chat/completions",
          """
          {"id":"c1","object":"chat.completion","created":1767225600,"model":"practice","choices":[{"index":0,\
          "message":{"role":"assistant","content":"The loop never ends because its counter is never raised."},\
          "finish_reason":"stop"}],"usage":{"prompt_tokens":220,"completion_tokens":12,"total_tokens":232}}\
          """,
          "",
          """
          data: {"id":"c1","object":"chat.completion.chunk","created":1767225600,"model":"practice",\
          "choices":[{"index":0,"delta":{"role":"assistant","content":"word%d "},"finish_reason":null}]}

          """,
          """
          data: {"id":"c1","object":"chat.completion.chunk","created":1767225600,"model":"practice",\
          "choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

          data: {"id":"c1","object":"chat.completion.chunk","created":1767225600,"model":"practice",\
          "choices":[],"usage":{"prompt_tokens":220,"completion_tokens":20,"total_tokens":240}}

          data: [DONE]

          """);
  private static final Answers MESSAGES =
      of(
          "/messages",
          """
          {"id":"m1","type":"message","role":"assistant","model":"practice","content":[{"type":"text",\
          "text":"The loop never ends because its counter is never raised."}],"stop_reason":"end_turn",\
          "stop_sequence":null,"usage":{"input_tokens":220,"output_tokens":12}}\
          """,
          """
          event: message_start
          data: {"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"practice",\
          "content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":220,"output_tokens":1}}}

          event: content_block_start
          data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

          """,
          """
          event: content_block_delta
          data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"word%d "}}

          """,
          """
          event: content_block_stop
          data: {"type":"content_block_stop","index":0}

          event: message_delta
          data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":20}}

          event: message_stop
          data: {"type":"message_stop"}

          """);
  private static final Answers GEMINI =
      of(
          "enerateContent",
          """
          {"candidates":[{"content":{"role":"model","parts":[{"text":"The loop never ends."}]},"finishReason":"STOP",\
          "index":0}],"usageMetadata":{"promptTokenCount":220,"candidatesTokenCount":12,"totalTokenCount":232}}\
          """,
          "",
          """
          data: {"candidates":[{"content":{"role":"model","parts":[{"text":"word%d "}]},"index":0}]}

          """,
          """
          data: {"candidates":[{"content":{"role":"model","parts":[{"text":"."}]},"finishReason":"STOP","index":0}],\
          "usageMetadata":{"promptTokenCount":220,"candidatesTokenCount":20,"totalTokenCount":240}}

          """);

  private static Answers of(String endpoint, String whole, String first, String word, String last) {
    String words =
        IntStream.range(0, WORDS).mapToObj(word::formatted).collect(Collectors.joining());
    return new Answers(
        endpoint,
        response("application/json", whole.strip()),
        response("text/event-stream", first + words + last));
  }

  private static byte[] response(String type, String body) {
    return """
    HTTP/1.1 200 OK\r
    Content-Type: %s\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(type, body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// The answer to a request, by its first line: the endpoint tells the shape, the path whether a
  /// stream is wanted. Only strings of this package come here.
  static byte[] to(String requestLine) {
    for (Answers each : List.of(CHAT, MESSAGES, GEMINI)) {
      if (requestLine.contains(each.endpoint)) {
        return requestLine.contains("stream") ? each.stream : each.whole;
      }
    }
    return CHAT.whole;
  }
}
