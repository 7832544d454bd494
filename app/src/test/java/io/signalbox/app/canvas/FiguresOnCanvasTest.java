package io.signalbox.app.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.PageId;
import io.signalbox.app.tryout.RecordedTrace;
import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What the canvas says of traffic.
@Windowed
final class FiguresOnCanvasTest {
  private static final PseudoClass FAILING = PseudoClass.getPseudoClass("failing");
  private static final String BUDGET =
      RealDesk.TEXT + "  cap: { kind: budget, usd: 40, per: month, within: small, over: large }\n";

  @TempDir private Path home;
  private Session session;

  @Start
  void start(Stage stage) {
    session =
        new Session(
            Document.of("small-desk.yaml", RealDesk.TEXT),
            RealDesk.installation(home, 0),
            Background.threads());
    stage.setScene(new Scene(new Workbench(session, "light", 1280).root(), 1280, 800));
    stage.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(session::close);
    session.background().finish();
    session.installation().engine().close();
  }

  private Ledger ledger() {
    return session.installation().engine().store().ledger();
  }

  /// A request over the rules, and over the fallback whose first model may fail.
  private static Trace request(String id, String app, Instant at, boolean code, boolean fails) {
    var steps = new ArrayList<Step>();
    var attempts = new ArrayList<Attempt>();
    if (code) {
      steps.add(step("triage", "text.contains(\"code\")", "safe"));
      steps.add(step("safe", "1st", "large"));
      attempts.add(attempt("large", !fails));
    } else {
      steps.add(step("triage", "otherwise", "small"));
    }
    if (fails) {
      steps.add(step("safe", "2nd", "small"));
    }
    if (!code || fails) {
      attempts.add(attempt("small", true));
    }
    return new Trace(
        id,
        at,
        "Small desk",
        new Trace.Asked(app, "", "", "Small desk", false),
        steps,
        attempts,
        List.of(),
        "",
        Optional.empty(),
        200,
        900,
        OptionalLong.of(400),
        List.of(),
        "");
  }

  private static Step step(String node, String exit, String to) {
    return new Step(node, exit, to, "it is so", Map.of("tokens", 41), List.of(), 3);
  }

  private static Attempt attempt(String model, boolean well) {
    return new Attempt(
        model,
        "openai",
        model,
        "",
        well ? new Outcome.Answered() : new Outcome.Failed(FailureClass.OVERLOADED),
        well ? 200 : 529,
        400,
        well ? OptionalLong.of(400) : OptionalLong.empty(),
        Optional.empty(),
        Cost.NONE,
        "",
        false);
  }

  private void record(Trace... traces) {
    List.of(traces).forEach(ledger()::record);
    assertTrue(ledger().flush());
  }

  private static Card card(FxRobot robot, String id) {
    return (Card)
        robot.lookup(node -> node instanceof Card card && card.face().id().equals(id)).query();
  }

  private static List<String> figures(Card card) {
    return card.lookupAll(".exit-figure").stream()
        .map(node -> ((Label) node).getText())
        .collect(Collectors.toList());
  }

  private static String foot(Card card) {
    return ((Label) card.lookup(".card-foot")).getText();
  }

  private static void until(Callable<Boolean> so) throws Exception {
    WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, so);
    QuickRobot.settle();
  }

  private static void until(FxRobot robot, String id, List<String> figures) throws Exception {
    until(() -> figures(card(robot, id)).equals(figures));
  }

  @Test
  void sharesFailuresAndCallsAreOnTheCards(FxRobot robot) throws Exception {
    Instant now = Instant.now();
    record(
        request("a", "chat", now, true, false),
        request("b", "chat", now, true, true),
        request("c", "chat", now, false, false),
        request("d", "chat", now, false, false));
    until(robot, "triage", List.of("50%", "50%"));
    until(robot, "safe", List.of("100% · 50% err", "50%"));
    assertTrue(foot(card(robot, "large")).contains("50% failed"), foot(card(robot, "large")));
    assertTrue(foot(card(robot, "small")).contains("p95 "), foot(card(robot, "small")));
    assertTrue(
        card(robot, "triage").getAccessibleText().contains("50% of requests"),
        card(robot, "triage").getAccessibleText());
    Label words = (Label) robot.lookup("#figures-words").query();
    assertTrue(words.getText().startsWith("last 5 min · "), words.getText());
    assertEquals(1, failing(robot), "the wire to the model that failed");
    robot.interact(() -> session.liveFigures().shownProperty().set(false));
    assertEquals(List.of("", ""), figures(card(robot, "triage")));
    assertEquals(0, failing(robot));
  }

  private static long failing(FxRobot robot) {
    return robot.lookup(".wire").queryAll().stream()
        .filter(wire -> wire.getPseudoClassStates().contains(FAILING))
        .count();
  }

  @Test
  void wiresAreAsWideAsTheirTraffic(FxRobot robot) throws Exception {
    Instant now = Instant.now();
    for (int i = 0; i < 10; i++) {
      record(request("r" + i, "chat", now, i == 0, false));
    }
    until(robot, "triage", List.of("10%", "90%"));
    assertEquals(2, loaded(robot, "load-6"), "all come in, and nearly all go to the small model");
    assertEquals(2, loaded(robot, "load-1"), "few go to the fallback and its first model");
  }

  private static long loaded(FxRobot robot, String load) {
    return robot.lookup(".wire").queryAll().stream()
        .filter(wire -> wire.getPseudoClassStates().contains(PseudoClass.getPseudoClass(load)))
        .count();
  }

  @Test
  void sliderGoesBackToRecordedHour(FxRobot robot) throws Exception {
    Instant then = Instant.now().minus(Duration.ofHours(30));
    record(request("old", "chat", then, true, false));
    robot.interact(() -> session.editor().open(Document.of("desk.yaml", RealDesk.TEXT)));
    until(() -> robot.lookup("#figures-time").queryAs(Slider.class).isVisible());
    Slider time = robot.lookup("#figures-time").queryAs(Slider.class);
    until(robot, "triage", List.of("", ""));
    robot.interact(() -> time.setValue(0));
    until(robot, "triage", List.of("100%", ""));
    Label words = (Label) robot.lookup("#figures-words").query();
    assertFalse(words.getText().startsWith("last"), words.getText());
    robot.interact(() -> time.setValue(time.getMax()));
    until(robot, "triage", List.of("", ""));
  }

  @Test
  void litRequestShowsWhatEachNodeSaw(FxRobot robot) throws Exception {
    Trace trace = request("seen", "chat", Instant.now(), true, true);
    robot.interact(() -> session.recordedRequests().showWay(new RecordedTrace(trace)));
    until(() -> foot(card(robot, "triage")).equals("tokens 41"));
    assertEquals(1, failing(robot), "the wire that led to the failure is red");
    Node badge = card(robot, "small").lookup(".card-badge");
    assertTrue(badge.isVisible());
  }

  @Test
  void budgetSaysWhatIsSpent(FxRobot robot) throws Exception {
    robot.interact(() -> session.editor().open(Document.of("budget.yaml", BUDGET)));
    until(() -> foot(card(robot, "cap")).equals("$0 of $40 spent"));
  }

  @Test
  void buttonShowsTheRequestsBehindTheFigures(FxRobot robot) {
    robot.interact(robot.lookup("#figures-requests").queryButton()::fire);
    assertEquals(PageId.TRAFFIC, session.views().placeProperty().get());
  }
}
