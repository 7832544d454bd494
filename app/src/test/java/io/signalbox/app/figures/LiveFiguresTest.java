package io.signalbox.app.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealDesk;
import io.signalbox.app.document.RoutePath.NodeExit;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.trace.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Figures of the graph in front, out of a real ledger.
final class LiveFiguresTest {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  @TempDir private Path home;
  private Session session;
  private LiveFigures figures;
  private Instant now = NOON;

  @BeforeEach
  void open() {
    session = new Session(RealDesk.document(), RealDesk.installation(home, 0), Background.direct());
    InstantSource clock = () -> now;
    figures =
        new LiveFigures(
            session.editor(),
            session.proxy(),
            session.installation().engine(),
            Background.direct(),
            session.persistedState(),
            clock);
  }

  @AfterEach
  void close() {
    session.close();
    session.installation().engine().close();
  }

  private void record(String id, String app, String prompt, Instant at, String suffix) {
    RoutingGraph graph = session.editor().document().graph();
    var draft = RequestDraft.of(prompt, Map.of());
    var client = new Client(app, "", Map.of(), Map.of());
    Trace trace = session.installation().engine().estimate(graph, draft.request(), client);
    Ledger ledger = session.installation().engine().store().ledger();
    ledger.record(
        new Trace(
            id,
            at,
            trace.graph() + suffix,
            trace.asked(),
            trace.steps(),
            trace.attempts(),
            List.of(),
            "",
            Optional.empty(),
            200,
            1,
            trace.firstTokenMillis(),
            List.of(),
            ""));
    assertTrue(ledger.flush());
  }

  private GraphFigures look() {
    figures.look();
    return figures.figuresProperty().get();
  }

  @Test
  void lastMinutesAreCountedWhoeverServes() {
    record("r1", "chat", "code", NOON.minusSeconds(10), "");
    record("r2", "chat", "hello", NOON.minusSeconds(200), "");
    record("r3", "chat", "hello", NOON.minusSeconds(20), " (simulated)");
    record("old", "chat", "hello", NOON.minus(Duration.ofMinutes(20)), "");
    assertEquals(3, look().requests());
    assertEquals(1, look().exits().get(new NodeExit("triage", 0)).requests());
    assertEquals(2, look().exits().get(new NodeExit("triage", 1)).requests());
  }

  @Test
  void recordedHourIsShownAndReadOnce() {
    Instant before = NOON.minus(Duration.ofHours(5));
    record("r1", "chat", "code", before.plusSeconds(60), "");
    record("r2", "chat", "hello", NOON.minusSeconds(10), "");
    figures.look();
    assertEquals(List.of(before, NOON.minus(Duration.ofHours(1))), figures.hoursProperty().get());
    figures.hourProperty().set(Optional.of(before));
    GraphFigures shown = figures.figuresProperty().get();
    assertEquals(1, shown.requests());
    assertEquals(1, shown.exits().get(new NodeExit("triage", 0)).share());
    record("late", "chat", "code", before.plusSeconds(90), "");
    assertSame(shown, look(), "what is past is not read with each look");
    figures.hourProperty().set(Optional.empty());
    assertEquals(1, figures.figuresProperty().get().requests());
  }

  @Test
  void figuresOfOneAppUntilAnotherGraphIsInFront() {
    record("r1", "chat", "code", NOON, "");
    record("r2", "nightly", "code", NOON, "");
    figures.appProperty().set(Optional.of("nightly"));
    assertEquals(1, figures.figuresProperty().get().requests());
    assertEquals(List.of("chat", "nightly"), figures.figuresProperty().get().apps());
    session.editor().open(RealDesk.document());
    assertEquals(Optional.empty(), figures.appProperty().get());
  }

  @Test
  void nothingIsReadWhileNothingIsShown() {
    record("r1", "chat", "code", NOON, "");
    figures.shownProperty().set(false);
    assertSame(GraphFigures.NONE, look());
    figures.shownProperty().set(true);
    assertEquals(1, figures.figuresProperty().get().requests());
  }

  @Test
  void timeGoesOn() {
    record("r1", "chat", "code", NOON, "");
    assertEquals(1, look().requests());
    now = NOON.plus(Duration.ofMinutes(6));
    assertEquals(0, look().requests());
  }
}
