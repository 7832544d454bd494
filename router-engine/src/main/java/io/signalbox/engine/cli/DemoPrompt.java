package io.signalbox.engine.cli;

import io.signalbox.engine.cli.diff.RequestLines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// One prompt of the demo's day.
///
/// @param body of a Chat Completions request, as JSON
/// @param stream whether it asks for a stream
record DemoPrompt(String body, boolean stream) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  static List<DemoPrompt> read(String lines) {
    return lines.lines().filter(line -> !line.isBlank()).map(DemoPrompt::of).toList();
  }

  private static DemoPrompt of(String line) {
    JsonNode row = JSON.readTree(line);
    String text = RequestLines.text(row);
    var body = new LinkedHashMap<String, Object>();
    body.put("model", "auto");
    body.put("messages", List.of(Map.of("role", "user", "content", text)));
    body.put("max_tokens", row.path("max_tokens").asInt(100));
    body.put("stream", row.path("stream").asBoolean(false));
    if (row.has("metadata")) {
      body.put("metadata", row.get("metadata"));
    }
    return new DemoPrompt(JSON.writeValueAsString(body), row.path("stream").asBoolean(false));
  }
}
