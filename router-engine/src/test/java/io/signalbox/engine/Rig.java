package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.intent.WordBag;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.spi.EncoderPlugin;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.engine.trace.TraceCodec;
import io.signalbox.engine.upstream.UpstreamCall;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The whole program around a home of its own, with the fake providers, and a client at its door.
final class Rig implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicLong ahead = new AtomicLong();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Signalbox program;
  private final io.signalbox.engine.api.Engine.Serving door;

  /// What a client got.
  record Reply(int status, HttpResponse<String> response) {
    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    boolean says(String text) {
      return body().contains("\"content\":\"" + text + "\"");
    }

    boolean isDone() {
      return body().contains("[DONE]");
    }
  }

  Rig(Path home, String graph) throws IOException {
    this(home, graph, UpstreamCall.Deadlines.USUAL);
  }

  /// The same with a patience of its own where the graph says nothing.
  Rig(Path home, String graph, UpstreamCall.Deadlines deadlines) throws IOException {
    this(home, graph, deadlines, ProxySettings.local(0).keyed(false));
  }

  /// The same with another door.
  Rig(Path home, String graph, UpstreamCall.Deadlines deadlines, ProxySettings settings)
      throws IOException {
    program = Signalbox.at(home, () -> Instant.now().plusMillis(ahead.get()), deadlines);
    var read = GraphText.read(home.resolve("test.yaml").toString(), graph);
    assertTrue(read.graph().isPresent(), () -> read.problems().toString());
    findFakes(home);
    door = program.serve(settings, List.of(read.graph().get()));
  }

  /// The fakes are made known to this program alone, not to all tests.
  private void findFakes(Path home) throws IOException {
    Path services = Files.createDirectories(home.resolve("plug-ins/META-INF/services"));
    Files.writeString(
        services.resolve(ProviderPlugin.class.getName()),
        FakeProviders.class.getName() + "\n" + PrefillProviders.class.getName());
    Files.writeString(services.resolve(EncoderPlugin.class.getName()), WordBag.class.getName());
    var thread = Thread.currentThread();
    var usual = thread.getContextClassLoader();
    URL[] urls = {home.resolve("plug-ins").toUri().toURL()};
    try (var loader = new URLClassLoader(urls, usual)) {
      thread.setContextClassLoader(loader);
      assertTrue(program.plugins().provider("fake-openai").isPresent());
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  /// Confirms a server for a key, as its owner does.
  Rig allow(String key, String origin) {
    program.store().bindings().allow(key, origin);
    return this;
  }

  /// Puts other graphs in the place of what is served.
  void swap(String... graphs) {
    door.swap(Stream.of(graphs).map(this::graph).toList());
  }

  /// What a text in the home reads as.
  RoutingGraph graph(String text) {
    String file = program.home().resolve("test.yaml").toString();
    return GraphText.read(file, text).graph().orElseThrow();
  }

  /// Lets time pass for health and budgets.
  void pass(Duration time) {
    ahead.addAndGet(time.toMillis());
  }

  Signalbox program() {
    return program;
  }

  URI address() {
    return door.address();
  }

  Reply ask(boolean stream) throws IOException, InterruptedException {
    return ask(stream, "hello");
  }

  Reply ask(boolean stream, String text) throws IOException, InterruptedException {
    return post("/v1/chat/completions", body(stream, text));
  }

  /// @param headers names and values by turns
  Reply post(String path, String body, String... headers) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(door.address().resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(response.statusCode(), response);
  }

  static String body(boolean stream, String text) {
    return "{\"model\":\"any\",\"stream\":"
        + stream
        + ",\"messages\":[{\"role\":\"user\",\"content\":\""
        + text
        + "\"}]}";
  }

  /// What was recorded of a reply's request.
  View trace(Reply reply) {
    return trace(reply.header("x-request-id"));
  }

  View trace(String id) {
    var ledger = program.store().ledger();
    return new View(
        soon(() -> {
          assertTrue(ledger.flush());
          return ledger.trace(id).map(TraceCodec::view);
        }));
  }

  /// Waits for what happens on other threads.
  static <T> T soon(Supplier<Optional<T>> look) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<T> seen = look.get();
    while (seen.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(2_000_000);
      seen = look.get();
    }
    return seen.orElseThrow(() -> new AssertionError("it did not happen"));
  }

  /// A trace as it is shown.
  record View(Map<String, Object> all) {
    /// `model outcome status` of each attempt.
    List<String> attempts() {
      return each()
          .map(one -> one.get("model") + " " + one.get("outcome") + " " + one.get("status"))
          .toList();
    }

    String message(int attempt) {
      return String.valueOf(each().toList().get(attempt).get("message"));
    }

    String usd(int attempt) {
      return String.valueOf(each().toList().get(attempt).get("usd"));
    }

    String usd() {
      return String.valueOf(all.get("usd"));
    }

    String error() {
      return String.valueOf(all.get("error"));
    }

    void is(int status, String... attempts) {
      assertEquals(List.of(attempts), attempts());
      assertEquals(status, ((Number) all.get("status")).intValue());
    }

    private Stream<Map<?, ?>> each() {
      return ((List<?>) all.get("attempts")).stream().map(one -> (Map<?, ?>) one);
    }
  }

  @Override
  public void close() {
    client.close();
    door.close();
    program.close();
  }
}
