package io.signalbox.engine.cli.bench;

import io.signalbox.engine.cli.command.BadInputException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What a benchmark can measure.
enum BenchPart {
  WARM,
  START,
  STREAMS,
  MEMORY;

  /// As it is written on the command line.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws BadInputException if a word names no part, or there is none
  static Set<BenchPart> of(List<String> words) {
    var parts = EnumSet.noneOf(BenchPart.class);
    words.forEach(word -> parts.add(of(word.strip())));
    if (parts.isEmpty()) {
      throw new BadInputException("--only: name at least one of " + all() + ".");
    }
    return parts;
  }

  private static BenchPart of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new BadInputException("--only: '" + word + "' is none of " + all() + "."));
  }

  private static String all() {
    return Arrays.stream(values()).map(BenchPart::word).collect(Collectors.joining(", "));
  }
}
