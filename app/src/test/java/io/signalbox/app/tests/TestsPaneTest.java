package io.signalbox.app.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.RoutePath;
import io.signalbox.app.document.SampleGraph;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.testbench.ChosenTest;
import io.signalbox.app.testbench.TestBench;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.app.tryout.Simulation;
import io.signalbox.app.tryout.Suppositions;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.workspace.GraphFile;
import io.signalbox.engine.workspace.SuiteCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Tests of a graph, with the real engine.
@Windowed
final class TestsPaneTest {
  private static final String SUITE =
      """
      graph: small-desk.yaml
      cases:
        - name: code goes to the large one
          request: { text: "Why is this code slow?" }
          expect: { path: [ triage, safe ], attempts: [ large ], model: large }
        - name: the rest to the small one   # the cheap one
          request: { text: "hello" }
          expect: { model: small }
      """;

  private static final String FIRST =
      """
        - name: first of all
          request: { text: "hi" }
          expect: { model: small }
      """;

  @TempDir static Path homes = Path.of("");

  private final Path home = folder();
  private final Path graph = home.resolve("small-desk.yaml");
  private final Session session = new Session(RealDesk.installation(home, 0), Background.threads());

  private static Path folder() {
    try {
      return Files.createTempDirectory(homes, "home");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Start
  void start(Stage stage) throws IOException {
    Files.writeString(graph, RealDesk.TEXT);
    stage.setScene(
        new Scene(
            new TestsPane(
                session.editor(),
                session.views(),
                session.testBench(),
                session.carried().examples()),
            900,
            400));
    stage.show();
    session.views().show(ToolPane.TESTS);
    session.editor().open(GraphFile.load(graph));
  }

  @AfterEach
  void close() {
    session.installation().engine().store().close();
  }

  @Test
  void keptRequestKeepsWhatIsGivenAndBringsItBack(FxRobot robot) throws Exception {
    var world = Suppositions.failing(SuiteCase.Fixture.NOTHING, "large", FailureClass.OVERLOADED);
    RequestDraft ask =
        RequestDraft.of("Why is this code slow?", Map.of())
            .withEarlier(List.of(Message.of(Role.USER, "Hi"), Message.of(Role.ASSISTANT, "Hello")))
            .supposing(world);
    robot.interact(() -> {
      session.simulator().compose(ask);
      session.simulator().estimate();
    });
    QuickRobot.until(() -> session.simulator().trace().isPresent());
    robot.interact(() -> session.testBench().keep("small when large is overloaded"));
    QuickRobot.until(() -> session.testBench().tests().passed() == 1);
    assertTrue(Files.readString(TestBench.beside(graph)).contains("overloaded"));
    var test = session.testBench().tests().cases().getFirst();
    assertEquals("small", test.expect().model().orElseThrow());

    robot.interact(() -> {
      session.simulator().compose(RequestDraft.NOTHING);
      session.testBench().show(new ChosenTest(session.testBench().tests().place(), test));
    });
    assertEquals(ask, session.simulator().askProperty().get());
  }

  @Test
  void keptRequestPassesThenFailsThenIsAccepted(FxRobot robot) throws Exception {
    robot.interact(() -> session.simulator().simulate("Why is this code slow?", Map.of()));
    QuickRobot.until(() -> session.simulator().trace().isPresent());
    robot.interact(() -> session.testBench().keep("code goes to the large one"));
    QuickRobot.until(() -> session.testBench().tests().passed() == 1);
    assertTrue(Files.readString(TestBench.beside(graph)).contains("model: large"));

    robot.interact(() ->
        session
            .editor()
            .edit(
                "Connect to small",
                new GraphEdit.Connect("safe", new Slot.Item("to", 0), "small")));
    QuickRobot.until(() -> session.testBench().tests().failed().equals(List.of(0)));
    robot.lookup("large").query();
    robot.clickOn("code goes to the large one"); // its details, here
    robot.lookup("request").query();
    robot.clickOn("Show path");
    RoutePath way = ((Simulation.Done) session.simulator().resultProperty().get()).way();
    assertEquals("small", way.end().orElseThrow());
    robot.interact(() -> session.views().show(ToolPane.TESTS));
    robot.clickOn("Accept result");
    QuickRobot.until(() -> session.testBench().tests().passed() == 1);
    assertTrue(Files.readString(TestBench.beside(graph)).contains("model: small"));

    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    QuickRobot.until(() -> session.testBench().tests().failed().equals(List.of(0)));
    assertTrue(Files.readString(TestBench.beside(graph)).contains("model: large"));
    assertEquals("Connect to small", session.editor().undoingProperty().get());
  }

  @Test
  void testIsRenamedGivenFailureAndDeleted(FxRobot robot) throws Exception {
    Files.writeString(TestBench.beside(graph), SUITE);
    QuickRobot.until(() -> session.testBench().tests().passed() == 2);
    robot.clickOn("#edit-test-0").write("large is down");
    robot.clickOn("#case-add-failure");
    robot.clickOn("#case-time").write("2026-03-01T09:30:00Z").clickOn("#case-save");
    QuickRobot.until(() -> session.testBench().tests().failed().equals(List.of(0)));
    String changed = Files.readString(TestBench.beside(graph));
    assertTrue(changed.contains("name: large is down"), changed);
    assertTrue(changed.contains("large: overloaded"), changed);
    assertTrue(changed.contains("now: '2026-03-01T09:30:00Z'"), changed);
    assertTrue(changed.contains("# the cheap one"), changed);

    robot.clickOn("#delete-test-0");
    QuickRobot.until(() -> session.testBench().tests().cases().size() == 1);
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    QuickRobot.until(() -> session.testBench().tests().cases().size() == 2);
    robot.interact(() -> session.testBench().undo());
    QuickRobot.until(() -> session.testBench().tests().passed() == 2);
    assertEquals(SUITE, Files.readString(TestBench.beside(graph)));
  }

  @Test
  void samplesBringTheirTests(FxRobot robot) throws Exception {
    robot.interact(() -> SampleGraph.SUPPORT_DESK.open(session.editor(), session.notices()));
    QuickRobot.until(() -> session.testBench().tests().passed() > 10);
    assertTrue(robot.lookup("#tests-sample").queryLabeled().getText().startsWith("Sample, not"));
    robot.clickOn("#delete-test-0"); // there is nowhere to write to
    assertTrue(session.notices().noticeProperty().get().isPresent());

    Path copy = home.resolve("my-desk.yaml");
    robot.interact(() ->
        session
            .storage()
            .saveAs(session.editor().currentProperty().get().orElseThrow(), copy, () -> {}));
    QuickRobot.until(() -> Files.exists(TestBench.beside(copy)));
    assertTrue(Files.readString(TestBench.beside(copy)).contains("graph: my-desk.yaml"));
    QuickRobot.until(() -> session.testBench().tests().place().isPresent());
  }

  @Test
  void reloadsSuiteChangedOutside(FxRobot robot) throws Exception {
    QuickRobot.until(() -> session.testBench().tests().place().isPresent());
    robot.lookup("Go to Simulate").query();
    Files.writeString(
        TestBench.beside(graph),
        """
        graph: small-desk.yaml
        cases:
          - name: greetings are cheap
            request: { text: Hello }
            expect: { model: small }
        """);
    QuickRobot.until(() -> session.testBench().tests().passed() == 1);
    assertTrue(robot.lookup("#tests-summary").queryLabeled().getText().startsWith("1 of 1 passed"));
  }

  @Test
  void formWritesOnlyItsOwnTestAfterOutsideChange(FxRobot robot) throws Exception {
    Files.writeString(TestBench.beside(graph), SUITE);
    QuickRobot.until(() -> session.testBench().tests().passed() == 2);
    robot.clickOn("#edit-test-1").write("greetings");
    String moved = SUITE.replace("cases:\n", "cases:\n" + FIRST);
    Files.writeString(TestBench.beside(graph), moved);
    QuickRobot.until(() -> session.testBench().tests().passed() == 3);
    robot.clickOn("#case-save");
    QuickRobot.until(() -> robot.lookup("#edit-test-2").tryQuery().isPresent());
    String changed = Files.readString(TestBench.beside(graph));
    assertEquals(moved.replace("name: the rest to the small one", "name: greetings"), changed);

    // What was saved is run, and its rows are made anew.
    QuickRobot.until(() -> session.testBench().tests().passed() == 3);
    QuickRobot.until(() -> robot.lookup("#edit-test-0").tryQuery().isPresent());
    robot.clickOn("#edit-test-0").write("overwritten");
    Files.writeString(TestBench.beside(graph), SUITE);
    QuickRobot.until(() -> session.testBench().tests().passed() == 2);
    robot.clickOn("#case-save");
    assertEquals(SUITE, Files.readString(TestBench.beside(graph)));
    assertTrue(
        session.notices().noticeProperty().get().orElseThrow().words().contains("first of all"));
    assertEquals("overwritten", robot.lookup("#case-name").queryTextInputControl().getText());
  }

  @Test
  void detailsOfAnotherTestLeaveFormAsItIs(FxRobot robot) throws Exception {
    Files.writeString(TestBench.beside(graph), SUITE);
    QuickRobot.until(() -> session.testBench().tests().passed() == 2);
    robot.clickOn("#edit-test-1").write("greetings");
    robot.clickOn("code goes to the large one");
    robot.lookup("request").query();
    assertEquals("greetings", robot.lookup("#case-name").queryTextInputControl().getText());
    robot.clickOn("#case-save");
    QuickRobot.until(() -> session.testBench().tests().cases().get(1).name().equals("greetings"));
    QuickRobot.until(() -> robot.lookup("#edit-test-1").tryQuery().isPresent());
  }

  @Test
  void undoOfTestsNeverUndoesGraph(FxRobot robot) throws Exception {
    Files.writeString(TestBench.beside(graph), SUITE);
    QuickRobot.until(() -> session.testBench().tests().passed() == 2);
    var reached = new AtomicBoolean();
    robot.interact(() ->
        robot
            .lookup(".tests")
            .query()
            .getScene()
            .getAccelerators()
            .put(KeyCombination.valueOf("Shortcut+Z"), () -> reached.set(true)));
    robot.clickOn("code goes to the large one");
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    assertFalse(reached.get());
  }

  @Test
  void tabLeavesPromptOfForm(FxRobot robot) throws Exception {
    Files.writeString(TestBench.beside(graph), SUITE);
    QuickRobot.until(() -> session.testBench().tests().passed() == 2);
    robot.clickOn("#edit-test-0").clickOn("#case-prompt").type(KeyCode.TAB);
    assertTrue(robot.lookup("#case-labels").query().isFocused());
  }
}
