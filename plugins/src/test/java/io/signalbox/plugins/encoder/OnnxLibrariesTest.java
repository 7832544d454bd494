package io.signalbox.plugins.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxLibrariesTest {
  @TempDir private Path temporary;

  @Test
  void bothLibrariesOfThePlatformAreUnpacked() throws IOException {
    Path place = OnnxLibraries.unpack(temporary).orElseThrow();
    try (var files = Files.list(place)) {
      assertEquals(2, files.count());
    }
    Path runtime = place.resolve(System.mapLibraryName("onnxruntime"));
    assertTrue(Files.size(runtime) > 1_000_000, runtime + " is too small");
  }

  @Test
  void loadingLeavesNothingBehind() throws IOException {
    assertNotNull(OnnxLibraries.load(temporary));
    try (var files = Files.list(temporary)) {
      assertEquals(0, files.count());
    }
  }
}
