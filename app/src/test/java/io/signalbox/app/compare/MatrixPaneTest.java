package io.signalbox.app.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealDesk;
import io.signalbox.app.TestFolder;
import io.signalbox.app.Windowed;
import io.signalbox.app.comparison.MatrixBoard;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.code.CodeEditor;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.lab.matrix.CheckedCell;
import io.signalbox.engine.lab.matrix.MatrixReport;
import io.signalbox.engine.workspace.GraphFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.service.query.NodeQuery;

/// A set of prompts on several models, with the real engine and simulated models.
@Windowed
final class MatrixPaneTest {
  private static final int PROMPTS = 40;
  private static final String COMPARISON =
      """
      name: Sort tickets
      graph: desk.yaml
      models: [ small, large ]
      prompts: [ { csv: tickets.csv } ]
      checks:
        - { name: short, cel: 'size(answer) < 100000' }
        - { name: names it, contains: '{{word}}' }
      parallel: 2
      """;

  private final Path folder = folder();
  private final Session session =
      new Session(RealDesk.installation(folder.resolve("home"), 0), Background.threads());
  private final MatrixBoard board = session.matrixBoard();

  private static Path folder() {
    return TestFolder.make("matrix");
  }

  @Start
  void start(Stage stage) throws IOException {
    var rows = new StringBuilder("id,text,word,metadata.task\n");
    for (int i = 0; i < PROMPTS; i++) {
      String word = i % 4 == 0 ? "unsaid" + i : "ticket";
      rows.append("t%d,Sort ticket %d,%s,sort%n".formatted(i, i, word));
    }
    Files.writeString(folder.resolve("desk.yaml"), RealDesk.TEXT);
    Files.writeString(folder.resolve("tickets.csv"), rows);
    Files.writeString(folder.resolve("desk.compare.yaml"), COMPARISON);
    session.editor().open(GraphFile.load(folder.resolve("desk.yaml")));
    stage.setScene(
        new Scene(
            new ComparePage(
                session.editor(),
                session.views(),
                session.notices(),
                session.simulator(),
                session.installation(),
                session.comparison(),
                board,
                FileDialogs.NONE),
            1232,
            730));
    stage.show();
  }

  @AfterEach
  void close() {
    session.installation().engine().store().close();
  }

  @Test
  void matrixRunsAndTheWinnerBecomesRule(FxRobot robot) throws Exception {
    robot.clickOn("#compare-set");
    QuickRobot.until(() -> board.shown().plan().isPresent());
    assertTrue(label(robot, "#matrix-about").contains("2 models × 40 prompts = 80 answers"));
    robot.clickOn("#matrix-run");
    QuickRobot.until(() -> !board.isRunning() && board.shown().report().isPresent());
    MatrixReport report = board.shown().report().orElseThrow();
    assertEquals(80, report.record().answered(report.plan()));
    assertEquals(30, report.columns().getFirst().passed());
    String summary =
        robot.from(robot.lookup("#matrix-summary")).lookup(".label").<Labeled>queryAll().stream()
            .map(Labeled::getText)
            .collect(Collectors.joining(" "));
    assertTrue(summary.contains("75.0%") && summary.contains("60–86%"), summary);
    assertTrue(label(robot, "#matrix-winner").startsWith("Best value: small"));
    robot.clickOn("#matrix-route");
    assertEquals(
        "metadata.task == 'sort'", matrix(robot, ".route-when").queryTextInputControl().getText());
    QuickRobot.until(() -> !matrix(robot, "Add rule").queryButton().isDisabled());
    robot.clickOn(matrix(robot, "Add rule").queryButton());
    QuickRobot.until(() -> rules().rules().size() == 2);
    assertEquals("small", rules().rules().getFirst().to());
  }

  @Test
  void runShowsWhatComesOfItInTheTextsPlace(FxRobot robot) throws Exception {
    robot.clickOn("#compare-set");
    QuickRobot.until(() -> board.shown().plan().isPresent());
    robot.clickOn("#matrix-edit");
    assertTrue(robot.lookup("#matrix-text").tryQuery().filter(MatrixPaneTest::isSeen).isPresent());
    robot.clickOn("#matrix-run");
    QuickRobot.until(() -> !board.isRunning() && board.shown().report().isPresent());
    assertTrue(robot.lookup("#matrix-text").tryQuery().filter(MatrixPaneTest::isSeen).isEmpty());
    assertTrue(
        robot.lookup("#matrix-winner").tryQuery().filter(MatrixPaneTest::isSeen).isPresent());
  }

  private static boolean isSeen(Node part) {
    boolean seen = true;
    for (Node each = part; each != null; each = each.getParent()) {
      seen &= each.isVisible();
    }
    return seen;
  }

  @Test
  void cellSaysWhatCameAndWhatChecksSay(FxRobot robot) throws Exception {
    robot.clickOn("#compare-set");
    QuickRobot.until(() -> board.shown().plan().isPresent());
    robot.clickOn("#matrix-run");
    QuickRobot.until(() -> !board.isRunning() && board.shown().report().isPresent());
    TableView<List<CheckedCell>> table = robot.lookup("#matrix-table").queryTableView();
    robot.interact(() -> table.getSelectionModel().select(0, table.getColumns().get(1)));
    assertTrue(robot.lookup("#matrix-details").query().isVisible());
    assertTrue(robot.lookup(".check-failed").<Label>query().getText().startsWith("✗ names it"));
    assertTrue(robot.lookup("#matrix-answer").<TextArea>query().getText().contains("ticket 0"));
    assertEquals("✗ names it", MatrixTable.words(table.getItems().getFirst().getFirst()));
    assertEquals("✓", MatrixTable.words(table.getItems().get(1).getFirst()));
  }

  @Test
  void stoppedRunGoesOnWithoutAskingTwice(FxRobot robot) throws Exception {
    robot.clickOn("#compare-set");
    QuickRobot.until(() -> board.shown().plan().isPresent());
    session.installation().engine().simulate(io.signalbox.engine.upstream.Script.allAnswer(), 0.2);
    robot.clickOn("#matrix-run");
    QuickRobot.until(
        () -> board.progressProperty().get().filter(each -> each.done() > 3).isPresent());
    robot.clickOn("#matrix-stop");
    QuickRobot.until(() -> !board.isRunning() && board.shown().report().isPresent());
    MatrixReport part = board.shown().report().orElseThrow();
    int before = part.record().answered(part.plan());
    assertTrue(before > 3 && before < 80, before + " answers");
    assertTrue(board.shown().canResume());
    session.installation().engine().simulate(io.signalbox.engine.upstream.Script.allAnswer(), 0);
    robot.clickOn("#matrix-resume");
    QuickRobot.until(() -> !board.isRunning() && !board.shown().canResume());
    MatrixReport whole = board.shown().report().orElseThrow();
    assertEquals(80, whole.record().answered(whole.plan()));
    assertEquals(part.record().head(), whole.record().head());
    assertEquals(0, whole.record().repeated());
    assertTrue(whole.record().cells().values().containsAll(part.record().cells().values()));
    assertEquals(1, board.shown().runs().size());
  }

  @Test
  void laterRunIsComparedWithEarlierOne(FxRobot robot) throws Exception {
    robot.clickOn("#compare-set");
    QuickRobot.until(() -> board.shown().plan().isPresent());
    robot.clickOn("#matrix-run");
    QuickRobot.until(() -> !board.isRunning() && board.shown().report().isPresent());
    robot.clickOn("#matrix-run");
    QuickRobot.until(() -> !board.isRunning() && board.shown().runs().size() == 2);
    robot.interact(() -> board.compareWith(Optional.of(board.shown().runs().getLast())));
    QuickRobot.until(() -> board.shown().since().isPresent());
    assertTrue(
        label(robot, "#matrix-since").contains("small: 75.0% → 75.0%, 0 fixed, 0 broken"),
        label(robot, "#matrix-since"));
  }

  @Test
  void textIsEditedAndItsMistakesAreTold(FxRobot robot) throws Exception {
    robot.clickOn("#compare-set");
    QuickRobot.until(() -> board.shown().plan().isPresent());
    robot.clickOn("#matrix-edit");
    CodeEditor code = robot.lookup("#matrix-text").query();
    robot.interact(() -> code.setText(COMPARISON.replace("cel: ", "sel: ")));
    robot.clickOn("#matrix-save");
    QuickRobot.until(() -> !board.shown().problems().isEmpty());
    assertTrue(board.shown().problems().getFirst().startsWith("desk.compare.yaml:6:"));
    assertTrue(robot.lookup("#matrix-problems").query().isVisible());
    assertTrue(robot.lookup("#matrix-run").queryButton().isDisabled());
    robot.interact(() -> code.setText(COMPARISON));
    robot.clickOn("#matrix-save");
    QuickRobot.until(() -> board.shown().plan().isPresent());
    assertFalse(robot.lookup("#matrix-problems").query().isVisible());
  }

  @Test
  void newComparisonBeginsWithTheModelsOfTheGraph(FxRobot robot) throws Exception {
    robot.clickOn("#compare-set");
    QuickRobot.until(() -> board.shown().plan().isPresent());
    robot.clickOn("#matrix-new");
    QuickRobot.until(() -> board.shown().files().size() == 2);
    QuickRobot.until(() -> board.shown().plan().isPresent());
    assertEquals("desk-2.compare.yaml", file());
    assertEquals(2, board.shown().plan().orElseThrow().targets().size());
    assertEquals(COMPARISON, Files.readString(folder.resolve("desk.compare.yaml")));
  }

  /// The page has forms for one prompt, too, which are hidden.
  private static NodeQuery matrix(FxRobot robot, String query) {
    return robot.from(robot.lookup(".matrix")).lookup(query);
  }

  private String file() {
    return String.valueOf(board.shown().file().orElseThrow().getFileName());
  }

  private RulesNode rules() {
    return (RulesNode) session.editor().document().graph().nodes().get("triage");
  }

  private static String label(FxRobot robot, String id) {
    return robot.lookup(id).<Label>query().getText();
  }
}
