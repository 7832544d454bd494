package io.signalbox.plugins.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/// The programs that walk a [DecisionTable], as they lie beside this class.
final class ProgramText {
  private ProgramText() {}

  /// The text of a program.
  ///
  /// @param name the file's
  static String of(String name) {
    try (InputStream in =
        Objects.requireNonNull(ProgramText.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// JSON as texts of JavaScript or Lua, a line each, parted by commas. It goes through a parser of
  /// JSON there, where no name means anything.
  static String quotedLines(String json) {
    return json.strip()
        .lines()
        .map(Scripts::json)
        .collect(Collectors.joining(",\n  ", "\n  ", "\n"));
  }
}
