package io.signalbox.engine.cli.practice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Requests as apps send them: in each shape of API, whole and streamed, to each model of the
/// practice graph.
final class Requests {
  private static final String PROMPT =
      "Why does this loop never end, and how is it mended? ".repeat(16);

  /// One shape of API.
  ///
  /// @param path with `VERB` where it says whether to stream
  /// @param body with places for whether to stream, the prompt and the target
  private record Shape(String path, String body) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(
              "/v1/chat/completions",
              """
              {"model":"Practice","stream":%s,"messages":[{"role":"system","content":"You are a helpful assistant."},\
              {"role":"user","content":"%s"}],"temperature":0.2,"max_tokens":64,"metadata":{"to":"%s"}}\
              """),
          new Shape(
              "/v1/messages",
              """
              {"model":"Practice","stream":%s,"system":"You are a helpful assistant.","messages":[{"role":"user",\
              "content":"%s"}],"max_tokens":64,"metadata":{"user_id":"%s"}}\
              """),
          new Shape(
              "/v1/responses",
              """
              {"model":"Practice","stream":%s,"instructions":"You are a helpful assistant.","input":"%s",\
              "max_output_tokens":64,"metadata":{"to":"%s"}}\
              """),
          new Shape(
              "/v1beta/models/Practice:VERB",
              """
              {"systemInstruction":{"parts":[{"text":"You are a helpful assistant."}]},"contents":[{"role":"user",\
              "parts":[{"text":"%2$s"}]}],"generationConfig":{"temperature":0.2,"maxOutputTokens":64}}\
              """));

  private Requests() {}

  /// One of each kind, ready to be written.
  ///
  /// @param port of the proxy
  /// @param key an app's
  /// @param targets what `metadata.to` may say
  static List<byte[]> all(int port, String key, List<String> targets) {
    var all = new ArrayList<byte[]>();
    for (String to : targets) {
      for (boolean stream : new boolean[] {false, true}) {
        for (Shape shape : SHAPES) {
          String body = shape.body().formatted(stream, PROMPT, to);
          String verb = stream ? "streamGenerateContent?alt=sse" : "generateContent";
          all.add(request(shape.path().replace("VERB", verb), port, key, to, body));
        }
      }
    }
    return List.copyOf(all);
  }

  private static byte[] request(String path, int port, String key, String to, String body) {
    return """
    POST %s HTTP/1.1\r
    Host: localhost:%d\r
    User-Agent: practice\r
    Authorization: Bearer %s\r
    Content-Type: application/json\r
    x-signalbox-metadata: to=%s\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(path, port, key, to, body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
