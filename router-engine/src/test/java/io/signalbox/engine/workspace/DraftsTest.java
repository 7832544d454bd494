package io.signalbox.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drafts beside files and without files.
final class DraftsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void draftLiesBesideItsFileAndLeavesItAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("desk.yaml"), "saved");
    var drafts = new Drafts(folder.resolve("own"));
    drafts.keep(file, "typed");
    assertEquals("saved", Files.readString(file));
    assertTrue(Files.exists(folder.resolve(".desk.yaml.draft")));
    assertEquals(Optional.of("typed"), drafts.of(file).map(Drafts.Draft::text));
    drafts.drop(file);
    assertEquals(Optional.empty(), drafts.of(file));
    assertFalse(Files.exists(folder.resolve("own")));
  }

  @Test
  void graphsWithoutFileHaveTheirDraftsInOnePlace() throws IOException {
    var drafts = new Drafts(folder.resolve("own"));
    assertEquals(List.of(), drafts.homelessOnes());
    drafts.keepHomeless("untitled.yaml", "one");
    drafts.keepHomeless("../Other.yaml", "two");
    assertEquals(
        List.of("one", "two"),
        drafts.homelessOnes().stream().map(Drafts.Draft::text).sorted().toList());
    assertFalse(Files.exists(folder.resolve("Other.yaml.draft")));
    drafts.dropHomeless("untitled.yaml");
    assertEquals(1, drafts.homelessOnes().size());
  }
}
