package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.upstream.FakeProvider;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a client says of its own retries, which it may say of any request.
@Timeout(120)
final class ClientRetriesTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Test
      start: one
      models:
        a: { provider: fake-openai, model: priced, url: "%s/v1" }
      nodes:
        one: { kind: fallback, to: [ a ], retries: 1 }
      """;

  @TempDir private Path home;
  private final AtomicBoolean failsOnce = new AtomicBoolean();

  private FakeProvider provider() throws Exception {
    return new FakeProvider(line -> {
      while (true) {
        String request = line.request();
        if (failsOnce.getAndSet(false)) {
          line.whole(500, "application/json", "{\"error\":{\"message\":\"x\"}}");
        } else {
          FakeAnswers.answer(line, request, "hello");
        }
      }
    });
  }

  private static Rig.Reply retried(Rig rig) throws Exception {
    return rig.post(
        "/v1/chat/completions", Rig.body(false, "hello"), "x-stainless-retry-count", "1");
  }

  @Test
  void modelThatDoesWellIsNeverRefused() throws Exception {
    try (var provider = provider();
        var rig = new Rig(home, GRAPH.formatted(provider.url()))) {
      for (int i = 0; i < 20; i++) {
        assertEquals(200, retried(rig).status());
      }
    }
  }

  @Test
  void spendNothingOfWhatOthersMayRetry() throws Exception {
    try (var provider = provider();
        var rig = new Rig(home, GRAPH.formatted(provider.url()))) {
      for (int i = 0; i < 5; i++) {
        retried(rig);
      }
      failsOnce.set(true);
      rig.trace(rig.ask(false)).is(200, "a server_error 500", "a answered 200");
    }
  }
}
