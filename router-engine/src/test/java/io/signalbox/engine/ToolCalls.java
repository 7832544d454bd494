package io.signalbox.engine;

import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.upstream.FakeProvider.Line;
import java.io.IOException;

/// A provider that speaks OpenAI's dialect and calls the tool `look`.
final class ToolCalls {
  private ToolCalls() {}

  /// In a stream, character by character.
  static void answer(Line line, SentRequest sent, String arguments) throws IOException {
    if (!sent.streams()) {
      String whole =
          FakeAnswers.whole("x")
              .replace("\"content\":\"x\"", "\"content\":null," + call(arguments))
              .replace("\"stop\"", "\"tool_calls\"");
      line.whole(200, "application/json", whole);
      return;
    }
    line.beginStream();
    line.event(FakeAnswers.chunk("{" + call("") + "}", "null"));
    for (int i = 0; i < arguments.length(); i++) {
      String piece = new JsonText().string(arguments.substring(i, i + 1)).toString();
      line.event(
          FakeAnswers.chunk(
              "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":" + piece + "}}]}",
              "null"));
    }
    line.event(FakeAnswers.chunk("{}", "\"tool_calls\""));
    line.event("[DONE]");
    line.endStream();
  }

  private static String call(String arguments) {
    return "\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"type\":\"function\",\"function\":"
        + "{\"name\":\"look\",\"arguments\":"
        + new JsonText().string(arguments)
        + "}}]";
  }
}
