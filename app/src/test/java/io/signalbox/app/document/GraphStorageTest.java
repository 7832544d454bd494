package io.signalbox.app.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Open graphs and their files.
final class GraphStorageTest {
  @TempDir private Path folder = Path.of("");
  private Session session = session();
  private Path file = Path.of("");

  @BeforeEach
  void openDesk() throws IOException {
    file = Files.writeString(folder.resolve("desk.yaml"), Desk.document().text());
    session.storage().open(file);
  }

  private static Session session() {
    return new Session(Desk.installation(), Background.direct());
  }

  private OpenFile open() {
    return session.editor().currentProperty().get().orElseThrow();
  }

  private void rename(String name) {
    session.editor().edit("Rename the graph", new GraphEdit.SetName(name));
  }

  @Test
  void savesFileAndVersion() throws IOException {
    rename("Other");
    assertTrue(open().changedProperty().get());
    session.storage().save(open(), () -> {});
    assertFalse(open().changedProperty().get());
    assertEquals(session.editor().document().text(), Files.readString(file));
    var texts = new ArrayList<String>();
    session.storage().versions(open(), found -> found.forEach(each -> texts.add(text(each))));
    assertEquals(List.of(session.editor().document().text(), Desk.document().text()), texts);
    assertEquals(file.toAbsolutePath(), session.persistedState().recent().getFirst());
  }

  /// Outcomes and suites that nodes name lie beside the graph, wherever the program was started.
  @Test
  void filesThatNodesNameAreSoughtBesideTheGraph() throws IOException {
    Path here = file.toAbsolutePath().getParent();
    assertEquals(here, session.editor().document().graph().folder());
    rename("Other");
    assertEquals(here, session.editor().document().graph().folder());
    session.editor().type("Type", session.editor().document().text() + "# more\n", false);
    assertEquals(here, session.editor().document().graph().folder());
    session.editor().undo();
    assertEquals(here, session.editor().document().graph().folder());
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).toAbsolutePath();
    Document moved = session.editor().document().in(elsewhere.resolve("desk.yaml"));
    assertEquals(elsewhere, moved.graph().folder());
    assertEquals("desk.yaml", moved.file());
  }

  @Test
  void restoresDraftAfterRestart() throws IOException {
    rename("Other");
    String typed = session.editor().document().text();
    session.storage().drafts().keep();
    assertFalse(Files.readString(file).equals(typed));
    session = session();
    session.storage().open(file);
    assertEquals(typed, session.editor().document().text());
    assertTrue(open().changedProperty().get());
    session.editor().undo();
    assertFalse(open().changedProperty().get());
    session.storage().drafts().keep();
    assertFalse(Files.exists(folder.resolve(".desk.yaml.draft")));
  }

  @Test
  void reloadsOutsideChangeOfUnmodifiedFile() throws IOException {
    Files.writeString(
        file, session.editor().document().text().replace("Support desk", "From outside"));
    session.storage().outside().look();
    assertEquals("From outside", session.editor().document().graph().name());
    assertFalse(open().changedProperty().get());
    session.editor().undo();
    assertEquals("Support desk", session.editor().document().graph().name());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void ignoresBinaryContentThenReloadsText() throws Exception {
    String before = session.editor().document().text();
    Files.delete(file);
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
    session.storage().outside().look();
    Files.delete(file);
    Files.createDirectory(file);
    session.storage().outside().look();
    Files.delete(file);
    Files.write(file, new byte[] {'n', (byte) 0xc3});
    session.storage().outside().look();
    assertEquals(before, session.editor().document().text());
    Files.writeString(file, before.replace("Support desk", "Back"));
    session.storage().outside().look();
    assertEquals("Back", session.editor().document().graph().name());
    assertFalse(open().changedProperty().get());
  }

  @Test
  void reloadsChangeOfSameSizeAndTime() throws IOException {
    var time = Files.getLastModifiedTime(file);
    Files.writeString(
        file, session.editor().document().text().replace("Support desk", "Another name"));
    Files.setLastModifiedTime(file, time);
    session.storage().outside().look();
    assertEquals("Another name", session.editor().document().graph().name());
  }

  @Test
  void mergesChangesOfDifferentLines() throws IOException {
    rename("Mine");
    outside("name: Triage", "name: Their triage");
    assertTrue(open().outsideProperty().get().isPresent());
    session.storage().outside().merge(open());
    assertEquals("Mine", session.editor().document().graph().name());
    assertEquals("Their triage", session.editor().document().graph().nodes().get("triage").title());
    assertEquals(Optional.empty(), open().outsideProperty().get());
    session.storage().save(open(), () -> {});
    assertEquals(session.editor().document().text(), Files.readString(file));
  }

  @Test
  void asksAboutConflictingChangesAndKeepsBoth() throws IOException {
    rename("Mine");
    outside("name: Support desk", "name: Theirs");
    assertEquals(Optional.empty(), session.storage().outside().merged(open()));
    session.storage().outside().keepMine(open());
    session.storage().save(open(), () -> {});
    assertTrue(Files.readString(file).contains("name: Mine"));
    session
        .storage()
        .versions(
            open(),
            found ->
                assertTrue(
                    found.stream().anyMatch(version -> text(version).contains("name: Theirs"))));
  }

  @Test
  void takeTheirsCanBeUndone() throws IOException {
    rename("Mine");
    outside("name: Support desk", "name: Theirs");
    session.storage().outside().takeTheirs(open());
    assertEquals("Theirs", session.editor().document().graph().name());
    session.editor().undo();
    assertEquals("Mine", session.editor().document().graph().name());
  }

  @Test
  void overwrittenFileIsKeptInHistory() throws IOException {
    Path other = Files.writeString(folder.resolve("b.yaml"), "signalbox: 1\nname: Old\n");
    session.storage().saveAs(open(), other, () -> {});
    assertEquals(session.editor().document().text(), Files.readString(other));
    assertEquals("b.yaml", session.editor().document().file());
    session
        .storage()
        .versions(open(), found -> assertTrue(text(found.getLast()).contains("name: Old")));
  }

  @Test
  void doesNotOverwriteFileThatIsNotGraph() throws IOException {
    Path other = Files.writeString(folder.resolve("notes.txt"), "- milk\n");
    session.storage().saveAs(open(), other, () -> {});
    assertEquals("- milk\n", Files.readString(other));
    assertTrue(session.notices().noticeProperty().get().orElseThrow().trouble());
  }

  @Test
  void restoresUnsavedGraph() {
    session.editor().open(Document.of("untitled.yaml", "signalbox: 1\nname: New\n"));
    open().neverSaved();
    session.storage().drafts().keep();
    Session later = new Session(session.installation(), Background.direct());
    later.storage().openDrafts(found -> assertEquals(1, found));
    assertEquals("New", later.editor().document().graph().name());
  }

  private void outside(String old, String other) throws IOException {
    Files.writeString(file, Files.readString(file).replace(old, other));
    session.storage().outside().look();
  }

  private static String text(io.signalbox.engine.workspace.history.LocalHistory.Version version) {
    try {
      return version.text();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
