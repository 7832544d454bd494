package io.signalbox.engine;

import static io.signalbox.engine.FakeAnswers.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A model with two keys, through the whole program: which is sent, and what is recorded.
@Timeout(120)
final class KeyPoolTest {
  private static final String FIRST = "PATH";
  private static final String SECOND = "HOME";

  @TempDir private Path home;
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
  private final Map<String, Integer> left = new ConcurrentHashMap<>();
  private FakeProvider keyed;
  private FakeProvider other;
  private Rig rig;

  @BeforeEach
  void open() throws IOException {
    keyed = new FakeProvider(this::play, this::play, this::play);
    other = new FakeProvider(says("from b"));
  }

  @AfterEach
  void close() throws Exception {
    if (rig != null) {
      rig.close();
    }
    keyed.close();
    other.close();
  }

  private void start(String start) throws IOException {
    start(start, "[ env:PATH, env:HOME ]");
  }

  private void start(String start, String keys) throws IOException {
    String graph =
        """
        signalbox: 1
        name: Pool
        start: %s
        models:
          a: { provider: fake-openai, model: priced, url: "%s", key: %s }
          b: { provider: fake-openai, model: small, url: "%s" }
        nodes:
          both: { kind: fallback, to: [ a, b ] }
          keep: { kind: stay, to: both }
        """;
    rig = new Rig(home, graph.formatted(start, keyed.url(), keys, other.url()));
    rig.allow(FIRST, keyed.url()).allow(SECOND, keyed.url());
    rig.allow("SIGNALBOX_NO_SUCH_KEY", keyed.url());
  }

  private void play(FakeProvider.Line line) throws IOException {
    while (true) {
      String key = line.request().contains("Bearer " + System.getenv(FIRST)) ? FIRST : SECOND;
      int status = refusals.getOrDefault(key, 200);
      String[] limits = {
        "x-ratelimit-limit-requests: 100",
        "x-ratelimit-remaining-requests: " + left.getOrDefault(key, 50),
        "x-ratelimit-reset-requests: 10m"
      };
      if (status == 200) {
        line.whole(200, "application/json", FakeAnswers.whole("with " + key), limits);
      } else {
        line.whole(status, "application/json", "{}", "retry-after: 30");
      }
    }
  }

  /// What was answered and recorded: `model key outcome status` of each attempt.
  private void asks(String says, String... attempts) throws Exception {
    talks("hello", says, attempts);
  }

  private void talks(String prompt, String says, String... attempts) throws Exception {
    var reply = rig.ask(false, prompt);
    assertTrue(reply.says(says), reply.body());
    assertEquals(List.of(attempts), attempts(reply));
  }

  private List<String> attempts(Rig.Reply reply) {
    var view = rig.trace(reply).all();
    assertFalse(view.toString().contains(System.getenv(FIRST)), "no value is recorded");
    return ((List<?>) view.get("attempts"))
        .stream()
            .map(each -> (Map<?, ?>) each)
            .map(each ->
                each.get("model")
                    + (each.containsKey("key") ? " " + each.get("key") : "")
                    + " "
                    + each.get("outcome")
                    + " "
                    + each.get("status"))
            .toList();
  }

  @ParameterizedTest
  @CsvSource({"429, rate_limited", "402, out_of_credit", "401, unauthorized"})
  void refusedKeyCoolsAloneAndTheOtherAnswers(int status, String outcome) throws Exception {
    start("a");
    refusals.put(FIRST, status);
    asks("with HOME", "a env:PATH " + outcome + " " + status, "a env:HOME answered 200");
    asks("with HOME", "a env:HOME answered 200");
    refusals.clear();
    rig.pass(Duration.ofHours(2));
    asks("with PATH", "a env:PATH answered 200");
  }

  @Test
  void firstKeyIsUsedAgainWhenItsTimeIsOver() throws Exception {
    start("a");
    refusals.put(FIRST, 429);
    left.put(SECOND, 10);
    asks("with HOME", "a env:PATH rate_limited 429", "a env:HOME answered 200");
    refusals.clear();
    rig.pass(Duration.ofSeconds(31));
    asks("with PATH", "a env:PATH answered 200");
  }

  @Test
  void nextModelAnswersWhenAllKeysCool() throws Exception {
    start("both");
    refusals.put(FIRST, 429);
    refusals.put(SECOND, 402);
    asks("from b", "a env:PATH rate_limited 429", "a env:HOME out_of_credit 402", "b answered 200");
    asks("from b", "a env:PATH skipped 0", "a env:HOME skipped 0", "b answered 200");
    assertEquals(2, keyed.requests.size());
  }

  @Test
  void clientGetsTheWaitWhenAllKeysCoolAndNoModelIsLeft() throws Exception {
    start("a");
    refusals.put(FIRST, 429);
    refusals.put(SECOND, 429);
    assertEquals(429, rig.ask(false).status());
    var reply = rig.ask(false);
    assertEquals(429, reply.status());
    assertFalse(reply.header("retry-after").isEmpty());
    assertEquals(List.of("a env:PATH skipped 0", "a env:HOME skipped 0"), attempts(reply));
    assertEquals(2, keyed.requests.size());
  }

  @Test
  void keyWithMoreLeftIsTaken() throws Exception {
    start("a");
    left.putAll(Map.of(FIRST, 20, SECOND, 90));
    asks("with PATH", "a env:PATH answered 200");
    asks("with HOME", "a env:HOME answered 200");
    asks("with HOME", "a env:HOME answered 200");
    left.put(SECOND, 10);
    asks("with HOME", "a env:HOME answered 200");
    asks("with PATH", "a env:PATH answered 200");
  }

  @Test
  void conversationStaysWithItsKeyWhileThatIsWell() throws Exception {
    start("keep");
    left.putAll(Map.of(FIRST, 20, SECOND, 90));
    talks("one", "with PATH", "a env:PATH answered 200");
    talks("two", "with HOME", "a env:HOME answered 200");
    talks("one", "with PATH", "a env:PATH answered 200");
    refusals.put(FIRST, 429);
    talks("one", "with HOME", "a env:PATH rate_limited 429", "a env:HOME answered 200");
    refusals.clear();
    rig.pass(Duration.ofSeconds(31));
    left.put(SECOND, 10);
    talks("two", "with HOME", "a env:HOME answered 200");
    talks("one", "with HOME", "a env:HOME answered 200");
    talks("three", "with PATH", "a env:PATH answered 200");
  }

  @Test
  void otherFailuresGoToTheNextModel() throws Exception {
    start("both");
    refusals.put(FIRST, 500);
    asks("from b", "a env:PATH server_error 500", "b answered 200");
  }

  @Test
  void keyThatIsNotSetIsNoCall() throws Exception {
    start("a", "[ env:SIGNALBOX_NO_SUCH_KEY, env:HOME ]");
    var reply = rig.ask(false);
    assertTrue(reply.says("with HOME"), reply.body());
    assertEquals("1", reply.header("x-signalbox-attempts"));
    assertEquals(
        List.of("a env:SIGNALBOX_NO_SUCH_KEY unauthorized 0", "a env:HOME answered 200"),
        attempts(reply));
  }

  @Test
  void keysCountAsAttempts() throws Exception {
    start("both");
    rig.swap(
        """
        signalbox: 1
        name: Pool
        start: both
        models:
          a: { provider: fake-openai, model: priced, url: "%s", key: [ env:PATH, env:HOME ] }
          b: { provider: fake-openai, model: small, url: "%s" }
        nodes:
          both: { kind: fallback, attempts: 2, to: [ a, b ] }
        """
            .formatted(keyed.url(), other.url()));
    refusals.put(FIRST, 429);
    refusals.put(SECOND, 429);
    var reply = rig.ask(false);
    assertEquals(429, reply.status());
    assertEquals(
        List.of("a env:PATH rate_limited 429", "a env:HOME rate_limited 429"), attempts(reply));
  }
}
