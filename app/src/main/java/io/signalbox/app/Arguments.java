package io.signalbox.app;

import io.signalbox.app.document.SampleGraph;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Preferences.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the workbench was started with. Immutable.
///
/// @param file the graph to open; empty: the sample, else what was open last time
/// @param sample the sample to open
/// @param place the page to show first; empty: what fits
/// @param theme `light`, `dark` or `system`; empty: as it was last time
/// @param size of the window; empty: as it was last time
/// @param prompt asked at once; empty: nothing is asked
/// @param metadata of that request
/// @param select the id of what is selected at first; empty: nothing
/// @param acts the ids of actions that are done once it is open, in their order
/// @param picture where a picture of the window goes, after which the program ends
/// @param settle how long things settle before the picture is taken
/// @param where a file that says where everything on the screen is, for scripts
/// @param timing a file that says when the steps of the start were reached, for scripts
record Arguments(
    Optional<Path> file,
    Optional<SampleGraph> sample,
    Optional<PageId> place,
    Optional<Theme> theme,
    Optional<Size> size,
    String prompt,
    Map<String, String> metadata,
    String select,
    List<String> acts,
    Optional<Path> picture,
    Duration settle,
    Optional<Path> where,
    Optional<Path> timing) {

  /// How large a window is.
  record Size(double width, double height) {}

  /// Reads `[FILE] [--sample NAME] [--place NAME] [--theme light|dark|system] [--size WIDTHxHEIGHT]
  /// [--prompt TEXT] [--metadata KEY=VALUE] [--select ID] [--do ACTION] [--picture FILE.png]
  /// [--settle MILLISECONDS] [--where FILE] [--timing FILE]`.
  ///
  /// @throws IllegalArgumentException if they cannot be understood; its message is for the user
  static Arguments of(List<String> words) {
    var options = new LinkedHashMap<String, String>();
    var metadata = new LinkedHashMap<String, String>();
    var acts = new ArrayList<String>();
    Optional<Path> file = Optional.empty();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("--")) {
        file = Optional.of(Path.of(word));
      } else if (i + 1 == words.size()) {
        throw new IllegalArgumentException(word + " needs a value.");
      } else if (word.equals("--metadata")) {
        String[] pair = words.get(++i).split("=", 2);
        metadata.put(pair[0], pair.length == 2 ? pair[1] : "");
      } else if (word.equals("--do")) {
        acts.add(words.get(++i));
      } else {
        options.put(word, words.get(++i));
      }
    }
    return new Arguments(
        file,
        Optional.ofNullable(options.get("--sample")).map(Arguments::sample),
        Optional.ofNullable(options.get("--place")).map(Arguments::place),
        Optional.ofNullable(options.get("--theme")).map(Theme::of),
        Optional.ofNullable(options.get("--size")).map(Arguments::size),
        options.getOrDefault("--prompt", ""),
        metadata,
        options.getOrDefault("--select", ""),
        List.copyOf(acts),
        Optional.ofNullable(options.get("--picture")).map(Path::of),
        Duration.ofMillis(number(options.getOrDefault("--settle", "4000"), "--settle 4000")),
        Optional.ofNullable(options.get("--where")).map(Path::of),
        Optional.ofNullable(options.get("--timing")).map(Path::of));
  }

  /// The same words for a program that runs in another directory.
  static List<String> anywhere(List<String> words) {
    var all = new ArrayList<String>();
    for (int i = 0; i < words.size(); i++) {
      boolean option = words.get(i).startsWith("--");
      all.add(option ? words.get(i) : Path.of(words.get(i)).toAbsolutePath().toString());
      if (option && i + 1 < words.size()) {
        all.add(words.get(++i));
      }
    }
    return List.copyOf(all);
  }

  private static SampleGraph sample(String name) {
    return SampleGraph.of(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no sample "
                    + name
                    + "; there are "
                    + Stream.of(SampleGraph.values())
                        .map(SampleGraph::id)
                        .collect(Collectors.joining(", "))
                    + "."));
  }

  private static PageId place(String name) {
    return Stream.of(PageId.values())
        .filter(each -> each.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no page "
                    + name
                    + "; there are "
                    + Stream.of(PageId.values())
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                    + "."));
  }

  private static Size size(String words) {
    String[] parts = words.split("x", 2);
    String form = "--size 1280x800";
    return new Size(number(parts[0], form), number(parts.length == 2 ? parts[1] : "", form));
  }

  private static int number(String digits, String form) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("Write it as " + form + ".", wrong);
    }
  }
}
