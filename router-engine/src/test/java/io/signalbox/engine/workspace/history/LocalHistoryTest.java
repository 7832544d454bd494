package io.signalbox.engine.workspace.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Earlier versions of a file.
final class LocalHistoryTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void newestIsFirstAndTheSameIsNotKeptTwice() throws IOException {
    var history = new LocalHistory(folder.resolve("history"));
    Path file = folder.resolve("desk.yaml");
    history.keep(file, "one", Instant.ofEpochMilli(1_000));
    history.keep(file, "two", Instant.ofEpochMilli(2_000));
    history.keep(file, "two", Instant.ofEpochMilli(3_000));
    history.keep(folder.resolve("other.yaml"), "else", Instant.ofEpochMilli(4_000));
    assertEquals(List.of("two", "one"), texts(history, file));
    assertEquals(Instant.ofEpochMilli(2_000), history.versions(file).getFirst().at());
  }

  @Test
  void onlyTheNewestTwoHundredAreKept() throws IOException {
    var history = new LocalHistory(folder.resolve("history"));
    Path file = folder.resolve("desk.yaml");
    for (int i = 1; i <= 205; i++) {
      history.keep(file, "version " + i, Instant.ofEpochMilli(i));
    }
    assertEquals(200, history.versions(file).size());
    assertEquals("version 205", texts(history, file).getFirst());
    assertEquals("version 6", texts(history, file).getLast());
  }

  private static List<String> texts(LocalHistory history, Path file) throws IOException {
    var texts = new ArrayList<String>();
    for (LocalHistory.Version version : history.versions(file)) {
      texts.add(version.text());
    }
    return texts;
  }
}
