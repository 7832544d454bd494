package io.signalbox.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the workbench remembers.
final class WorkbenchStateTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void whatWasPutIsThereAgain() throws IOException {
    Path file = folder.resolve("own/workbench.json");
    WorkbenchState.NOTHING
        .with("theme", "dark")
        .with("explorer", false)
        .with("width", 1280)
        .with("recent", List.of("a", "b"))
        .save(file);
    WorkbenchState read = WorkbenchState.load(file);
    assertEquals(Optional.of("dark"), read.text("theme"));
    assertEquals(Optional.of(false), read.flag("explorer"));
    assertEquals(Optional.of(1280.0), read.number("width"));
    assertEquals(List.of("a", "b"), read.list("recent"));
    assertEquals(Optional.empty(), read.text("width"));
    assertEquals(List.of(), read.list("nothing"));
  }

  @Test
  void damagedFileIsSetAside() throws IOException {
    Path file = Files.writeString(folder.resolve("workbench.json"), "{ not");
    assertEquals(WorkbenchState.NOTHING, WorkbenchState.load(file));
    assertTrue(Files.exists(folder.resolve("workbench.json.damaged")));
  }

  @Test
  void fileThatSaysNullSaysNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("workbench.json"), "null");
    assertEquals(WorkbenchState.NOTHING, WorkbenchState.load(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "3", "{\"a\":", "", "\u0000"})
  void damagedFilesAreAllKept(String content) throws IOException {
    Path file = folder.resolve("state.json");
    for (String name : List.of("state.json.damaged", "state.json.damaged-2")) {
      Files.writeString(file, content);
      assertEquals(WorkbenchState.NOTHING, WorkbenchState.load(file));
      assertEquals(content, Files.readString(folder.resolve(name)));
    }
  }

  @Test
  void wordsOfAnotherKindAreLeftOutAndTheRestIsRead() throws IOException {
    Path file = folder.resolve("state.json");
    String text =
        "\uFEFF{\"open\":[\"a\",\"b\\u0000\",3],\"theme\":3,\"port\":\"x\",\"later\":{\"a\":1}}";
    Files.writeString(file, text);
    WorkbenchState state = WorkbenchState.load(file);
    assertEquals(List.of(Path.of("a"), Path.of("3")), state.paths("open"));
    assertTrue(state.text("theme").isEmpty() && state.number("port").isEmpty());
    state.with("theme", "dark").save(file);
    assertTrue(Files.readString(file).contains("later"));
  }
}
