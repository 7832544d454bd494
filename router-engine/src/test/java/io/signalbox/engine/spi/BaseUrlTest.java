package io.signalbox.engine.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses are taken as people write them. */
final class BaseUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://h:1/v1, /chat/completions, http://h:1/v1/chat/completions",
    "http://h:1/v1/, /chat/completions, http://h:1/v1/chat/completions",
    "http://h:1/v1//, /chat/completions, http://h:1/v1/chat/completions",
    "http://h:1/v1/chat/completions, /chat/completions, http://h:1/v1/chat/completions",
    "http://h:1/v1/chat/completions/, /models, http://h:1/v1/models",
    "http://h:1, /chat/completions, http://h:1/chat/completions",
    "http://h:1/, /v1/messages, http://h:1/v1/messages",
    "https://a.test/v1, /v1/messages, https://a.test/v1/messages",
    "https://a.test/v1/, /v1/messages, https://a.test/v1/messages",
    "https://a.test/v1/messages, /v1/messages, https://a.test/v1/messages",
    "https://a.test/claude/v1, /v1/models?limit=9, https://a.test/claude/v1/models?limit=9",
    "https://g.test/v1beta/, /models/m:x, https://g.test/v1beta/models/m:x",
    "https://a.test/o/d/x?api-version=2024-10-21, /chat/completions,"
        + " https://a.test/o/d/x/chat/completions?api-version=2024-10-21",
    "https://a.test/o/d/x/chat/completions?api-version=v1, /chat/completions,"
        + " https://a.test/o/d/x/chat/completions?api-version=v1",
    "https://a.test/v1/?api-version=preview, /models?limit=9,"
        + " https://a.test/v1/models?limit=9&api-version=preview",
    "https://a.test/proxy/v1/openai, /v1/messages, https://a.test/proxy/v1/openai/v1/messages",
  })
  void joinsWhatIsMeant(String written, String path, String whole) {
    assertEquals(whole, BaseUrl.join(written, path));
  }
}
