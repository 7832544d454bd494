package io.signalbox.engine.dialect.anthropic.client;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.json.Cursor;
import java.util.Optional;

/// Reads where a picture or a document comes from. Belongs to one thread.
final class SourceReader {
  private String type = "";
  private String mediaType = "";
  private String data = "";
  private String url = "";

  void read(Cursor cursor) {
    if (!cursor.isObject()) {
      cursor.skip();
      return;
    }
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "type" -> type = cursor.text();
        case "media_type" -> mediaType = cursor.text();
        case "data" -> data = cursor.text();
        case "url" -> url = cursor.text();
        default -> cursor.skip();
      }
    }
  }

  /// The picture; empty if it lies with the provider.
  Optional<Part> image() {
    return switch (type) {
      case "base64" -> Optional.of(picture("data:" + mediaType + ";base64," + data));
      case "url" -> Optional.of(picture(url));
      default -> Optional.empty();
    };
  }

  private static Part picture(String address) {
    return new Part.Image(address, Optional.empty());
  }

  /// The document as a text; empty if it is none.
  Optional<Part> document(Optional<String> title) {
    return type.equals("text")
        ? Optional.of(new Part.Text(title.map(each -> each + "\n\n").orElse("") + data))
        : Optional.empty();
  }
}
