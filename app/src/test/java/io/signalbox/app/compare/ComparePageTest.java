package io.signalbox.app.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.comparison.Comparison;
import io.signalbox.app.comparison.ComparisonTarget;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.tryout.Answer;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.engine.graph.RulesNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Answers side by side, with the real engine and simulated models.
@Windowed
final class ComparePageTest {
  @TempDir static Path home = Path.of("");

  private final Session session =
      new Session(RealDesk.document(), RealDesk.installation(home, 0), Background.threads());
  private final Comparison comparison = session.comparison();

  @Start
  void start(Stage stage) {
    stage.setScene(
        new Scene(
            new ComparePage(
                session.editor(),
                session.views(),
                session.notices(),
                session.simulator(),
                session.installation(),
                session.comparison(),
                session.matrixBoard(),
                FileDialogs.NONE),
            990,
            700));
    stage.show();
    session.simulator().compose(RequestDraft.of("Why is this code slow?", Map.of()));
  }

  @AfterEach
  void close() {
    session.installation().engine().store().close();
  }

  @Test
  void columnsAnswerAndWinnerBecomesRule(FxRobot robot) throws Exception {
    robot.interact(
        () -> comparison.add(new ComparisonTarget.OfGraph(session.editor().files().getFirst())));
    assertEquals(3, comparison.lanes().size());
    robot.clickOn("#compare-run");
    QuickRobot.until(this::whole);
    assertTrue(robot.lookup("cheapest").tryQuery().isEmpty(), "made-up answers have no winner");
    assertEquals(3, robot.lookup(".badges .simulated-chip").queryAll().size());
    robot.clickOn("Route here");
    robot.interact(() ->
        robot.lookup(".route-when").queryTextInputControl().setText("metadata.tier == 'free'"));
    QuickRobot.until(() -> !robot.lookup("Add rule").queryButton().isDisabled());
    robot.clickOn("Add rule");
    QuickRobot.until(() -> rules().rules().size() == 2);
    var rules = rules();
    assertEquals("metadata.tier == 'free'", rules.rules().getFirst().when().text());
    assertEquals("small", rules.rules().getFirst().to());
  }

  @Test
  void blindHidesNamesUntilOneIsPreferred(FxRobot robot) throws Exception {
    robot.clickOn("Blind").clickOn("#compare-run");
    QuickRobot.until(this::whole);
    assertEquals(Set.of("A", "B"), titles(robot));
    robot.clickOn(robot.lookup(".prefer").nth(0).queryButton());
    assertEquals(Set.of("gpt-5.1", "claude-opus-4-5"), titles(robot));
    assertFalse(comparison.blindProperty().get());
    ComparisonTarget winner =
        comparison.lanes().stream()
            .filter(lane -> lane.preferredProperty().get())
            .findFirst()
            .orElseThrow()
            .contestant();
    assertTrue(comparison.tally(winner).startsWith("preferred 1 of 1"));
    robot.lookup("Preferred").query();
  }

  @Test
  void differencesAreMarked(FxRobot robot) throws Exception {
    robot.clickOn("#compare-run");
    QuickRobot.until(this::whole);
    robot.clickOn("#compare-diff");
    assertFalse(robot.lookup(".diff-new").queryAll().isEmpty());
  }

  private RulesNode rules() {
    return (RulesNode) session.editor().document().graph().nodes().get("triage");
  }

  private Set<String> titles(FxRobot robot) {
    return robot.lookup(".lane-title").<Labeled>queryAll().stream()
        .map(Labeled::getText)
        .collect(Collectors.toSet());
  }

  private boolean whole() {
    return comparison.lanes().stream()
        .allMatch(
            lane -> lane.answer().filter(each -> each.phase() == Answer.Phase.WHOLE).isPresent());
  }

  @Test
  void columnsHaveBordersAllRound(FxRobot robot) {
    Set<Region> lanes = robot.lookup(".lane").queryAll();
    assertEquals(comparison.lanes().size(), lanes.size());
    assertFalse(lanes.isEmpty());
    for (Region lane : lanes) {
      assertTrue(lane.getInsets().getLeft() >= 1 && lane.getInsets().getRight() >= 1);
      for (Node part : lane.getChildrenUnmodifiable()) {
        if (part.isManaged()) {
          assertTrue(part.getLayoutX() >= 1, part + " covers the left border");
          double right = part.getLayoutX() + part.getLayoutBounds().getWidth();
          assertTrue(right <= lane.getWidth() - 1, part + " covers the right border");
        }
      }
    }
  }
}
