package io.signalbox.engine;

import static io.signalbox.engine.FakeAnswers.delta;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.engine.trace.TraceCodec;
import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The program in a process of its own, told to stop in the middle of answers: nobody is cut off
/// without a word, and all that was spent is in the ledger.
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
final class ShutdownTest {
  private static final String LONG = "word ".repeat(800);
  private static final Map<String, String> BODIES =
      Map.of(
          "/v1/chat/completions",
          "{\"model\":\"x\",\"stream\":STREAM,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
          "/v1/messages",
          "{\"model\":\"x\",\"max_tokens\":900,\"stream\":STREAM,"
              + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
          "/v1/responses",
          "{\"model\":\"x\",\"stream\":STREAM,\"input\":\"hi\"}",
          "/v1beta/models/x:VERB",
          "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}");

  @TempDir private Path home;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<AutoCloseable> open = new ArrayList<>(List.of(http));
  private final Semaphore texts = new Semaphore(0);
  private Optional<Process> process = Optional.empty();
  private URI address = URI.create("http://nowhere.invalid");

  @AfterEach
  void close() throws Exception {
    process.ifPresent(Process::destroyForcibly);
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private FakeProvider serve(int drain, Play play) throws IOException {
    var provider = new FakeProvider(play);
    open.add(provider);
    Path services = Files.createDirectories(home.resolve("plug-ins/META-INF/services"));
    Files.writeString(
        services.resolve(ProviderPlugin.class.getName()), FakeProviders.class.getName());
    Path graph =
        Files.writeString(
            home.resolve("graph.yaml"),
            """
            signalbox: 1
            name: Test
            start: a
            models:
              a: { provider: fake-openai, model: priced, url: "%s/v1" }
            """
                .formatted(provider.url()));
    run(graph, drain);
    return provider;
  }

  private void run(Path graph, int drain) throws IOException {
    String path =
        home.resolve("plug-ins") + File.pathSeparator + System.getProperty("java.class.path");
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            path,
            Main.class.getName(),
            "serve",
            graph.toString(),
            "--port=0",
            "--no-keys",
            "--json",
            "--drain=" + drain);
    builder.environment().put("SIGNALBOX_HOME", home.resolve("home").toString());
    builder.redirectError(home.resolve("errors.txt").toFile());
    Process started = builder.start();
    process = Optional.of(started);
    var out =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    String said = Optional.ofNullable(out.readLine()).orElse("");
    assertFalse(said.isEmpty(), () -> "did not start: " + errors());
    address = URI.create(JsonMapper.builder().build().readTree(said).get("url").asString());
  }

  private String errors() {
    try {
      return Files.readString(home.resolve("errors.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private CompletableFuture<HttpResponse<String>> ask(String path, boolean stream) {
    String body = BODIES.get(path).replace("STREAM", Boolean.toString(stream));
    String verb = stream ? "streamGenerateContent?alt=sse" : "generateContent";
    return http.sendAsync(
        HttpRequest.newBuilder(address.resolve(path.replace("VERB", verb)))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        this::heard);
  }

  /// Notes when the long piece of a stream has come.
  private HttpResponse.BodySubscriber<String> heard(HttpResponse.ResponseInfo info) {
    var all = new StringBuilder();
    return HttpResponse.BodySubscribers.mapping(
        HttpResponse.BodySubscribers.fromSubscriber(
            new java.util.concurrent.Flow.Subscriber<List<java.nio.ByteBuffer>>() {
              @Override
              public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
              }

              @Override
              public void onNext(List<java.nio.ByteBuffer> buffers) {
                boolean before = all.indexOf(LONG) >= 0;
                buffers.forEach(buffer -> all.append(StandardCharsets.UTF_8.decode(buffer)));
                if (!before && all.indexOf(LONG) >= 0) {
                  texts.release();
                }
              }

              @Override
              public void onError(Throwable trouble) {
                all.append("BROKEN ").append(trouble);
              }

              @Override
              public void onComplete() {}
            }),
        done -> all.toString());
  }

  private void awaitText(int streams) throws InterruptedException {
    assertTrue(texts.tryAcquire(streams, 60, TimeUnit.SECONDS), this::errors);
  }

  private static void stall(FakeProvider.Line line) throws IOException {
    String request = line.request();
    if (request.contains("\"stream\":true")) {
      line.beginStream();
      line.event(delta(LONG));
    }
    line.stall();
  }

  private void stop() {
    process.orElseThrow().destroy();
  }

  private int code() throws InterruptedException {
    assertTrue(process.orElseThrow().waitFor(60, TimeUnit.SECONDS), "it did not end");
    return process.orElseThrow().exitValue();
  }

  private void awaitClosedPort() {
    Rig.soon(() -> {
      try (var socket = new Socket("127.0.0.1", address.getPort())) {
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(true);
      }
    });
  }

  private Rig.View trace(HttpResponse<String> reply) {
    try (Engine program = Signalbox.at(home.resolve("home"))) {
      String id = reply.headers().firstValue("x-request-id").orElseThrow();
      return new Rig.View(TraceCodec.view(program.store().ledger().trace(id).orElseThrow()));
    }
  }

  private void awaitAsked(FakeProvider provider, int requests) throws InterruptedException {
    for (int i = 0; i < requests; i++) {
      assertTrue(provider.requests.poll(60, TimeUnit.SECONDS) != null);
    }
  }

  @Test
  void unfinishedAnswersEndWithErrorInTheirDialectAndAreRecorded() throws Exception {
    var provider = serve(0, ShutdownTest::stall);
    var streams = BODIES.keySet().stream().map(path -> Map.entry(path, ask(path, true))).toList();
    var wholes = BODIES.keySet().stream().map(path -> Map.entry(path, ask(path, false))).toList();
    awaitAsked(provider, 2 * BODIES.size());
    awaitText(BODIES.size());
    stop();
    for (var each : streams) {
      broken(each.getKey(), told(each.getValue()));
    }
    for (var each : wholes) {
      refused(each.getKey(), told(each.getValue()));
    }
    assertEquals(143, code(), this::errors);
    assertFalse(errors().contains("SEVERE"), this::errors);
    for (var each : streams) {
      var trace = trace(each.getValue().get());
      trace.is(503, "a cancelled 503");
      assertTrue(trace.error().contains("shut down"), trace.error());
      assertTrue(trace.usd().startsWith("0.0100"), trace.usd());
    }
    for (var each : wholes) {
      var trace = trace(each.getValue().get());
      trace.is(503, "a cancelled 503");
      assertFalse(trace.usd().equals("0"), trace.usd());
    }
  }

  private HttpResponse<String> told(CompletableFuture<HttpResponse<String>> reply)
      throws InterruptedException {
    try {
      return reply.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new AssertionError(errors(), e);
    }
  }

  private static void broken(String path, HttpResponse<String> reply) {
    String body = reply.body();
    assertEquals(200, reply.statusCode(), body);
    assertTrue(body.contains(LONG), body);
    String last = body.strip().substring(body.strip().lastIndexOf("\n\n") + 2);
    String form =
        switch (path) {
          case "/v1/messages" -> "event: error\n";
          case "/v1/responses" -> "event: response.failed\n";
          default -> "data: {\"error\":{";
        };
    assertTrue(last.startsWith(form), last);
    assertTrue(last.contains("shutting down"), last);
  }

  private static void refused(String path, HttpResponse<String> reply) {
    assertTrue(List.of(503, 529).contains(reply.statusCode()), reply.body());
    assertTrue(reply.body().contains("shutting down"), reply.body());
    assertEquals("1", reply.headers().firstValue("retry-after").orElse(""));
    String form = path.equals("/v1/messages") ? "{\"type\":\"error\"" : "{\"error\":{";
    assertTrue(reply.body().startsWith(form), reply.body());
  }

  @Test
  void answersThatEndInTimeAreWhole() throws Exception {
    FakeProvider provider = serve(60, gated());
    var stream = ask("/v1/chat/completions", true);
    var whole = ask("/v1/chat/completions", false);
    awaitAsked(provider, 2);
    stop();
    awaitClosedPort();
    provider.gate.countDown();
    assertTrue(stream.get().body().contains("[DONE]"), stream.get().body());
    assertEquals(200, whole.get().statusCode());
    assertEquals("close", whole.get().headers().firstValue("connection").orElse(""));
    assertEquals(143, code(), this::errors);
    trace(stream.get()).is(200, "a answered 200");
    trace(whole.get()).is(200, "a answered 200");
  }

  private static Play gated() {
    return line -> {
      String request = line.request();
      line.waitForGate();
      FakeAnswers.answer(line, request, "late");
    };
  }

  @Test
  void secondSignalEndsAnswersAtOnce() throws Exception {
    var provider = serve(3_600, ShutdownTest::stall);
    var stream = ask("/v1/messages", true);
    awaitAsked(provider, 1);
    awaitText(1);
    stop();
    awaitClosedPort();
    assertFalse(stream.isDone());
    stop();
    broken("/v1/messages", stream.get());
    assertEquals(143, code(), this::errors);
    trace(stream.get()).is(503, "a cancelled 503");
  }
}
