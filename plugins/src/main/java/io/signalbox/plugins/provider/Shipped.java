package io.signalbox.plugins.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The data files in the program.
final class Shipped {
  private Shipped() {}

  /// The text of a file beside this class.
  ///
  /// @throws IllegalStateException if it is not there, which is a fault of the build
  static String text(String file) {
    return find(file)
        .orElseThrow(() -> new IllegalStateException("There is no " + file + " in the program."));
  }

  /// The text of a file beside this class or below its package; empty if there is none.
  static Optional<String> find(String file) {
    try (InputStream in = Shipped.class.getResourceAsStream(file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
