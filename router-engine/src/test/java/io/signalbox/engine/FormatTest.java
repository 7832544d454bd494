package io.signalbox.engine;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every source file of every module is as google-java-format writes it; {@code .ci/format} fixes
 * it.
 */
final class FormatTest {
  private static final boolean WRITE = "write".equals(System.getenv("SIGNALBOX_FORMAT"));

  @Test
  void sourcesAreFormatted() throws IOException {
    Path root = root();
    List<Path> sources = sources(root);
    List<String> wrong =
        sources.parallelStream()
            .filter(FormatTest::isUnformatted)
            .map(file -> root.relativize(file).toString())
            .sorted()
            .toList();
    if (!wrong.isEmpty()) {
      fail(
          wrong.stream()
              .collect(
                  joining(
                      "\n  ",
                      WRITE
                          ? "Formatted now, run again:\n  "
                          : "Not formatted, run .ci/format:\n  ",
                      "")));
    }
  }

  private static boolean isUnformatted(Path file) {
    try {
      String is = Files.readString(file);
      String should = new Formatter().formatSourceAndFixImports(is);
      if (is.equals(should)) {
        return false;
      }
      if (WRITE) {
        Files.writeString(file, should);
      }
      return true;
    } catch (IOException | FormatterException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> sources = new ArrayList<>();
    try (var modules = Files.newDirectoryStream(root, Files::isDirectory)) {
      for (Path module : modules) {
        Path src = module.resolve("src");
        if (Files.isDirectory(src)) {
          try (var files = Files.walk(src)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.isDirectory(here.resolve("router-engine"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new IllegalStateException("no checkout above " + Path.of("").toAbsolutePath());
    }
    return here;
  }
}
