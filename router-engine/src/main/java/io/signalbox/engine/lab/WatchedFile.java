package io.signalbox.engine.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// What a file holds, read again when it has changed, which is looked for once a second at most.
/// Safe for threads.
///
/// @param <T> what is made of it
final class WatchedFile<T> {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Path file;
  private final Function<Path, T> reading;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Optional<Held<T>> held = Optional.empty();

  private record Stamp(long modified, long size, String key) {}

  private record Held<T>(Instant looked, Stamp stamp, T value) {}

  /// @param reading must not throw, also if there is no such file
  WatchedFile(Path file, Function<Path, T> reading) {
    this.file = file;
    this.reading = reading;
  }

  T get(Instant now) {
    Optional<Held<T>> seen = held;
    boolean recent =
        seen.filter(each -> Duration.between(each.looked(), now).abs().compareTo(PAUSE) < 0)
            .isPresent();
    return recent ? seen.get().value() : look(now);
  }

  /// It has been changed by this very program.
  void forget() {
    held = Optional.empty();
  }

  private T look(Instant now) {
    lock.lock();
    try {
      Optional<Held<T>> old = held;
      Stamp stamp = stamp();
      T value =
          old.filter(each -> each.stamp().equals(stamp))
              .map(Held::value)
              .orElseGet(() -> reading.apply(file));
      held = Optional.of(new Held<>(now, stamp, value));
      return value;
    } finally {
      lock.unlock();
    }
  }

  private Stamp stamp() {
    try {
      var now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          now.lastModifiedTime().toMillis(), now.size(), String.valueOf(now.fileKey()));
    } catch (IOException | SecurityException e) {
      return new Stamp(0, -1, "");
    }
  }
}
