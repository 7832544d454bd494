package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Documents as other dialects write them, as parts of this API: a `file` of Chat Completions, a
/// `document` of Anthropic, data and files of Gemini. A file that lies with its provider stays
/// there, but for one of OpenAI's.
final class Documents {
  private static final String UNNAMED = "document.pdf";

  private Documents() {}

  /// The part as JSON text; empty if it is no document, or cannot be said.
  static Optional<String> of(Part.Foreign foreign) {
    Optional<ObjectNode> json = JsonTree.readObject(foreign.json());
    return json.flatMap(node ->
            switch (foreign.kind()) {
              case "file" -> ofChat(node.path("file"));
              case "document" -> ofAnthropic(node);
              case "inlineData", "fileData" -> ofGemini(node);
              default -> Optional.<ObjectNode>empty();
            })
        .map(part -> new String(JsonTree.bytes(part), StandardCharsets.UTF_8));
  }

  private static ObjectNode file() {
    return JsonTree.object().put("type", "input_file");
  }

  private static ObjectNode data(String type, String base64, String name) {
    return file()
        .put("filename", name.isEmpty() ? UNNAMED : name)
        .put("file_data", "data:" + type + ";base64," + base64);
  }

  private static Optional<ObjectNode> ofChat(JsonNode file) {
    ObjectNode part = file();
    for (String name : new String[] {"file_id", "filename", "file_data"}) {
      String value = JsonTree.text(file, name);
      if (!value.isEmpty()) {
        part.put(name, value);
      }
    }
    return part.has("file_id") || part.has("file_data") ? Optional.of(part) : Optional.empty();
  }

  private static Optional<ObjectNode> ofAnthropic(JsonNode document) {
    JsonNode source = document.path("source");
    String title = JsonTree.text(document, "title");
    return switch (JsonTree.text(source, "type")) {
      case "base64" ->
          Optional.of(
              data(JsonTree.text(source, "media_type"), JsonTree.text(source, "data"), title));
      case "url" -> Optional.of(file().put("file_url", JsonTree.text(source, "url")));
      default -> Optional.empty();
    };
  }

  /// Pictures have become pictures already; what OpenAI reads besides are documents in PDF.
  private static Optional<ObjectNode> ofGemini(JsonNode part) {
    JsonNode inline = part.path("inlineData");
    String type = JsonTree.text(inline, "mimeType");
    return type.equals("application/pdf")
        ? Optional.of(data(type, standard(JsonTree.text(inline, "data")), ""))
        : Optional.empty();
  }

  /// Clients of Gemini write bytes in the alphabet for URLs too.
  private static String standard(String base64) {
    return base64.replace('-', '+').replace('_', '/');
  }
}
