package io.signalbox.app.tryout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/// A picture on the disk that goes along with a request.
public final class ImageFile {
  /// Larger ones are refused; providers take no more.
  static final int MOST_BYTES = 10 * 1024 * 1024;

  private ImageFile() {}

  /// Reads a picture of at most 10 MB; its form is known by its first bytes, not by its name.
  ///
  /// @throws IOException if it cannot be read, is too large, or is no picture; the message says so
  public static RequestDraft.Attachment read(Path file) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    String name = String.valueOf(file.getFileName());
    if (bytes.length > MOST_BYTES) {
      throw new IOException(name + " is larger than 10 MB. Attach a smaller image.");
    }
    String type =
        mediaType(bytes)
            .orElseThrow(() -> new IOException(name + " is not a PNG, JPEG, GIF or WebP image."));
    return new RequestDraft.Attachment(name, type, Base64.getEncoder().encodeToString(bytes));
  }

  private static Optional<String> mediaType(byte[] bytes) {
    if (begins(bytes, 0, 0x89, 'P', 'N', 'G')) {
      return Optional.of("image/png");
    }
    if (begins(bytes, 0, 0xFF, 0xD8, 0xFF)) {
      return Optional.of("image/jpeg");
    }
    if (begins(bytes, 0, 'G', 'I', 'F', '8')) {
      return Optional.of("image/gif");
    }
    boolean webp = begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'E', 'B', 'P');
    return webp ? Optional.of("image/webp") : Optional.empty();
  }

  private static boolean begins(byte[] bytes, int from, int... start) {
    if (bytes.length < from + start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[from + i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
