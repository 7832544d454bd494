package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A clock that is set far ahead and far back while the program runs, with all that keeps times: a
/// breaker, used-up limits of a provider, a budget of a day, a limit of a minute.
@Timeout(120)
final class ClockJumpTest {
  private static final Duration TO_2031 = Duration.ofDays(5 * 365);
  private static final Duration TO_1999 = Duration.ofDays(-32 * 365);

  @Test
  void requestsAreAnsweredInEveryYear(@TempDir Path home) throws Exception {
    try (var a = new FakeProvider(ClockJumpTest::usedUp);
        var rig = new Rig(home, graph(a.url()))) {
      assertAnswered(rig, "in the present");
      rig.pass(TO_2031);
      assertAnswered(rig, "in 2031");
      rig.pass(TO_1999);
      for (int i = 0; i < 3; i++) {
        assertAnswered(rig, "in 1999");
        rig.pass(Duration.ofMinutes(2));
      }
      rig.pass(TO_1999.negated().minus(TO_2031));
      assertAnswered(rig, "in the present again");
    }
  }

  /// Each answer uses up what the provider lets through in a minute.
  private static void usedUp(FakeProvider.Line line) throws Exception {
    String used = "x-ratelimit-remaining-tokens: 0";
    while (true) {
      line.request();
      line.whole(
          200,
          "application/json",
          FakeAnswers.whole("from a"),
          "x-ratelimit-limit-tokens: 1000",
          used,
          "x-ratelimit-reset-tokens: 60s");
    }
  }

  private static void assertAnswered(Rig rig, String when) throws Exception {
    for (boolean stream : new boolean[] {true, false}) {
      var reply = rig.ask(stream);
      assertEquals(200, reply.status(), when + ": " + reply.body());
      assertTrue(reply.body().contains("from a"), when + ": " + reply.body());
      rig.pass(Duration.ofSeconds(61));
    }
  }

  private static String graph(String url) {
    return """
    signalbox: 1
    name: Test
    start: cap
    models:
      a: { provider: fake-openai, model: priced, url: "%s/v1" }
    nodes:
      cap: { kind: budget, usd: 1, per: day, within: few, over: no }
      few: { kind: limit, requests: 2, per: minute, within: a, over: no }
      no: { kind: reject, status: 429, message: used up }
    """
        .formatted(url);
  }
}
