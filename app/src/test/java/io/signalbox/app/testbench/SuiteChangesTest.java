package io.signalbox.app.testbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SuiteChangesTest {
  private static final String SUITE =
      """
      graph: desk.yaml
      cases:
        - name: greeting
          request: { text: Hello }
          expect: { model: small }
        - name: code
          request: { text: "Why is this slow?" }
          expect: { model: large }
      """;

  @TempDir Path home;

  private final Notices notices = new Notices();
  private Path one;
  private Path other;

  @BeforeEach
  void write() throws IOException {
    one = Files.writeString(home.resolve("one.suite.yaml"), SUITE);
    other = Files.writeString(home.resolve("other.suite.yaml"), SUITE);
  }

  @Test
  void undoesEachSuiteApart() throws IOException {
    var changes = new SuiteChanges(Background.direct(), notices, () -> {});
    changes.front(Optional.of(one));
    changes.write(one, without(one, 0), Notice.said("deleted"));
    assertTrue(changes.undoableProperty().get());
    changes.front(Optional.of(other));
    assertFalse(changes.undoableProperty().get());
    changes.write(other, without(other, 1), Notice.said("deleted"));

    changes.undo(one);
    assertEquals(SUITE, Files.readString(one));
    assertFalse(Files.readString(other).contains("code"));
    changes.undo(other);
    assertEquals(SUITE, Files.readString(other));
  }

  @Test
  void keepsStepThatCouldNotBeUndone() throws IOException {
    var changes = new SuiteChanges(Background.direct(), notices, () -> {});
    changes.front(Optional.of(one));
    changes.write(one, without(one, 0), Notice.said("deleted"));
    String written = Files.readString(one);
    Files.delete(one);
    Files.createDirectory(one); // neither read nor written
    changes.undo(one);
    assertEquals(Notice.Tone.TROUBLE, notices.noticeProperty().get().orElseThrow().tone());
    assertTrue(changes.undoableProperty().get());

    Files.delete(one);
    Files.writeString(one, written);
    changes.undo(one);
    assertEquals(SUITE, Files.readString(one));
    assertFalse(changes.undoableProperty().get());
  }

  @Test
  void changesTestWhereverItLiesAndRefusesOneThatIsGone() throws IOException {
    var changes = new SuiteChanges(Background.direct(), notices, () -> {});
    SuiteChange code = without(one, 1);
    SuiteChange greeting = without(one, 0);
    changes.write(one, greeting, Notice.said("deleted"));
    String left = Files.readString(one);
    changes.write(one, greeting, Notice.said("deleted"));
    assertEquals(left, Files.readString(one));
    assertTrue(words().contains("“greeting” was changed or deleted"), words());
    changes.undo(one);
    Files.writeString(one, SUITE.replace("greeting", "salute"));
    changes.write(one, code, Notice.said("deleted"));
    assertTrue(Files.readString(one).contains("salute"));
    assertFalse(Files.readString(one).contains("code"));
  }

  @Test
  void writesOneAfterTheOther() throws IOException {
    var held = new Held();
    var changes = new SuiteChanges(held, notices, () -> {});
    changes.write(one, without(one, 0), Notice.said("deleted"));
    changes.write(one, without(one, 1), Notice.said("deleted"));
    changes.undo(one);
    assertEquals(1, held.jobs.size());
    held.jobs.remove().run();
    assertEquals(1, held.jobs.size());
    held.jobs.remove().run();
    held.jobs.remove().run();
    assertTrue(Files.readString(one).contains("code"));
    assertFalse(Files.readString(one).contains("greeting"));
  }

  private String words() {
    return notices.noticeProperty().get().orElseThrow().words();
  }

  private static SuiteChange without(Path place, int index) throws IOException {
    SuiteText text = SuiteText.load(place);
    var test = text.suite().orElseThrow().cases().get(index);
    return SuiteChange.of(new ChosenTest(Optional.of(place), test), each -> each::without);
  }

  /// Does work when it is asked to.
  private static final class Held implements Background {
    private final Deque<Runnable> jobs = new ArrayDeque<>();

    @Override
    public <T> Stop run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
      jobs.add(() -> Background.direct().run(work, done, failed));
      return Stop.NOTHING;
    }

    @Override
    public void finish() {}
  }
}
