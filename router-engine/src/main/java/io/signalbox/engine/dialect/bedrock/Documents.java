package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.Attachment;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.Seal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Documents that clients send in their own dialects: Anthropic's `document`, OpenAI's `file`,
/// Gemini's `inlineData`.
final class Documents {
  private static final Set<String> FORMATS =
      Set.of("pdf", "csv", "html", "txt", "md", "doc", "xls", "docx", "xlsx");

  private final List<String> losses;
  private int count;

  Documents(List<String> losses) {
    this.losses = losses;
  }

  /// The block for a piece that only one dialect knows.
  Optional<ObjectNode> of(Part.Foreign foreign) {
    if (Seal.isSignature(foreign)) {
      return Optional.empty();
    }
    Optional<Attachment> attachment = Attachment.of(foreign);
    if (attachment.isEmpty()) {
      losses.add("Bedrock does not support parts of type `" + foreign.kind() + "`: left out.");
      return Optional.empty();
    }
    return Optional.of(of(attachment.get()));
  }

  private ObjectNode of(Attachment attachment) {
    Optional<String> format = attachment.ending().filter(FORMATS::contains);
    if (format.isPresent() && attachment.base64().isPresent()) {
      return block(format.get(), attachment.base64().get());
    } else if (attachment.words().isPresent()) {
      return Turns.text(attachment.words().get());
    }
    losses.add(attachment.loss());
    return Turns.text(attachment.absence());
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
