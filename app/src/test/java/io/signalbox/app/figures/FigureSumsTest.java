package io.signalbox.app.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.document.RoutePath.NodeExit;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.store.RouteTraffic;
import io.signalbox.engine.store.RouteTraffic.GraphPart;
import io.signalbox.engine.store.TrafficInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Figures of known traffic.
final class FigureSumsTest {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final FigureSpan SPAN = FigureSpan.last(NOON.plusSeconds(30));

  private final List<RouteTraffic> rows = new ArrayList<>();

  private void add(String app, GraphPart over, long requests, long failed, long onward) {
    rows.add(new RouteTraffic(app, over, requests, failed, onward, Money.of("0.5"), Map.of()));
  }

  private GraphFigures figures(RoutingGraph graph, Optional<String> app) {
    return FigureSums.of(graph, SPAN, rows, app, Map.of(), Map.of());
  }

  private GraphFigures figures() {
    return figures(Desk.graph(), Optional.empty());
  }

  @Test
  void sharesAreOfTheRequestsThatCameToTheNode() {
    add("chat", new GraphPart.Whole(), 200, 0, 0);
    add("chat", new GraphPart.Exit("triage", "tokens > 8000", "flash"), 50, 0, 0);
    add("chat", new GraphPart.Exit("triage", "otherwise", "topic"), 150, 0, 0);
    add("chat", new GraphPart.Exit("topic", "otherwise", "cap"), 150, 0, 0);
    GraphFigures figures = figures();
    assertEquals(200, figures.requests());
    assertEquals(0.25, figures.exits().get(new NodeExit("triage", 1)).share());
    assertEquals(0.75, figures.exits().get(new NodeExit("triage", 3)).share());
    assertEquals(1, figures.exits().get(new NodeExit("topic", 2)).share());
    assertEquals(0.75, figures.exits().get(new NodeExit("topic", 2)).load(), "of all requests");
    assertFalse(figures.exits().containsKey(new NodeExit("triage", 0)), "nothing went there");
  }

  @Test
  void requestThatFailsOverIsOneOfTheNode() {
    add("chat", new GraphPart.Whole(), 100, 0, 0);
    add("chat", new GraphPart.Exit("code", "1st", "opus"), 100, 20, 20);
    add("chat", new GraphPart.Exit("code", "2nd", "gpt"), 20, 0, 0);
    GraphFigures figures = figures();
    ExitFigures first = figures.exits().get(new NodeExit("code", 0));
    assertEquals(1, first.share(), "all tried it");
    assertTrue(first.isFailing());
    assertEquals(0.2, first.failure());
    assertEquals(0.2, figures.exits().get(new NodeExit("code", 1)).share());
  }

  @Test
  void fewFailuresAreNotShownRed() {
    add("chat", new GraphPart.Exit("code", "1st", "opus"), 1_000, 49, 49);
    assertFalse(figures().exits().get(new NodeExit("code", 0)).isFailing());
    add("chat", new GraphPart.Exit("code", "1st", "opus"), 0, 1, 1);
    assertTrue(figures().exits().get(new NodeExit("code", 0)).isFailing(), "five in a hundred");
  }

  @Test
  void ownRequestsCountOnlyIfAskedFor() {
    add("chat", new GraphPart.Whole(), 3, 0, 0);
    add("nightly", new GraphPart.Whole(), 4, 1, 0);
    add(Client.WORKBENCH, new GraphPart.Whole(), 5, 0, 0);
    assertEquals(7, figures().requests());
    assertEquals(List.of("chat", "nightly"), figures().apps());
    assertEquals(4, figures(Desk.graph(), Optional.of("nightly")).requests());
    assertEquals(5, figures(Desk.graph(), Optional.of(Client.WORKBENCH)).requests());
    assertEquals(0, figures(Desk.graph(), Optional.of("gone")).requests());
  }

  @Test
  void exitWhoseLabelChangedIsFoundByItsTarget() {
    add("chat", new GraphPart.Exit("topic", "text.contains(\"sql\")", "code"), 7, 0, 0);
    add("chat", new GraphPart.Exit("triage", "tokens > 9000", "flash"), 7, 0, 0);
    GraphFigures figures = figures();
    assertEquals(7, figures.exits().get(new NodeExit("topic", 0)).requests());
    assertEquals(1, figures.exits().size(), "two exits of triage lead to flash");
  }

  @Test
  void modelsHaveCallsSpeedAndHealth() {
    GraphPart opus = new GraphPart.Model("opus");
    Map<Integer, Long> waits =
        Map.of(TrafficInterval.step(400), 95L, TrafficInterval.step(4_000), 5L);
    rows.add(new RouteTraffic("chat", opus, 100, 3, 0, Money.of("1.25"), waits));
    var open =
        new Health(
            Optional.empty(), 1, OptionalDouble.empty(), OptionalDouble.empty(), true, 0, "429");
    GraphFigures figures =
        FigureSums.of(Desk.graph(), SPAN, rows, Optional.empty(), Map.of("gpt", open), Map.of());
    ModelFigures model = figures.models().get("opus");
    assertEquals(100, model.calls());
    assertEquals(0.03, model.failure());
    assertEquals(Money.of("1.25"), model.usd());
    assertEquals(400, model.p95FirstToken().getAsLong(), 36);
    assertFalse(model.isFailing());
    assertTrue(figures.models().get("gpt").isFailing(), "it must not be called");
    assertFalse(figures.models().containsKey("flash"));
  }

  @Test
  void lastMinutesEndNow() {
    assertEquals(Duration.ofSeconds(4 * 60 + 30), Duration.between(SPAN.from(), SPAN.to()));
    assertEquals(60, SPAN.perMinute(270), 0.001);
  }
}
