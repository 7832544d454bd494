package io.signalbox.engine.dialect.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Golden files. A missing one is written and fails the test; with `SIGNALBOX_GOLDEN=write` in the
/// environment all are written anew.
public final class Golden {
  private static final Path ROOT = Path.of("src", "test", "resources", "golden", "dialect");
  private static final boolean WRITE = "write".equals(System.getenv("SIGNALBOX_GOLDEN"));

  private Golden() {}

  /// One test for each file of the folder whose name ends so; what the function makes of it is held
  /// against the file of the same name that ends in `.golden`.
  public static Stream<DynamicTest> files(
      String folder, String ending, Function<byte[], String> act) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream()
          .map(file ->
              DynamicTest.dynamicTest(
                  file.getFileName().toString(),
                  () -> hold(withGolden(file, ending), act.apply(Files.readAllBytes(file)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A test that holds a text against a golden file.
  public static DynamicTest text(String folder, String name, String actual) {
    return DynamicTest.dynamicTest(
        name, () -> hold(ROOT.resolve(folder).resolve(name + ".golden"), actual));
  }

  private static Path withGolden(Path file, String ending) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - ending.length()) + ".golden");
  }

  private static void hold(Path golden, String actual) throws IOException {
    String text = actual.endsWith("\n") ? actual : actual + "\n";
    if (WRITE || !Files.exists(golden)) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, text);
      fail("written, to be read by a person: " + golden);
    }
    assertEquals(Files.readString(golden), text);
  }
}
