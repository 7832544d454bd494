package io.signalbox.engine.dialect.gemini.client;

import static io.signalbox.engine.dialect.gemini.client.Values.VALUES;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.json.Cursor;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads bytes that stand in the body. Belongs to one thread.
final class DataReader {
  private static final Pattern PICTURE = Pattern.compile("(?i)image/[a-z0-9.+-]{1,60}");

  private final Cursor cursor;
  private final String param;
  private String type = "";
  private String data = "";

  DataReader(Cursor cursor, String param) {
    this.cursor = cursor;
    this.param = param;
  }

  /// The picture; empty if it is a sound or a document, which this API alone takes like this.
  Optional<Part> picture() {
    if (cursor.isNull()) {
      return Optional.empty();
    }
    Members.read(cursor, param, this::member);
    return PICTURE.matcher(type).matches()
        ? Optional.of(new Part.Image("data:" + type + ";base64," + standard(), Optional.empty()))
        : Optional.empty();
  }

  private void member(String name) {
    String where = Members.at(param, name);
    switch (name) {
      case "mimeType" -> type = VALUES.text(cursor, where).orElse("");
      case "data" -> data = VALUES.text(cursor, where).orElse("");
      default -> cursor.skip();
    }
  }

  /// Clients write bytes in the alphabet for URLs too, which other APIs do not take.
  private String standard() {
    return data.replace('-', '+').replace('_', '/');
  }
}
