package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where pictures of graphs go.
final class PictureActionsTest {
  @TempDir Path directory = Path.of("");

  @Test
  void pictureNeverTakesThePlaceOfAFile() throws IOException {
    assertEquals(directory.resolve("desk.svg"), PictureActions.written(directory, "desk", "<a/>"));
    assertEquals(
        directory.resolve("desk-2.svg"), PictureActions.written(directory, "desk", "<b/>"));
    assertEquals("<a/>", Files.readString(directory.resolve("desk.svg")));
  }
}
