package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.signalbox.engine.Signalbox;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The context that a server of this machine really gives a model decides whether a prompt fits,
/// through the whole program.
@Timeout(120)
final class LocalContextTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ANSWER =
      "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
          + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}";

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      String said =
          switch (path) {
            case "/small/props" -> "{\"default_generation_settings\":{\"n_ctx\":64}}";
            case "/large/props" -> "{\"default_generation_settings\":{\"n_ctx\":64000}}";
            case "/small/v1/models" -> "{\"object\":\"list\",\"data\":[{\"id\":\"m\"}]}";
            default -> ANSWER;
          };
      byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void promptThatDoesNotFitGoesToTheLargerContext(@TempDir Path home) throws Exception {
    String text =
        """
        signalbox: 1
        name: Test
        start: pick
        models:
          small: { provider: llamacpp, model: m, url: "%1$s/small/v1" }
          large: { provider: llamacpp, model: m, url: "%1$s/large/v1" }
        nodes:
          pick: { kind: fallback, to: [ small, large ] }
        """
            .formatted(address());
    var graph = GraphText.read(home.resolve("test.yaml").toString(), text).graph().orElseThrow();
    try (var program = Signalbox.at(home);
        var door = program.serve(ProxySettings.local(0).keyed(false), java.util.List.of(graph));
        var http = HttpClient.newHttpClient()) {
      assertEquals("small", model(http, door, "Hi"));
      String prompt = "word ".repeat(300);
      long end = System.nanoTime() + PATIENCE.toNanos();
      String model = model(http, door, prompt);
      while (!model.equals("large") && System.nanoTime() < end) {
        LockSupport.parkNanos(5_000_000); // the server is asked beside the requests
        model = model(http, door, prompt);
      }
      assertEquals("large", model);
      assertEquals("small", model(http, door, "Hi"));
    }
  }

  private static String model(HttpClient http, Engine.Serving door, String prompt)
      throws IOException, InterruptedException {
    String body =
        "{\"model\":\"any\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
    var request =
        HttpRequest.newBuilder(door.address().resolve("/v1/chat/completions"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response.body());
    return response.headers().firstValue("x-signalbox-model").orElse("");
  }

  @Test
  void listOfAServerHasTheContexts(@TempDir Path home) {
    try (var program = Signalbox.at(home)) {
      var provider = program.plugins().provider("llamacpp").orElseThrow();
      var listing = program.models(provider, address() + "/small/v1");
      assertTrue(listing instanceof ModelListing.Listed, listing::toString);
      assertEquals(OptionalLong.of(64), ((ModelListing.Listed) listing).context("m"));
    }
  }
}
