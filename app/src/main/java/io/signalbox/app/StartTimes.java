package io.signalbox.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// When each step of the start was reached, for scripts that measure it. For the UI thread.
final class StartTimes {
  private final Optional<Path> file;
  private final List<Step> steps = new ArrayList<>();

  /// @param reached when
  /// @param worked how long all threads have worked until then
  private record Step(String name, Instant reached, Duration worked) {}

  /// @param file where they are written; empty: nothing is measured
  StartTimes(Optional<Path> file) {
    this.file = file;
  }

  /// A step was reached.
  void reached(String name) {
    if (file.isPresent()) {
      Duration worked = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
      steps.add(new Step(name, Instant.now(), worked));
    }
  }

  /// The last step was reached: writes a line for each step, with the milliseconds since the
  /// virtual machine began, those that its threads have worked, and its name, tabs between.
  ///
  /// @throws UncheckedIOException if the file cannot be written
  void ended(String name) {
    reached(name);
    file.ifPresent(this::write);
  }

  private void write(Path to) {
    Instant began = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    String lines =
        steps.stream()
            .map(step ->
                String.format(
                    Locale.ROOT,
                    "%d\t%d\t%s\n",
                    Duration.between(began, step.reached()).toMillis(),
                    step.worked().toMillis(),
                    step.name()))
            .collect(Collectors.joining());
    try {
      Files.writeString(to, lines);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
