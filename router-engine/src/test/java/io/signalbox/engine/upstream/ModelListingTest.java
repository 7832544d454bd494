package io.signalbox.engine.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpServer;
import io.signalbox.engine.dialect.Dialects;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.Signing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Asking a real server for its models.
@Timeout(120)
final class ModelListingTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final LiveUpstream upstream = new LiveUpstream(Map.of());
  private HttpServer server;
  private int status = 200;
  private String body = "";

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + headers.getOrDefault("Authorization", List.of())
                  + headers.getOrDefault("X-api-key", List.of()));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    upstream.close();
  }

  @Test
  void modelsAreListedWithTheKeyInItsPlace() {
    body = "{\"data\":[{\"id\":\"gpt-5\"},{\"id\":\"gpt-5-mini\"},{\"id\":\"\"}]}";
    assertEquals(new ModelListing.Listed(List.of("gpt-5", "gpt-5-mini")), ask("openai", "openai"));
    assertEquals(List.of("GET /v1/models [Bearer sk-1][]"), asked);
  }

  @Test
  void eachDialectHasItsOwnPath() {
    body = "{\"models\":[{\"name\":\"models/gemini-3\"}]}";
    assertEquals(new ModelListing.Listed(List.of("gemini-3")), ask("gemini", "gemini"));
    body = "{\"data\":[{\"id\":\"claude\"}]}";
    ask("anthropic", "anthropic");
    assertEquals("GET /v1/models?pageSize=1000", path(asked.get(0)));
    assertEquals("GET /v1/models?limit=1000", path(asked.get(1)));
  }

  @Test
  void badKeysAreDistinguishedFromOtherFailures() {
    status = 401;
    assertEquals(new ModelListing.Refused(401), ask("openai", "openai"));
    status = 400;
    body = "{\"error\":{\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}";
    assertEquals(new ModelListing.Refused(400), ask("gemini", "gemini"));
    status = 429;
    assertEquals(new ModelListing.Limited(), ask("openai", "openai"));
    status = 500;
    assertEquals(new ModelListing.Strange("it answered with status 500"), ask("openai", "openai"));
    status = 302;
    assertInstanceOf(ModelListing.Strange.class, ask("openai", "openai"));
  }

  @Test
  void whatIsNoListIsSaid() {
    body = "<html>";
    assertEquals(
        new ModelListing.Strange("its answer is not a list of models"), ask("openai", "openai"));
    body = "{}";
    assertEquals(
        new ModelListing.Strange("its answer is not a list of models"), ask("openai", "openai"));
  }

  @Test
  void refusedConnectionIsUnreachable() {
    server.stop(0);
    assertEquals(
        new ModelListing.Unreachable("nothing answers at 127.0.0.1"), ask("openai", "openai"));
    assertInstanceOf(
        ModelListing.Unreachable.class,
        upstream.models(
            provider("x", "openai"),
            Dialects.provider("openai"),
            "ftp://x",
            Optional.empty(),
            Duration.ofSeconds(1)));
  }

  @Test
  void keyThatNoHeaderCanCarryIsRefusedUnsent() {
    var listing =
        upstream.models(
            provider("openai", "openai"),
            Dialects.provider("openai"),
            url(),
            Optional.of(Secret.of("a\nb")),
            Duration.ofSeconds(5));
    assertEquals(new ModelListing.Refused(0), listing);
    assertEquals(List.of(), asked);
  }

  private ModelListing ask(String id, String dialect) {
    return upstream.models(
        provider(id, dialect),
        Dialects.provider(dialect),
        url(),
        Optional.of(Secret.of("sk-1")),
        Duration.ofSeconds(5));
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private static String path(String line) {
    return line.substring(0, line.indexOf(' ', 4));
  }

  private static Provider provider(String id, String dialect) {
    return new Provider(
        id,
        id,
        "http://127.0.0.1",
        dialect,
        Optional.of(Signing.BEARER),
        Optional.empty(),
        Set.of(),
        Provider.Reach.CLOUD,
        Optional.of("/key").filter(check -> id.equals("openrouter")),
        List.of());
  }
}
