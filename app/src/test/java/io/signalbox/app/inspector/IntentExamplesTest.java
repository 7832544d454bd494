package io.signalbox.app.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.ToolPane;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.workspace.GraphFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Examples of an intent node from the tests of its graph.
@Windowed
final class IntentExamplesTest {
  private static final String GRAPH =
      """
      # Kept as it is.
      signalbox: 1
      name: Topics
      start: topic
      models:
        coder:  { provider: simulated, model: gpt-5.1 }
        writer: { provider: simulated, model: claude-opus-4-5 }
      nodes:
        topic:
          kind: intent
          classes:
            code: { to: coder, examples: [ Why does this loop never end?, Fix this method ] } # two
            text:
              to: writer
              examples:
                - Make this letter polite
                - Shorten this paragraph
          otherwise: writer
      """;

  private static final String SUITE =
      """
      graph: topics.yaml
      cases:
        - name: a letter
          request: { text: "Write a   letter" }
          expect: { path: [ topic ], model: writer }
        - name: a query
          request: { text: "Write a query" }
          expect: { path: [ topic ], model: coder }
        - name: known
          request: { text: "Fix this method" }
          expect: { model: coder }
        - name: a bug
          request: { text: "Find this bug" }
          expect: { path: [ topic ], model: coder }
      """;

  @TempDir private Path directory;

  private Session session;

  @Start
  void start(Stage stage) throws IOException {
    Path graph = directory.resolve("topics.yaml");
    Files.writeString(graph, GRAPH);
    Files.writeString(directory.resolve("topics.suite.yaml"), SUITE);
    Files.writeString(
        directory.resolve("other.suite.yaml"), SUITE.replace("topics.yaml", "other.yaml"));
    session =
        new Session(RealDesk.installation(directory.resolve("home"), 0), Background.threads());
    session.testBench().automaticProperty().set(false); // a run makes the rows anew
    var bench = new Workbench(session, "light", 980);
    session.views().show(ToolPane.TESTS);
    stage.setScene(new Scene(bench.root(), 980, 800));
    stage.show();
    session.editor().open(GraphFile.load(graph));
    session.editor().select("topic");
  }

  @AfterEach
  void close() {
    session.close();
    session.installation().engine().close();
  }

  @Test
  void textsOfTestsAreAddedInOneStepAndKeepTheLayout(FxRobot robot) {
    fire(robot, "#class-suites-0");
    QuickRobot.until(() -> robot.lookup(".suite-texts .check-box").queryAll().size() == 3);
    List<CheckBox> boxes = boxes(robot);
    assertEquals(
        List.of("Write a query", "Find this bug", "Write a letter"),
        boxes.stream().map(CheckBox::getText).toList());
    robot.interact(() -> boxes.subList(0, 2).forEach(each -> each.setSelected(true)));
    fire(robot, "#class-suites-add-0");
    assertEquals(
        List.of(
            "Why does this loop never end?", "Fix this method", "Write a query", "Find this bug"),
        examples("code"));
    String text = session.editor().document().text();
    assertTrue(text.startsWith("# Kept as it is.\n"), text);
    assertTrue(
        text.contains("[ Why does this loop never end?, Fix this method, Write a query,"), text);
    assertTrue(text.contains("# two"), text);
    robot.interact(session.editor()::undo);
    assertEquals(GRAPH, session.editor().document().text());
  }

  private static List<CheckBox> boxes(FxRobot robot) {
    return robot.lookup(".suite-texts .check-box").queryAllAs(CheckBox.class).stream().toList();
  }

  @Test
  void textThatIsLetGoOnClassBecomesItsExample(FxRobot robot) {
    robot.interact(() -> letGo("Translate\nthis", robot.lookup("#class-examples-1").query()));
    assertEquals(
        List.of("Make this letter polite", "Shorten this paragraph", "Translate this"),
        examples("text"));
    robot.interact(
        () -> letGo("Shorten this paragraph", robot.lookup("#class-examples-1").query()));
    assertEquals(3, examples("text").size());
  }

  private void letGo(String text, Node on) {
    Point2D at = on.localToScene(20, 20);
    var carried = session.carried().examples();
    carried.carry(text, at.getX() - 200, at.getY());
    carried.carry(text, at.getX(), at.getY());
    carried.drop();
  }

  @Test
  void rowOfTestIsDraggedOntoCard(FxRobot robot) {
    QuickRobot.until(() -> robot.lookup(this::isRow).tryQuery().isPresent());
    QuickRobot.settle();
    Card card = robot.lookup((Node each) -> each instanceof Card c && isTopic(c)).query();
    robot.drag(robot.lookup(this::isRow).<Node>query());
    robot.moveTo(card.localToScreen(30, 52)).drop();
    assertTrue(examples("code").contains("Write a letter"), () -> examples("code").toString());
    robot.drag(robot.lookup(this::isRow).<Node>query());
    robot.moveTo(card.localToScreen(30, 10)).drop();
    assertTrue(session.notices().noticeProperty().get().orElseThrow().trouble());
    assertFalse(examples("text").contains("Write a letter"));
  }

  private boolean isRow(Node each) {
    return each instanceof javafx.scene.control.Hyperlink link && link.getText().equals("a letter");
  }

  private static boolean isTopic(Card card) {
    return card.getAccessibleText().startsWith("Intent, ");
  }

  private List<String> examples(String label) {
    return assertInstanceOf(
            IntentNode.class, session.editor().document().graph().node("topic").orElseThrow())
        .examples()
        .get(label);
  }

  private static void fire(FxRobot robot, String id) {
    robot.interact(() -> robot.lookup(id).queryButton().fire());
  }
}
