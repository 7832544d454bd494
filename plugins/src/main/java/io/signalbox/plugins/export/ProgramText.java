package io.signalbox.plugins.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The programs that walk a [DecisionTable] and other texts of exports, as they lie beside this
/// class.
public final class ProgramText {
  private ProgramText() {}

  /// The text of a program.
  ///
  /// @param name the file's
  public static String of(String name) {
    try (InputStream in =
        Objects.requireNonNull(ProgramText.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The program of a gateway that runs Lua: its own part around the walk that all of them share,
  /// which has the table.
  static String lua(String name, Map<String, Object> table) {
    return of(name)
        .replace("@WALK@", of("walk.lua"))
        .replace("@TABLE@", quotedLines(Scripts.prettyJson(table)));
  }

  /// The text of a program that lies in several files.
  static String of(List<String> names) {
    return names.stream().map(ProgramText::of).collect(Collectors.joining());
  }

  /// A table as the beginning of a program in JavaScript.
  static String table(Map<String, Object> table) {
    String lines = quotedLines(Scripts.prettyJson(table));
    return "const TABLE = JSON.parse([" + lines + "].join('\\n'));\n\n";
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
