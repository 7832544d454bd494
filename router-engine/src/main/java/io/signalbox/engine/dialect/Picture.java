package io.signalbox.engine.dialect;

import java.util.Locale;
import java.util.Optional;

/// A picture that a message brings along. Immutable.
///
/// @param type its media type, in lower case; JPEG has one name whatever the client calls it
/// @param base64 what it holds
public record Picture(String type, String base64) {
  /// Of a `data:` address; empty if it lies elsewhere, or is not base64.
  public static Optional<Picture> of(String url) {
    int comma = url.indexOf(',');
    return url.startsWith("data:") && comma > 0 && url.substring(0, comma).endsWith(";base64")
        ? Optional.of(
            new Picture(type(url.substring("data:".length(), comma)), url.substring(comma + 1)))
        : Optional.empty();
  }

  private static String type(String written) {
    String type = written.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.equals("image/jpg") || type.equals("image/pjpeg") ? "image/jpeg" : type;
  }

  /// What stands in its place for a model that cannot read it.
  ///
  /// @param type its media type; empty if it is unknown
  public static String absence(String type) {
    return "[An image%s was attached here. It cannot be shown to you.]"
        .formatted(type.isEmpty() ? "" : " (" + type + ")");
  }
}
