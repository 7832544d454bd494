package io.signalbox.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealDesk;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which run is the primary one.
final class RunModeTest {
  @TempDir private Path home;
  @TempDir private Path folder;
  private Session session;

  private RunMode mode() {
    session = new Session(RealDesk.installation(home, 0), Background.direct());
    session.editor().open(RealDesk.document());
    return new RunMode(session.editor(), session.simulator(), session.persistedState());
  }

  @AfterEach
  void close() {
    session.close();
    session.installation().engine().close();
  }

  private OpenFile file() {
    return session.editor().currentProperty().get().orElseThrow();
  }

  @Test
  void choiceForGraphWithoutFileOutlivesSaving() {
    RunMode mode = mode();
    mode.choose(true);
    Path path = folder.resolve("desk.yaml");
    session.storage().saveAs(file(), path, () -> {});
    assertEquals(path, file().path().orElseThrow());
    assertTrue(Files.exists(path));
    assertTrue(mode.simulatedProperty().get());
  }

  @Test
  void choiceFollowsTheNameOfGraphWithoutFile() {
    RunMode mode = mode();
    mode.choose(true);
    session.editor().type("Type", RealDesk.TEXT.replace("Small desk", "Other desk"), false);
    assertTrue(mode.simulatedProperty().get());
    mode.choose(false);
    session.editor().type("Type", RealDesk.TEXT, false);
    assertFalse(mode.simulatedProperty().get(), "what was given up does not come back");
  }
}
