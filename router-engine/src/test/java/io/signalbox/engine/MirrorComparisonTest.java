package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.lab.ExperimentReport;
import io.signalbox.engine.store.ExperimentBranch;
import io.signalbox.engine.upstream.FakeProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Copies of a mirror are compared with the requests that they are copies of.
@Timeout(120)
final class MirrorComparisonTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Test
      start: tone
      models:
        a: { provider: fake-openai, model: priced, url: "%s/v1" }
        b: { provider: fake-openai, model: priced, url: "%s/v1" }
      nodes:
        tone: { kind: split, experiment: new-tone, shares: [ { to: both, share: 100%% } ] }
        both: { kind: mirror, to: a, shadow: b, share: %s }
      """;

  @TempDir private Path home;

  @Test
  void copiesStandBesideWhatTheyCopy() throws Exception {
    try (var a = new FakeProvider(FakeAnswers.says("from a"));
        var b = new FakeProvider(everySecondFails());
        var rig = new Rig(home, GRAPH.formatted(a.url(), b.url(), "100%"))) {
      for (int i = 0; i < 4; i++) {
        Rig.Reply reply = rig.ask(false);
        assertEquals("new-tone=both, both=a", reply.header("x-signalbox-experiment"));
        rig.trace(reply);
        rig.trace(reply.header("x-request-id") + "~both");
        judge(rig, reply);
      }
      List<ExperimentReport> reports = ExperimentReport.all(rig.program().store());
      ExperimentReport mirror = report(reports, "both");
      assertEquals("both", mirror.place().node());
      assertEquals(List.of("a", "b (copies)"), branches(mirror));
      assertEquals(
          List.of(4L, 4L), mirror.branches().stream().map(each -> each.requests()).toList());
      assertEquals(
          List.of(4L, 2L), mirror.branches().stream().map(each -> each.answered()).toList());
      assertEquals(Money.of("0.008"), mirror.branches().getFirst().usd());
      assertEquals(Money.of("0.004"), mirror.branches().getLast().usd());

      ExperimentReport.Metric score = mirror.metrics().getFirst();
      assertEquals(4, score.scores().getFirst().count());
      assertEquals(List.of(), score.comparisons());
      assertEquals(List.of(0), mirror.judged());

      assertEquals(4, report(reports, "new-tone").requests(), "copies are no requests of a split");
    }
  }

  @Test
  void requestThatWasNotCopiedIsNotCompared() throws Exception {
    try (var a = new FakeProvider(FakeAnswers.says("from a"));
        var b = new FakeProvider(FakeAnswers.says("from b"));
        var rig = new Rig(home, GRAPH.formatted(a.url(), b.url(), "0%"))) {
      Rig.Reply reply = rig.ask(false);
      rig.trace(reply);
      assertEquals("new-tone=both", reply.header("x-signalbox-experiment"));
      var reports = ExperimentReport.all(rig.program().store());
      assertEquals(
          List.of("new-tone"), reports.stream().map(each -> each.place().experiment()).toList());
    }
  }

  private static void judge(Rig rig, Rig.Reply reply) throws Exception {
    String body = "{\"request_id\":\"" + reply.header("x-request-id") + "\",\"thumb\":\"up\"}";
    assertEquals(200, rig.post("/v1/feedback", body).status());
  }

  private static FakeProvider.Play everySecondFails() {
    var calls = new AtomicInteger();
    return line -> {
      while (true) {
        String request = line.request();
        if (calls.incrementAndGet() % 2 == 0) {
          line.whole(400, "application/json", "{\"error\":{\"message\":\"no\",\"type\":\"t\"}}");
        } else {
          FakeAnswers.answer(line, request, "from b");
        }
      }
    };
  }

  private static ExperimentReport report(List<ExperimentReport> reports, String name) {
    Optional<ExperimentReport> found =
        reports.stream().filter(each -> each.place().experiment().equals(name)).findFirst();
    assertTrue(found.isPresent(), reports.toString());
    return found.get();
  }

  private static List<String> branches(ExperimentReport report) {
    return report.branches().stream().map(ExperimentBranch::branch).toList();
  }
}
