package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.Attachment;
import io.signalbox.engine.dialect.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Documents as other dialects write them, as parts of this API. A file that lies with its provider
/// stays there, but for one of OpenAI's.
final class Documents {
  private Documents() {}

  /// The part as JSON text; empty if it is no document.
  ///
  /// @param losses told of what is said in words
  static Optional<String> of(Part.Foreign foreign, Set<String> losses) {
    return stored(foreign)
        .or(() -> Attachment.of(foreign).map(attachment -> attached(attachment, losses)))
        .map(part -> new String(JsonTree.bytes(part), StandardCharsets.UTF_8));
  }

  private static ObjectNode typed(String type) {
    return JsonTree.object().put("type", type);
  }

  private static boolean isRead(Attachment attachment) {
    boolean reached = attachment.base64().isPresent() || attachment.webUrl().isPresent();
    return reached && !attachment.isSound() && !attachment.type().startsWith("video/");
  }

  private static ObjectNode attached(Attachment attachment, Set<String> losses) {
    if (attachment.words().isPresent()) {
      return typed("input_text").put("text", attachment.words().get());
    } else if (!isRead(attachment)) {
      losses.add(attachment.loss());
      return typed("input_text").put("text", attachment.absence());
    }
    ObjectNode part = typed("input_file");
    attachment
        .dataUrl()
        .ifPresentOrElse(
            data -> part.put("filename", attachment.fileName()).put("file_data", data),
            () -> part.put("file_url", attachment.webUrl().orElse("")));
    return part;
  }

  private static Optional<ObjectNode> stored(Part.Foreign foreign) {
    JsonNode file = JsonTree.read(foreign.json()).orElseGet(JsonTree::object).path("file");
    String id = JsonTree.text(file, "file_id");
    boolean is = foreign.kind().equals("file") && !id.isEmpty();
    return is ? Optional.of(typed("input_file").put("file_id", id)) : Optional.empty();
  }
}
