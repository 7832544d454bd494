package io.signalbox.engine.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// How much memory processes hold, as Linux tells it.
final class ResidentMemory {
  private static final String FIELD = "VmRSS:";

  private ResidentMemory() {}

  /// A process and those that it started, in KiB; what they share counts for each. Empty where the
  /// system does not tell.
  static OptionalLong kilobytes(Process process) {
    List<OptionalLong> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .map(each -> read(Path.of("/proc/" + each.pid() + "/status")))
            .toList();
    return all.stream().allMatch(OptionalLong::isPresent)
        ? OptionalLong.of(all.stream().mapToLong(OptionalLong::orElseThrow).sum())
        : OptionalLong.empty();
  }

  private static OptionalLong read(Path status) {
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(FIELD))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
