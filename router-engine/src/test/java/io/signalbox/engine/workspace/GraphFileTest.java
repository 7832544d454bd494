package io.signalbox.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.edit.GraphEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GraphFileTest {
  private static final String TEXT = "signalbox: 1 # one\nname: a\nstart: m\n";

  @TempDir private Path folder;

  @Test
  void savedFileHoldsTheNewText() throws IOException {
    Path path = Files.writeString(folder.resolve("g.yaml"), TEXT);
    GraphFile file = GraphFile.load(path);
    GraphText edited = file.text().with(new GraphEdit.SetName("b"));
    var saved = assertInstanceOf(GraphFile.Saving.Saved.class, file.save(edited));
    assertEquals(TEXT.replace("name: a", "name: b"), Files.readString(path));
    assertInstanceOf(GraphFile.Saving.Saved.class, saved.file().save(file.text()));
    try (var all = Files.list(folder)) {
      assertEquals(1, all.count());
    }
  }

  @Test
  void fileThatChangedIsLeftAlone() throws IOException {
    Path path = Files.writeString(folder.resolve("g.yaml"), TEXT);
    GraphFile file = GraphFile.load(path);
    Files.writeString(path, TEXT + "# theirs\n");
    assertInstanceOf(GraphFile.Saving.ChangedMeanwhile.class, file.save(file.text()));
    assertEquals(TEXT + "# theirs\n", Files.readString(path));
    Files.delete(path);
    assertInstanceOf(GraphFile.Saving.ChangedMeanwhile.class, file.save(file.text()));
  }

  @Test
  void fileThatCannotBeReadIsLeftAlone() throws IOException {
    Path path = Files.writeString(folder.resolve("g.yaml"), "name: [");
    GraphFile file = GraphFile.load(path);
    GraphText other = GraphText.read("g.yaml", TEXT);
    assertInstanceOf(GraphFile.Saving.Unreadable.class, file.save(other));
    assertEquals("name: [", Files.readString(path));
    assertInstanceOf(GraphFile.Saving.ChangedMeanwhile.class, GraphFile.create(path, other));
  }

  @Test
  void bytesThatAreNoTextAreProblem() throws IOException {
    Path path = Files.write(folder.resolve("g.yaml"), new byte[] {(byte) 0xC3, (byte) 0x28});
    GraphFile file = GraphFile.load(path);
    assertTrue(file.text().problems().getFirst().line().contains("not UTF-8"));
    Files.write(path, new byte[DiskText.MOST_BYTES + 1]);
    String line = GraphFile.load(path).text().problems().getFirst().line();
    assertTrue(line.contains("larger than 4 MiB"), line);
  }
}
