package io.signalbox.engine.dialect.kit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Recorded answers of real providers, beside the repository; not part of it.
public final class Recordings {
  private Recordings() {}

  /// The files of a folder; a test is skipped where the folder is absent.
  public static List<Path> of(String folder, String ending) {
    Path found = root().resolve(folder);
    assumeTrue(Files.isDirectory(found), "skipped: no recordings at " + found);
    try (Stream<Path> files = Files.list(found)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All files, below all folders; a test is skipped where there are none.
  public static List<Path> all() {
    assumeTrue(Files.isDirectory(root()), "skipped: no recordings at " + root());
    try (Stream<Path> files = Files.walk(root())) {
      return files.filter(file -> file.toString().matches(".*\\.(json|txt)")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The name of a file, with its folder.
  public static String name(Path file) {
    return root().relativize(file).toString();
  }

  /// The lines of a recorded stream, an event's payload each.
  public static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A work tree lies one folder deeper than the repository itself.
  private static Path root() {
    Path shared = Path.of(System.getProperty("signalbox.shared", "../../shared"));
    Path found = Files.isDirectory(shared) ? shared : Path.of("..").resolve(shared);
    return found.resolve("recordings");
  }
}
