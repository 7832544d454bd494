package io.signalbox.plugins.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.signalbox.engine.Signalbox;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Azure OpenAI and Vertex AI get a body of a client that speaks their dialect as it came, but for
/// the model's name, and the client gets their answer as it came, whole and streamed: the SHA-256
/// of each is the same on both sides.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CloudPassThroughTest {
  private static final String MODEL = "my-deployment";
  private static final List<String> ODD =
      List.of(
          "",
          "\"x_odd\\u00fc\" : [1E+2 , -0.0, 12345678901234567890123,null],\n",
          "\"ü \":{\"a\":{\"model\":\"any\"}},\t\"b\":\"\\ud83d\\ude00😀\\u2028\", ",
          "\"seed\": 7.0e0, \"logit_bias\":{\"1\": 1.50},");

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<Got> sent = new LinkedBlockingQueue<>();
  private HttpServer server;
  private Signalbox program;
  private Engine.Serving door;
  private volatile byte[] answer = {};
  private volatile boolean stream;

  /// What the provider was sent.
  private record Got(String path, byte[] body) {}

  @BeforeAll
  void start(@TempDir Path home) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    NearClouds.ADDRESS.set("http://127.0.0.1:" + server.getAddress().getPort());
    program = Signalbox.at(home);
    findClouds(home);
    door = program.serve(ProxySettings.local(0).keyed(false), graphs(home));
  }

  private static List<io.signalbox.engine.graph.RoutingGraph> graphs(Path home) {
    return NearClouds.PATHS.keySet().stream()
        .map(id ->
            """
            signalbox: 1
            name: %s
            start: only
            models:
              a: { provider: near-%s, model: %s }
            nodes:
              only: { kind: fallback, to: [ a ] }
            """
                .formatted(id, id, MODEL))
        .map(text -> GraphText.read(home.resolve("test.yaml").toString(), text))
        .map(read -> read.graph().orElseThrow())
        .toList();
  }

  /// The clouds are made known to this program alone, not to all tests.
  private void findClouds(Path home) throws IOException {
    Path services = Files.createDirectories(home.resolve("plug-ins/META-INF/services"));
    Files.writeString(services.resolve(ProviderPlugin.class.getName()), NearClouds.class.getName());
    var thread = Thread.currentThread();
    var usual = thread.getContextClassLoader();
    URL[] urls = {home.resolve("plug-ins").toUri().toURL()};
    try (var loader = new URLClassLoader(urls, usual)) {
      thread.setContextClassLoader(loader);
      assertTrue(program.plugins().provider("near-azure").isPresent());
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  @AfterAll
  void close() {
    http.close();
    door.close();
    program.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      sent.add(new Got(exchange.getRequestURI().toString(), body));
      String type = stream ? "text/event-stream" : "application/json";
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, stream ? 0 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @TestFactory
  Stream<DynamicTest> bodiesAndAnswersHaveTheSameDigest() {
    return Stream.of("azure", "vertex")
        .flatMap(cloud -> Stream.of(false, true).map(streamed -> test(cloud, streamed)));
  }

  private DynamicTest test(String cloud, boolean streamed) {
    return DynamicTest.dynamicTest(
        cloud + (streamed ? " streamed" : " whole"),
        () -> {
          for (String odd : ODD) {
            if (cloud.equals("azure")) {
              azure(odd, streamed);
            } else {
              vertex(odd.replace("\"seed\": 7.0e0, \"logit_bias\"", "\"x\""), streamed);
            }
          }
        });
  }

  private void azure(String odd, boolean streamed) throws Exception {
    String more = streamed ? ", \"stream_options\":{\"include_usage\":true},\"stream\" :true" : "";
    String body =
        "{%s\"messages\":[{\"role\":\"user\",\"content\":\"Gr\\u00fc\\/ü\"}],\"model\" : \"azure\"%s}"
            .formatted(odd, more);
    String whole =
        "{%s\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"a\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}"
            .formatted(odd);
    String events =
        "data: {\"choices\":[],\"prompt_filter_results\":[ ]}\n\n"
            + ": a comment\n\n"
            + "data:{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\\u00fc\"}}]}\n\n"
            + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            + "data:"
            + " {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1E+1}}\n\n"
            + "data: [DONE]\n\n";
    passes("/v1/chat/completions", body, streamed, streamed ? events : whole);
    Got got = sent.take();
    assertEquals("/openai/v1/chat/completions", got.path());
    assertSame(bytes(body.replace("\"model\" : \"azure\"", "\"model\" : \"" + MODEL + "\"")), got);
  }

  private void vertex(String odd, boolean streamed) throws Exception {
    String body =
        "{%s\"contents\": [{\"role\":\"user\",\"parts\":[{\"text\":\"Gr\\u00fc\\/ü\"}]}]}"
            .formatted(odd);
    String whole =
        ("{%s\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"a\"}]},\"finishReason\":\"STOP\"}],"
             + "\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":1,\"totalTokenCount\":10}}")
            .formatted(odd);
    String event = whole.replaceAll("[\n\t]", " ");
    String verb = streamed ? "streamGenerateContent?alt=sse" : "generateContent";
    String events = "data: " + event + "\r\n\r\n";
    passes("/v1beta/models/vertex:" + verb, body, streamed, streamed ? events : whole);
    Got got = sent.take();
    assertEquals(NearClouds.PATHS.get("vertex") + "/models/" + MODEL + ":" + verb, got.path());
    assertSame(bytes(body), got);
  }

  private void passes(String path, String body, boolean streamed, String said) throws Exception {
    answer = bytes(said);
    stream = streamed;
    var request =
        HttpRequest.newBuilder(door.address().resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<byte[]> got = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    String text = new String(got.body(), StandardCharsets.UTF_8);
    assertEquals(200, got.statusCode(), text);
    assertEquals(sha(answer), sha(got.body()), () -> said + "\nbecame\n" + text);
  }

  private static void assertSame(byte[] expected, Got got) {
    assertEquals(
        sha(expected), sha(got.body()), () -> new String(got.body(), StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
