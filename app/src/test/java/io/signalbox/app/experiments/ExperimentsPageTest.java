package io.signalbox.app.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.backend.Installation;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.PageId;
import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Feedback;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The page of experiments, over a real ledger.
@Windowed
final class ExperimentsPageTest {
  private final Path home = home();
  private final Installation installation = RealDesk.installation(home, 0);
  private final Session session =
      new Session(RealDesk.document(), installation, Background.direct());

  private static Path home() {
    try {
      return Files.createTempDirectory("experiments");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Start
  void start(Stage stage) {
    stage.setScene(
        new Scene(new Workbench(session, FileDialogs.NONE, "light", 1280).root(), 1280, 800));
    stage.show();
  }

  @AfterEach
  void close() {
    installation.engine().close();
  }

  @Test
  void emptyPageOffersSample(FxRobot robot) {
    show(robot);
    robot.lookup("No experiments yet").query();
    robot.clickOn("#experiments-sample");
    assertEquals("experiment.yaml", session.editor().document().file());
    assertEquals(PageId.GRAPH, session.views().placeProperty().get());
  }

  @Test
  void branchesHaveRangesAndVerdict(FxRobot robot) {
    play();
    show(robot);
    assertTrue(says(robot, "new-tone"));
    assertTrue(says(robot, "large is better than small by 100.0 points."));
    assertEquals(2, robot.lookup(".range-bar").queryAll().size());
    assertTrue(says(robot, "100.0% ("));
  }

  private void show(FxRobot robot) {
    robot.interact(() -> session.views().show(PageId.EXPERIMENTS));
  }

  private static boolean says(FxRobot robot, String words) {
    return robot
        .lookup((Node node) ->
            node instanceof Labeled label && String.valueOf(label.getText()).contains(words))
        .tryQuery()
        .isPresent();
  }

  private void play() {
    Store store = installation.engine().store();
    for (int i = 0; i < 100; i++) {
      store.ledger().record(taken("r" + i, i % 2 == 0 ? "large" : "small"));
    }
    for (int i = 0; i < 100; i++) {
      var about = new Feedback.Subject.Request("r" + i);
      store.feedback().record("", new Feedback(about, Feedback.SCORE, i % 2 == 0 ? 1 : 0));
    }
  }

  private static Trace taken(String id, String branch) {
    var attempt =
        new Attempt(
            branch,
            "simulated",
            branch,
            "",
            new Outcome.Answered(),
            200,
            900,
            OptionalLong.of(200),
            Optional.empty(),
            Cost.NONE,
            "",
            true);
    return new Trace(
        id,
        Instant.parse("2026-03-14T12:00:00Z"),
        "Desk",
        new Trace.Asked("", "", "", "", false),
        List.of(new Step("tone", "50%", branch, "drew", Map.of(), List.of(), 1).in("new-tone")),
        List.of(attempt),
        List.of(),
        "",
        Optional.empty(),
        200,
        950,
        OptionalLong.of(210),
        List.of(),
        "");
  }
}
