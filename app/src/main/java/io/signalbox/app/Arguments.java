package io.signalbox.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the workbench was started with. Immutable.
///
/// @param file the graph to open; empty: the sample
/// @param theme `light`, `dark` or `system`
/// @param width of the window
/// @param height of the window
/// @param prompt asked at once; empty: nothing is asked
/// @param metadata of that request
/// @param select the id of what is selected at first; empty: nothing
/// @param picture where a picture of the window goes, after which the program ends
record Arguments(
    Optional<Path> file,
    String theme,
    double width,
    double height,
    String prompt,
    Map<String, String> metadata,
    String select,
    Optional<Path> picture) {

  /// Reads `[FILE] [--theme light|dark|system] [--size WIDTHxHEIGHT] [--prompt TEXT] [--metadata
  /// KEY=VALUE] [--select ID] [--picture FILE.png]`.
  ///
  /// @throws IllegalArgumentException if they cannot be understood; its message is for the user
  static Arguments of(List<String> words) {
    var options = new LinkedHashMap<String, String>();
    var metadata = new LinkedHashMap<String, String>();
    Optional<Path> file = Optional.empty();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("--")) {
        file = Optional.of(Path.of(word));
      } else if (i + 1 == words.size()) {
        throw new IllegalArgumentException(word + " needs a value after it.");
      } else if (word.equals("--metadata")) {
        String[] pair = words.get(++i).split("=", 2);
        metadata.put(pair[0], pair.length == 2 ? pair[1] : "");
      } else {
        options.put(word, words.get(++i));
      }
    }
    String[] size = options.getOrDefault("--size", "1600x1000").split("x", 2);
    return new Arguments(
        file,
        options.getOrDefault("--theme", "system"),
        number(size[0]),
        number(size.length == 2 ? size[1] : ""),
        options.getOrDefault("--prompt", ""),
        metadata,
        options.getOrDefault("--select", ""),
        Optional.ofNullable(options.get("--picture")).map(Path::of));
  }

  private static double number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("--size is written 1280x800.", wrong);
    }
  }
}
