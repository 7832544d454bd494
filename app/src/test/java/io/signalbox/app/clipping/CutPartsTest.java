package io.signalbox.app.clipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.comparison.ComparisonTarget;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A small window with long names and long words: what is cut can be read in full elsewhere, no
/// button loses words, and nothing lies outside of its place or over something else.
@Windowed
final class CutPartsTest {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  @TempDir private Path home;

  private Session session;
  private Workbench bench;

  /// What was found, with the first place where it was.
  private final Map<String, String> found = new LinkedHashMap<>();

  @Start
  void start(Stage stage) throws IOException {
    session = new Session(RealDesk.installation(home.resolve("home"), 0), Background.direct());
    session.proxy().portProperty().set(0);
    Path graph = LongNames.write(home);
    var apps = session.installation().engine().store().apps();
    apps.add(LongNames.word("app"));
    apps.add(LongNames.words("Nightly batch"));
    bench = new Workbench(session, "light", WIDTH);
    stage.setScene(new Scene(bench.root(), WIDTH, HEIGHT));
    stage.show();
    session.storage().open(graph);
    record();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(session::close);
    session.installation().engine().close();
  }

  /// A request that failed over, one that failed, one that is simulated.
  private void record() {
    Ledger ledger = session.installation().engine().store().ledger();
    for (int i = 0; i < 30; i++) {
      ledger.record(request("r" + i, Instant.now().minusSeconds(i * 40L), i % 3));
    }
    ledger.flush();
  }

  private Trace request(String id, Instant at, int kind) {
    var small = attempt(LongNames.id("small"), new Outcome.Answered(), 200, kind == 2);
    var large =
        attempt(LongNames.id("large"), new Outcome.Failed(FailureClass.OVERLOADED), 529, false);
    List<Attempt> attempts =
        switch (kind) {
          case 0 -> List.of(large, small);
          case 1 -> List.of(large);
          default -> List.of(small);
        };
    return new Trace(
        id,
        at,
        LongNames.words("Desk"),
        new Trace.Asked(LongNames.word("app"), "", "", LongNames.words("Desk"), false),
        List.of(
            step("triage", LongNames.words("Code"), "safe"),
            step("safe", "1st", "large"),
            step("safe", "2nd", "small")),
        attempts,
        List.of(),
        "",
        Optional.empty(),
        kind == 1 ? 502 : 200,
        12_900,
        OptionalLong.of(400),
        List.of(),
        kind == 1 ? "All models failed: " + LongNames.words("Large") : "");
  }

  private static Step step(String node, String exit, String to) {
    return new Step(
        LongNames.id(node),
        exit,
        LongNames.id(to),
        "metadata " + LongNames.id("label") + " is " + LongNames.word("value"),
        Map.of("metadata." + LongNames.id("label"), LongNames.word("value"), "tokens", 15_987),
        List.of("tokens 7,984 below 8,000"),
        12);
  }

  private static Attempt attempt(String model, Outcome outcome, int status, boolean simulated) {
    return new Attempt(
        model,
        "openai",
        model,
        "",
        outcome,
        status,
        900,
        OptionalLong.of(200),
        Optional.empty(),
        Cost.NONE,
        "",
        simulated);
  }

  private void see(FxRobot robot, String where, boolean longer) {
    QuickRobot.settle();
    if (longer) {
      robot.interact(() -> LongerWords.within(bench.root()));
      QuickRobot.settle();
    }
    robot.interact(
        () -> CutParts.below(bench.root(), longer).forEach(each -> found.putIfAbsent(each, where)));
  }

  private void assertNothing() {
    var lines = new TreeSet<String>();
    found.forEach((what, where) -> lines.add(what + " · " + where));
    assertEquals("", String.join("\n", lines));
  }

  @Test
  void longNamesAreCutNowhereWithoutBeingTold(FxRobot robot) {
    walk(robot, false);
    assertNothing();
  }

  @Test
  void longWordsFitWhereTheyStand(FxRobot robot) {
    walk(robot, true);
    assertNothing();
  }

  private void walk(FxRobot robot, boolean longer) {
    graph(robot, longer);
    simulate(robot, longer);
    compare(robot, longer);
    traffic(robot, longer);
    connect(robot, longer);
    exports(robot, longer);
    for (PageId page :
        List.of(
            PageId.WELCOME,
            PageId.MODELS,
            PageId.CONFORM,
            PageId.EXPERIMENTS,
            PageId.SETTINGS,
            PageId.HELP)) {
      robot.interact(() -> session.views().show(page));
      see(robot, page.words(), longer);
    }
    shell(robot, longer);
  }

  private void graph(FxRobot robot, boolean longer) {
    robot.interact(() -> session.views().show(PageId.GRAPH));
    assertTrue(
        session.editor().document().valid(), () -> session.editor().document().problems() + "");
    var graph = session.editor().document().graph();
    Set<String> ids = new TreeSet<>(graph.nodes().sequencedKeySet());
    ids.addAll(graph.models().sequencedKeySet());
    for (String id : ids) {
      robot.interact(() -> session.editor().select(id));
      see(robot, "inspector of " + id, longer);
    }
    robot.interact(() -> session.editor().selectNothing());
    for (ToolPane tool : ToolPane.values()) {
      robot.interact(() -> session.views().show(tool));
      see(robot, tool.words(), longer);
    }
    robot.interact(() -> session.views().explorerProperty().set(true));
    see(robot, "explorer", longer);
    robot.interact(() -> session.views().textProperty().set(true));
    see(robot, "text", longer);
    robot.interact(() -> session.views().textProperty().set(false));
    String text = session.editor().document().text();
    robot.interact(() -> {
      session.editor().type("Break it", LongNames.broken(text), false);
      session.views().show(ToolPane.PROBLEMS);
    });
    see(robot, "broken graph", longer);
    robot.interact(() -> session.editor().select(LongNames.id("triage")));
    see(robot, "inspector of a broken rule", longer);
    robot.interact(() -> session.editor().type("Mend it", text, false));
  }

  private void simulate(FxRobot robot, boolean longer) {
    robot.interact(() -> {
      session.views().show(ToolPane.SIMULATE);
      session
          .simulator()
          .compose(
              RequestDraft.of(
                  "Why is this code slow?",
                  Map.of(LongNames.id("label"), "x", "tier", LongNames.word("value"))));
      session.simulator().estimate();
    });
    QuickRobot.until(() -> session.simulator().trace().isPresent());
    see(robot, "estimate", longer);
    robot.interact(() -> session.simulator().play());
    QuickRobot.until(() -> !session.simulator().runningProperty().get());
    see(robot, "simulated run", longer);
    robot.interact(() -> session.testBench().runAll());
    robot.interact(() -> session.views().show(ToolPane.TESTS));
    see(robot, "tests that ran", longer);
  }

  private void compare(FxRobot robot, boolean longer) {
    var comparison = session.comparison();
    robot.interact(() -> {
      session.views().show(PageId.COMPARE);
      comparison.add(new ComparisonTarget.OfGraph(session.editor().files().getFirst()));
      comparison.playedProperty().set(true);
    });
    see(robot, "compare", longer);
    robot.interact(comparison::run);
    QuickRobot.until(() -> !comparison.runningProperty().get());
    see(robot, "compared", longer);
    var board = session.matrixBoard();
    robot.interact(() -> board.openProperty().set(true));
    QuickRobot.until(() -> board.shown().plan().isPresent());
    see(robot, "prompt set", longer);
    robot.interact(() -> board.start(false));
    QuickRobot.until(() -> !board.isRunning() && board.shown().report().isPresent());
    see(robot, "prompt set that ran", longer);
  }

  private void traffic(FxRobot robot, boolean longer) {
    robot.interact(() -> session.views().show(PageId.TRAFFIC));
    TableView<?> table = robot.lookup("#traffic-table").queryTableView();
    QuickRobot.until(() -> table.getItems().size() >= 30);
    see(robot, "traffic", longer);
    robot.interact(() -> table.getSelectionModel().select(0));
    see(robot, "request in traffic", longer);
  }

  private void connect(FxRobot robot, boolean longer) {
    robot.interact(() -> session.views().show(PageId.CONNECT));
    ListView<?> clients = robot.lookup("#clients").queryListView();
    for (int i = 0; i < clients.getItems().size(); i++) {
      int at = i;
      robot.interact(() -> clients.getSelectionModel().select(at));
      see(robot, "connect app " + at, longer);
    }
    robot.interact(() -> robot.lookup("#all-apps").queryButton().fire());
    see(robot, "apps with keys", longer);
  }

  private void exports(FxRobot robot, boolean longer) {
    robot.interact(() -> session.views().show(PageId.EXPORT));
    QuickRobot.settle();
    for (ToggleButton gateway : robot.lookup(".gateway").queryAllAs(ToggleButton.class)) {
      robot.interact(() -> gateway.setSelected(true));
      see(robot, "export " + gateway.getId(), longer);
    }
  }

  private void shell(FxRobot robot, boolean longer) {
    robot.interact(() -> session.views().show(PageId.GRAPH));
    robot.interact(() -> session.proxy().switchOn());
    QuickRobot.until(() -> session.proxy().on().isPresent());
    robot.interact(() -> robot.lookup("#proxy").queryButton().fire());
    see(robot, "proxy", longer);
    robot.interact(() -> session.notices().tell(Notice.trouble(LongNames.words("Cannot open"))));
    see(robot, "notice", longer);
    robot.interact(() ->
        bench.actions().stream()
            .filter(action -> action.id().equals("view.find"))
            .forEach(action -> action.fire()));
    see(robot, "palette", longer);
  }
}
