package io.signalbox.plugins.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The data files in the program.
final class Shipped {
  private Shipped() {}

  /// The text of a file beside this class.
  ///
  /// @throws IllegalStateException if it is not there, which is a fault of the build
  static String text(String file) {
    try (InputStream in = Shipped.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("There is no " + file + " in the program.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
