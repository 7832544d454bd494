package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.Attachment;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.RequestRules.Documents;
import java.util.Optional;

/// A PDF as the part of a message as which a server of Chat Completions takes it. Sources: OpenAI's
/// guide on file inputs (https://platform.openai.com/docs/guides/pdf-files), OpenRouter's on PDFs
/// (https://openrouter.ai/docs/features/multimodal/pdfs), Mistral's on documents
/// (https://docs.mistral.ai/capabilities/document_ai/document_qna), read 2026-11.
final class DocumentPart {
  private static final String PDF = "application/pdf";
  private static final String FILE = "file";
  private static final String ADDRESS = "document_url";

  private DocumentPart() {}

  /// The part; empty if the attachment is no PDF or lies where the server cannot read it.
  static Optional<Part> of(Attachment attachment, Documents as) {
    if (!attachment.type().equals(PDF)) {
      return Optional.empty();
    }
    return switch (as) {
      case FILE -> attachment.dataUrl().map(data -> file(attachment, data));
      case FILE_OR_URL ->
          attachment.dataUrl().or(attachment::webUrl).map(data -> file(attachment, data));
      case DOCUMENT_URL -> attachment.dataUrl().or(attachment::webUrl).map(DocumentPart::address);
    };
  }

  /// Whether it is of a type that stands for a document in one of these APIs.
  static boolean isOne(String type) {
    return type.equals(FILE) || type.equals(ADDRESS);
  }

  /// Whether a server takes a part of this type as it is.
  static boolean takes(Documents as, String type) {
    return type.equals(as == Documents.DOCUMENT_URL ? ADDRESS : FILE);
  }

  private static Part file(Attachment attachment, String data) {
    var json = new JsonText().open('{').member("type", FILE).name(FILE).open('{');
    json.member("filename", attachment.fileName()).member("file_data", data);
    return new Part.Foreign(OpenAiApi.ID, FILE, json.close('}').close('}').toString());
  }

  private static Part address(String url) {
    var json = new JsonText().open('{').member("type", ADDRESS).member(ADDRESS, url);
    return new Part.Foreign(OpenAiApi.ID, ADDRESS, json.close('}').toString());
  }
}
