package io.signalbox.engine.dialect.ollama;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `images`: pictures in base64, whose kind is known by their first bytes alone.
final class Pictures {
  private static final Map<String, String> KINDS =
      Map.of(
          "iVBORw0KGgo", "image/png",
          "/9j/", "image/jpeg",
          "R0lGOD", "image/gif",
          "UklGR", "image/webp");

  private Pictures() {}

  static List<Part> read(Cursor cursor, String param) {
    List<Part> all = new ArrayList<>();
    for (String data : Values.list(cursor, param)) {
      all.add(picture(data, param + "[" + all.size() + "]"));
    }
    return all;
  }

  private static Part picture(String data, String param) {
    String kind =
        KINDS.entrySet().stream()
            .filter(each -> data.startsWith(each.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(
                () -> BodyErrors.of(param, "must be a PNG, JPEG, GIF or WebP picture in base64"));
    return new Part.Image("data:" + kind + ";base64," + data, Optional.empty());
  }
}
