package io.signalbox.engine.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Credentials;
import io.signalbox.engine.spi.Signing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

final class KeyHeadersTest {
  private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");
  private static final String KEY = "id=anna secret=quiet-secret";

  /// Signs as a test tells it to.
  private record Own(List<String> parts, Function<Signing.Unsigned, Map<String, String>> made)
      implements Signing.OfRequest {
    @Override
    public Map<String, String> headers(Signing.Unsigned request, Credentials credentials) {
      return made.apply(request);
    }
  }

  @Test
  void signerSeesTheWholeRequest() throws Exception {
    var signed =
        sign(request ->
            Map.of(
                "x-sign",
                request.method()
                    + " "
                    + request.url()
                    + " "
                    + request.headers().get("x-own")
                    + " "
                    + new String(request.body(), StandardCharsets.UTF_8)
                    + " "
                    + request.at()));
    assertEquals(
        "GET http://127.0.0.1:1/v1/ask 1 body 2026-01-31T08:00:00Z", signed.header("x-sign"));
    assertEquals("http://127.0.0.1:1/v1/ask", signed.url().toString());
  }

  @Test
  void headersOfTheConnectionAreNotTheSigners() throws Exception {
    var signed =
        sign(request -> Map.of("Host", "evil.example", "content-length", "1", "x-sign", "ok"));
    assertNull(signed.header("host"));
    assertNull(signed.header("content-length"));
    assertEquals("ok", signed.header("x-sign"));
  }

  @Test
  void whatNoHeaderCanCarryAndWhatBreaksIsNotSent() {
    assertThrows(
        KeyHeaders.SigningException.class, () -> sign(request -> Map.of("x-sign", "a\r\nb: c")));
    var broken =
        assertThrows(
            KeyHeaders.SigningException.class,
            () ->
                sign(request -> {
                  throw new IllegalStateException(KEY);
                }));
    assertFalse(String.valueOf(broken.getMessage()).contains("quiet-secret"));
  }

  @Test
  void keyMustHaveAllParts() {
    var own = new Own(List.of("id", "secret", "region"), request -> Map.of());
    var refusal = new KeyHeaders("acme", own, Optional.of(Secret.of(KEY))).refusal().orElseThrow();
    assertEquals(
        "The key of provider acme has no part region; write it as name=value pairs with spaces"
            + " between them: id=… secret=… region=….",
        refusal.message());
  }

  @Test
  void partsAreMaskedByThemselves() {
    var own = new Own(List.of("id", "secret"), request -> Map.of());
    var secrets = new KeyHeaders("acme", own, Optional.of(Secret.of(KEY))).secrets();
    assertTrue(secrets.contains(Secret.of("quiet-secret")));
    assertEquals("•••", Credentials.of(Secret.of(KEY), own.parts()).toString());
  }

  private static Request sign(Function<Signing.Unsigned, Map<String, String>> made)
      throws KeyHeaders.SigningException {
    var key = new KeyHeaders("acme", new Own(List.of("id"), made), Optional.of(Secret.of(KEY)));
    var request = new Request.Builder().url("http://127.0.0.1:1/v1/ask").header("x-own", "1");
    return key.sign(request, "body".getBytes(StandardCharsets.UTF_8), NOW);
  }
}
