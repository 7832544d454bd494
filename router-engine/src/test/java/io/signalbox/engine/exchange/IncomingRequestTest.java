package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class IncomingRequestTest {
  @Test
  void copyOfRetryIsNoRetry() {
    var headers = Map.of("x-stainless-retry-count", "2", "user-agent", "curl");
    var client = new Client("editor", "", headers, Map.of());
    var retried =
        new IncomingRequest("r", ChatRequest.ofText("", "hello"), Optional.empty(), client, false);
    assertTrue(retried.isRetried());
    IncomingRequest copy = retried.copied("both");
    assertFalse(copy.isRetried());
    assertEquals(Map.of("user-agent", "curl"), copy.client().headers());
  }
}
