package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.api.PlanReport;
import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A model with two keys, of which the second is that of a plan.
@Timeout(120)
final class PlanOfOneKeyTest {
  private static final String PAID = "PATH";
  private static final String PLAN = "HOME";

  private static final String GRAPH =
      """
      signalbox: 1
      name: Test
      start: pick
      models:
        two: { provider: fake-openai, model: dear, url: "%s", key: [ env:PATH, env:HOME ] }
        other: { provider: fake-openai, model: priced, url: "%s" }
      nodes:
        pick: %s
      """;

  @TempDir private Path home;
  private FakeProvider two;
  private FakeProvider other;
  private Rig rig;
  private volatile int planned = 200;

  @BeforeEach
  void open() throws IOException {
    two = new FakeProvider(this::play, this::play, this::play);
    other = new FakeProvider(FakeAnswers.says("other"));
  }

  @AfterEach
  void close() throws Exception {
    if (rig != null) {
      rig.close();
    }
    two.close();
    other.close();
  }

  private void start(String node) throws IOException {
    Files.writeString(
        home.resolve("plans.yaml"),
        """
        plans:
          - id: lite
            models: [ fake-openai/dear ]
            url: "%s"
            key: env:HOME
            quotas: [ { requests: 4, per: 5h } ]
        """
            .formatted(two.url()));
    rig = new Rig(home, graph(node));
    rig.allow(PAID, two.url()).allow(PLAN, two.url());
  }

  private String graph(String node) {
    return GRAPH.formatted(two.url(), other.url(), node);
  }

  private void play(FakeProvider.Line line) throws IOException {
    while (true) {
      String key = line.request().contains("Bearer " + System.getenv(PAID)) ? PAID : PLAN;
      if (key.equals(PLAN) && planned != 200) {
        line.whole(planned, "application/json", "{}", "retry-after: 60");
      } else {
        line.whole(200, "application/json", FakeAnswers.whole("with " + key));
      }
    }
  }

  /// Which key, or which other model, answered so many requests one after the other.
  private List<String> answers(int requests) {
    return IntStream.range(0, requests).mapToObj(i -> answer()).toList();
  }

  private String answer() {
    try {
      String body = rig.ask(false).body();
      return List.of(PAID, PLAN, "other").stream().filter(body::contains).findFirst().orElse(body);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void keyOfThePlanIsCalledUntilItIsUsedUp() throws Exception {
    start("{ kind: fallback, to: [ two ] }");
    assertEquals(List.of(PLAN, PLAN, PLAN, PLAN, PAID, PAID), answers(6));
  }

  @Test
  void decisionsAreMadeWithTheKeyOfThePlan() throws Exception {
    start(
        "{ kind: ask, model: two, question: Which?, answers: { with: other }, otherwise: other }");
    assertEquals(List.of("other"), answers(1));
    var standing = PlanReport.of(rig.program(), InstantSource.system());
    assertEquals(1, standing.plans().getFirst().quotas().getFirst().requests());
  }

  @Test
  void balanceByCostCountsTheKeyThatWouldBeCalled() throws Exception {
    start("{ kind: balance, by: cost, to: [ other, two ] }");
    assertEquals(List.of(PLAN), answers(1));
    planned = 429;
    assertEquals(List.of(PAID, "other"), answers(2), "what costs nothing is closed to calls");
  }

  @Test
  void healthIsThatOfTheKeyThatWouldBeCalled() throws Exception {
    String node = "{ kind: fallback, to: [ two ] }";
    start(node);
    var model = rig.graph(graph(node)).model("two").orElseThrow();
    assertEquals(List.of(PLAN), answers(1));
    assertEquals(0.75, rig.program().health(model).headroom().orElseThrow());
    answers(3);
    assertTrue(rig.program().health(model).headroom().isEmpty(), "the other key has no plan");
  }
}
