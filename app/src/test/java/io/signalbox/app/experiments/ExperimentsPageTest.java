package io.signalbox.app.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealDesk;
import io.signalbox.app.TestFolder;
import io.signalbox.app.Windowed;
import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.ChoiceField;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.PageId;
import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.store.Pairs;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.Verdicts;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Feedback;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The page of experiments, over a real ledger.
@Windowed
final class ExperimentsPageTest {
  private final Path home = home();
  private final Installation installation = RealDesk.installation(home, 0);
  private final Session session =
      new Session(RealDesk.document(), installation, Background.direct());

  private static Path home() {
    return TestFolder.make("experiments");
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

  private static final String MIRROR =
      """
      signalbox: 1
      name: Desk
      start: trial
      models:
        small: { provider: simulated, model: gpt-5.1 }
        large: { provider: simulated, model: claude-opus-4-5 }
        judge: { provider: simulated, model: gpt-5.1 }
      nodes:
        trial: { kind: mirror, to: small, shadow: large%s }
      """;

  @Test
  void copiesAreJudgedAndTheVerdictIsShown(FxRobot robot) {
    mirrored();
    for (int i = 0; i < 12; i++) {
      keep("r" + i);
    }
    verdicts(10);
    show(robot);
    assertTrue(says(robot, "large (copies) is better: it wins 100.0% of the pairs."));
    robot.clickOn("#judge-copies");
    assertTrue(says(robot, "Open the graph Desk to judge its copies."));
    open(robot, ", keep_texts: 7d");
    show(robot);
    robot.clickOn("#judge-copies");
    robot.interact(() -> {});
    assertEquals("judge", judge(robot).getValue().id());
    assertTrue(says(robot, "12 pairs to judge: at most about $"));
    write(robot, "#judge-cap", "nothing");
    waitFor(() -> says(robot, "The cap must be an amount above 0"));
    assertTrue(robot.lookup("#judge-start").queryButton().isDisabled());
    write(robot, "#judge-cap", "1");
    waitFor(() -> !robot.lookup("#judge-start").queryButton().isDisabled());
    robot.clickOn("#judge-start");
    waitFor(() -> says(robot, "12 pairs done for $"));
    assertTrue(says(robot, "12 without a verdict"), "simulated models say something else");
  }

  @Test
  void mirrorWithoutTextsSaysWhatToSet(FxRobot robot) {
    mirrored();
    open(robot, "");
    show(robot);
    robot.clickOn("#judge-copies");
    assertTrue(says(robot, "This mirror keeps no texts. Set Keep texts on it"));
    assertTrue(robot.lookup("#judge-start").queryButton().isDisabled());
  }

  @SuppressWarnings("unchecked") // the form makes it so
  private static ChoiceField<Model> judge(FxRobot robot) {
    return robot.lookup("#judge-model").queryAs(ChoiceField.class);
  }

  private static void write(FxRobot robot, String field, String text) {
    robot.interact(() -> robot.lookup(field).queryTextInputControl().setText(text));
  }

  private static void waitFor(Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private void open(FxRobot robot, String after) {
    robot.interact(() -> session.editor().open(Document.of("desk.yaml", MIRROR.formatted(after))));
  }

  private void mirrored() {
    Store store = installation.engine().store();
    for (int i = 0; i < 12; i++) {
      store.ledger().record(copied("r" + i, "small", ""));
      store.ledger().record(copied("r" + i + "~trial", "large", "r" + i));
    }
    store.ledger().flush();
  }

  private void keep(String request) {
    var key = new Pairs.PairKey(request, "Desk", "trial");
    for (boolean copy : new boolean[] {false, true}) {
      var side = new Pairs.Side("small", "[user]\nhello", "an answer", List.of(), List.of());
      installation
          .engine()
          .store()
          .pairs()
          .keep(key, copy, side, Instant.now(), Duration.ofHours(1));
    }
  }

  private void verdicts(int count) {
    var judging = new Verdicts.Judging("Desk", "trial", "gpt", "openai gpt", "Which is better?");
    for (int i = 0; i < count; i++) {
      installation
          .engine()
          .store()
          .verdicts()
          .keep(
              judging,
              new Verdicts.PairVerdict("r" + i, 0, i % 2 == 0, Verdicts.Label.COPY, Instant.now()));
    }
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
    return taken(
        id,
        new Step("tone", "50%", branch, "drew", Map.of(), List.of(), 1).in("new-tone"),
        branch,
        "");
  }

  private static Trace copied(String id, String branch, String copyOf) {
    return taken(
        id, new Step("trial", "", branch, "", Map.of(), List.of(), 1).in("trial"), branch, copyOf);
  }

  private static Trace taken(String id, Step step, String branch, String copyOf) {
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
        List.of(step),
        List.of(attempt),
        List.of(),
        copyOf,
        Optional.empty(),
        200,
        950,
        OptionalLong.of(210),
        List.of(),
        "");
  }
}
