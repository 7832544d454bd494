package io.signalbox.app.export;

import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigExporter.Fidelity;
import io.signalbox.engine.spi.Grade;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds things in the files of an export. Pure.
final class TextMentions {
  private static final Pattern KEY =
      Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:KEY|TOKEN)\\b");

  private TextMentions() {}

  /// A line of a file.
  ///
  /// @param line from 1
  record Spot(String file, int line) {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /// Where one of these names is first; empty if none is anywhere. A line of its own is better than
  /// one that names other parts of the graph as well.
  ///
  /// @param ids of all parts of the graph
  static Optional<Spot> of(
      List<String> names, Collection<String> ids, List<ConfigExporter.File> files) {
    for (String name : names) {
      Pattern whole = whole(name);
      Optional<Spot> spot =
          files.stream()
              .flatMap(file -> mentions(whole, file, ids))
              .min(Comparator.comparingLong(Mention::others))
              .map(Mention::spot);
      if (spot.isPresent()) {
        return spot;
      }
    }
    return Optional.empty();
  }

  /// A line with a name.
  ///
  /// @param others how many parts of the graph it names
  private record Mention(Spot spot, long others) {}

  private static Stream<Mention> mentions(
      Pattern name, ConfigExporter.File file, Collection<String> ids) {
    List<String> lines = file.text().lines().toList();
    return IntStream.range(0, lines.size())
        .filter(i -> name.matcher(lines.get(i)).find())
        .mapToObj(i ->
            new Mention(
                new Spot(file.name(), i + 1),
                ids.stream().filter(id -> whole(id).matcher(lines.get(i)).find()).count()));
  }

  private static Pattern whole(String name) {
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])");
  }

  /// The names of the keys that the files refer to, sorted.
  static List<String> keys(List<ConfigExporter.File> files) {
    var keys = new TreeSet<String>();
    for (ConfigExporter.File file : files) {
      Matcher found = KEY.matcher(file.text());
      while (found.find()) {
        keys.add(found.group());
      }
    }
    return List.copyOf(keys);
  }

  /// How many nodes and models have this grade.
  static long count(ConfigExporter.Export export, Grade grade) {
    return parts(export).stream().filter(row -> row.grade() == grade).count();
  }

  /// How many nodes and models have which grade: `8 exact, 2 approximate`.
  static String counts(ConfigExporter.Export export) {
    return Arrays.stream(Grade.values())
        .filter(grade -> grade == Grade.EXACT || count(export, grade) > 0)
        .map(grade -> count(export, grade) + " " + grade.id())
        .collect(Collectors.joining(", "));
  }

  /// The rows of nodes and models.
  static List<Fidelity> parts(ConfigExporter.Export export) {
    return export.report().stream().filter(Fidelity::isDrawn).toList();
  }
}
