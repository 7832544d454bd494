package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Documents that clients send in their own dialects: Anthropic's `document`, OpenAI's `file`,
/// Gemini's `inlineData`.
final class Documents {
  private static final Map<String, String> FORMATS =
      Map.of(
          "application/pdf", "pdf",
          "text/csv", "csv",
          "text/html", "html",
          "text/plain", "txt",
          "text/markdown", "md",
          "application/msword", "doc",
          "application/vnd.ms-excel", "xls",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

  private final List<String> losses;
  private int count;

  Documents(List<String> losses) {
    this.losses = losses;
  }

  /// The block for a piece that only one dialect knows.
  Optional<ObjectNode> of(Part.Foreign foreign) {
    JsonNode json = JsonTree.read(foreign.json()).orElseGet(JsonTree::object);
    Optional<Blocks.DataUrl> data =
        switch (foreign.kind()) {
          case "document" -> anthropic(json.path("source"));
          case "file" -> Blocks.DataUrl.of(JsonTree.text(json.path("file"), "file_data"));
          case "inlineData" -> gemini(json.path("inlineData"));
          default -> Optional.empty();
        };
    Optional<String> format = data.flatMap(each -> Optional.ofNullable(FORMATS.get(each.type())));
    if (format.isEmpty()) {
      losses.add("Bedrock does not support parts of type `" + foreign.kind() + "`: left out.");
      return Optional.empty();
    }
    return Optional.of(block(format.get(), data.orElseThrow().base64()));
  }

  private static Optional<Blocks.DataUrl> anthropic(JsonNode source) {
    return JsonTree.text(source, "type").equals("base64")
        ? Optional.of(
            new Blocks.DataUrl(JsonTree.text(source, "media_type"), JsonTree.text(source, "data")))
        : Optional.empty();
  }

  private static Optional<Blocks.DataUrl> gemini(JsonNode data) {
    return Optional.of(
        new Blocks.DataUrl(JsonTree.text(data, "mimeType"), JsonTree.text(data, "data")));
  }

  /// Each has a name of its own; the client's could tell the model what to do.
  private ObjectNode block(String format, String base64) {
    ObjectNode node = JsonTree.object();
    node.putObject("document")
        .put("format", format)
        .put("name", "document-" + ++count)
        .putObject("source")
        .put("bytes", base64);
    return node;
  }
}
