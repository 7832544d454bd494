package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.providers.OwnProviders;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.workspace.GraphText;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plug-in project that is compiled, packed and put into a home: it brings a provider, dialects
/// of its own for providers and clients, and an exporter, and what is broken in it stops nothing.
final class SamplePluginTest {
  private static final Path PROJECT = Path.of("src/test/resources/sample-plugin");
  private static final String SECRET = "quiet-secret-of-acme";
  private static final String GRAPH =
      """
      signalbox: 1
      name: Main
      start: rocket
      models:
        rocket: { provider: acme, model: rocket-1 }
      nodes: {}
      """;

  @TempDir private Path home = Path.of("");

  private final BlockingQueue<String> signed = new LinkedBlockingQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer acme;
  private volatile int status = 200;

  @BeforeEach
  void install() throws IOException {
    acme = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    acme.createContext("/", this::answer);
    acme.start();
    System.setProperty("acme.url", "http://127.0.0.1:" + acme.getAddress().getPort());
    pack(Files.createDirectories(home.resolve("plugins")).resolve("acme.jar"));
  }

  @AfterEach
  void stop() {
    System.clearProperty("acme.url");
    acme.stop(0);
    http.close();
  }

  @Test
  void requestGoesThroughDialectsOfAJarFromEndToEnd() throws Exception {
    try (var program = Signalbox.at(home);
        var proxy = serving(program)) {
      var whole = ask(proxy, "/acme/models/main:ask", "{\"ask\":\"hello\"}");
      assertEquals("said Hel\nsaid lo\nused 5 tokens\n", whole.body());
      assertEquals("signed", signed.take());
      var lines = ask(proxy, "/acme/models/main:ask?stream", "{\"ask\":\"hello\"}");
      assertEquals("said Hel\nsaid lo\nused 5 tokens\n", lines.body());
      assertEquals("application/x-ndjson", header(lines, "content-type"));
      assertEquals("rocket", header(lines, "x-signalbox-model"));
      var chat = "{\"model\":\"main\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
      assertTrue(ask(proxy, "/v1/chat/completions", chat).body().contains("\"Hello\""));
    }
  }

  @Test
  void errorsUseTheDialectOfTheJar() throws Exception {
    try (var program = Signalbox.at(home);
        var proxy = serving(program)) {
      assertEquals("malformed no-ask", ask(proxy, "/acme/models/main:ask", "{}").body());
      assertEquals("refused not_implemented", ask(proxy, "/acme/models/m:embed", "{}").body());
      assertEquals("refused method_not_allowed", ask(proxy, "/acme/models", "{}").body());
      status = 429;
      var limited = ask(proxy, "/acme/models/main:ask", "{\"ask\":\"hello\"}");
      assertEquals("429 failed rate_limited", limited.statusCode() + " " + limited.body());
    }
  }

  @Test
  void modelsAreListedToClientsAndFromProvider() throws Exception {
    try (var program = Signalbox.at(home);
        var proxy = serving(program)) {
      assertEquals("models Main", get(proxy, "/acme/models"));
      assertEquals("model Main", get(proxy, "/acme/models/Main"));
      var provider = program.plugins().provider("acme").orElseThrow();
      assertEquals(
          new ModelListing.Listed(List.of("rocket-1", "rocket-2")), program.models(provider));
    }
  }

  @Test
  void keyWithoutItsPartsAndKeyForAnotherServerAreNotSent() throws Exception {
    try (var program = Signalbox.at(home);
        var proxy = serving(program)) {
      program.store().keys().put("ACME_KEY", Secret.of("id=anna"));
      var lacking = ask(proxy, "/v1/chat/completions", chatAs("main"));
      assertTrue(lacking.body().contains("has no part secret"), lacking.body());
      program.store().keys().put("OTHER_KEY", Secret.of("id=anna secret=" + SECRET));
      String elsewhere = System.getProperty("acme.url").replace("127.0.0.1", "localhost");
      proxy.swap(
          List.of(
              graph(
                  GRAPH.replace(
                      "rocket-1", "rocket-1, url: \"" + elsewhere + "\", key: env:OTHER_KEY"))));
      var unconfirmed = ask(proxy, "/v1/chat/completions", chatAs("main"));
      assertFalse(unconfirmed.body().contains(SECRET), unconfirmed.body());
      assertTrue(unconfirmed.body().contains("unauthorized"), unconfirmed.body());
      assertEquals(List.of(), List.copyOf(signed));
    }
  }

  @Test
  void exporterIsFoundAndWhatIsBrokenIsNamedAndStopsNothing() {
    Plugins plugins = Plugins.find(home.resolve("plugins"), OwnProviders.read(home));
    var exporter = plugins.exporter("acme").orElseThrow();
    assertEquals("Main", exporter.export(graph(GRAPH), Map.of()).files().getFirst().text());
    List<String> problems = plugins.problems().stream().map(Problem::message).toList();
    assertEquals(2, problems.size(), problems::toString);
    assertTrue(problems.getFirst().contains("org.acme.signalbox.AcmeSigning"), problems::toString);
    assertTrue(problems.getLast().contains("org.acme.signalbox.Broken"), problems::toString);
  }

  @Test
  void jarThatIsNoneAndJarThatOthersCanChangeAreProblems() throws IOException {
    Path plugins = home.resolve("plugins");
    Files.writeString(plugins.resolve("torn.jar"), "no jar");
    Files.setPosixFilePermissions(
        plugins.resolve("acme.jar"),
        java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-r--"));
    Plugins found = Plugins.find(plugins, OwnProviders.read(plugins));
    assertTrue(found.provider("acme").isEmpty());
    assertEquals(
        List.of("plugin-open", "plugin-broken"),
        found.problems().stream().map(each -> each.code().id()).toList());
    assertTrue(found.problems().getLast().message().contains("torn.jar"));
  }

  private static RoutingGraph graph(String text) {
    var read = GraphText.read("test.yaml", text);
    return read.graph().orElseThrow(() -> new AssertionError(read.problems()));
  }

  private static Engine.Serving serving(Signalbox program) {
    program.store().keys().put("ACME_KEY", Secret.of("id=anna secret=" + SECRET));
    return program.serve(ProxySettings.local(0).keyed(false), List.of(graph(GRAPH)));
  }

  private static String chatAs(String model) {
    return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  }

  private HttpResponse<String> ask(Engine.Serving proxy, String path, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(proxy.address().resolve(path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String get(Engine.Serving proxy, String path) throws Exception {
    var request = HttpRequest.newBuilder(proxy.address().resolve(path));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /// Acme's server: it looks at the signature as the jar makes it, and answers in binary frames.
  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = exchange.getRequestHeaders();
    String time = String.valueOf(headers.getFirst("x-acme-time"));
    String text =
        String.join(
            "\n",
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            "north",
            time,
            body);
    boolean sound =
        hmac(text).equals(headers.getFirst("x-acme-signature"))
            && "anna".equals(headers.getFirst("x-acme-id"))
            && !headers.containsKey("authorization");
    signed.add(sound ? "signed" : "unsigned");
    exchange.sendResponseHeaders(sound ? status : 403, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      if (exchange.getRequestURI().getPath().equals("/catalog")) {
        out.write("rocket-1\nrocket-2\n".getBytes(StandardCharsets.UTF_8));
      } else {
        frames(new DataOutputStream(out), "THel", "Tlo", "E");
      }
    }
  }

  private static void frames(DataOutputStream out, String... frames) throws IOException {
    for (String frame : frames) {
      out.writeInt(frame.length());
      out.writeBytes(frame);
    }
  }

  private static String hmac(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Compiles the project and packs it with its services.
  private void pack(Path jar) throws IOException {
    Path classes = Files.createDirectories(home.resolve("classes"));
    List<String> sources = files(PROJECT.resolve("src")).stream().map(Path::toString).toList();
    var options = new java.util.ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
    options.addAll(List.of("-cp", System.getProperty("java.class.path")));
    options.addAll(sources);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, System.err, System.err, options.toArray(String[]::new));
    assertEquals(0, failed);
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      add(out, classes, classes);
      add(out, PROJECT, PROJECT.resolve("META-INF"));
    }
    Files.setPosixFilePermissions(
        jar, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(
        jar.getParent(), java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void add(JarOutputStream out, Path root, Path under) throws IOException {
    for (Path file : files(under)) {
      out.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
      out.write(Files.readAllBytes(file));
    }
  }

  private static List<Path> files(Path under) throws IOException {
    try (var all = Files.walk(under)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
