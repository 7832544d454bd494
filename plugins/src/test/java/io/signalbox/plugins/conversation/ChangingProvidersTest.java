package io.signalbox.plugins.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A conversation of 30 requests that changes its provider at random, with parallel calls,
/// pictures, documents and thinking, by clients of each dialect through the whole program: what
/// each provider gets keeps its [Demands], no id breaks, no question is missing, and what one
/// provider signed no other one sees. Clients of Responses say all each time, or name earlier
/// answers or their items, which one provider keeps. More seeds: `-Dsignalbox.seeds=1000`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChangingProvidersTest {
  private static final int REQUESTS = 30;
  private static final int SEEDS = Integer.getInteger("signalbox.seeds", 20);
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private static final Optional<Path> BODIES =
      Optional.ofNullable(System.getProperty("signalbox.bodies")).map(Path::of);

  private final HttpClient http = HttpClient.newHttpClient();

  /// What was broken in the last request.
  private final List<String> faults = new CopyOnWriteArrayList<>();

  private HttpServer server;
  private Signalbox program;
  private Engine.Serving door;
  private Step step = new Step("", false, "Hi", List.of());
  private Optional<PublishedSchema> published = Optional.empty();
  private ProviderReply reply = new ProviderReply(new Random(0));
  private KeptResponses kept = new KeptResponses();

  /// What the client has asked so far.
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @BeforeAll
  void start(@TempDir Path home) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    NearPresets.ADDRESS.set("http://127.0.0.1:" + server.getAddress().getPort());
    program = Signalbox.at(home);
    var graph = GraphText.read(home.resolve("test.yaml").toString(), graph());
    assertTrue(graph.graph().isPresent(), () -> graph.problems().toString());
    findPresets(home);
    door = program.serve(ProxySettings.local(0).keyed(false), List.of(graph.graph().orElseThrow()));
  }

  @AfterAll
  void close() {
    http.close();
    door.close();
    program.close();
    server.stop(0);
  }

  private static String graph() {
    var models = new StringBuilder();
    var rules = new StringBuilder();
    NearPresets.MODELS.forEach((preset, model) -> {
      models.append(
          "  %s: { provider: near-%s, model: \"%s\" }\n".formatted(preset, preset, model));
      rules.append("      - { when: 'metadata.to == \"%s\"', to: %s }\n".formatted(preset, preset));
    });
    return "signalbox: 1\nname: Test\nstart: pick\nmodels:\n"
        + models
        + "nodes:\n  pick:\n    kind: rules\n    rules:\n"
        + rules
        + "    otherwise: openai\n";
  }

  /// The presets are made known to this program alone, not to all tests.
  private void findPresets(Path home) throws IOException {
    Path services = Files.createDirectories(home.resolve("plug-ins/META-INF/services"));
    Files.writeString(
        services.resolve(ProviderPlugin.class.getName()), NearPresets.class.getName());
    var thread = Thread.currentThread();
    var usual = thread.getContextClassLoader();
    URL[] urls = {home.resolve("plug-ins").toUri().toURL()};
    try (var loader = new URLClassLoader(urls, usual)) {
      thread.setContextClassLoader(loader);
      assertTrue(program.plugins().provider("near-openai").isPresent());
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  /// What the provider does: it looks at what it gets, and answers in any case.
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String preset = path.split("/", 3)[1];
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean responses = path.endsWith("/responses");
      JsonNode sent = MAPPER.readTree(text);
      JsonNode body = responses ? kept.resolved(sent, faults) : sent;
      faults.addAll(Demands.broken(preset, path, body));
      String whole = body.toString();
      asked.stream()
          .filter(question -> !whole.contains(question))
          .forEach(question -> faults.add(preset + ": a question is missing: " + question));
      keep(preset + (responses ? "-responses" : ""), text);
      if (preset.equals("openai")) {
        published.ifPresent(
            schema -> schema.broken(text).forEach(each -> faults.add("openai: schema: " + each)));
      }
      if (text.contains("signalbox.")) {
        faults.add(preset + ": a seal of ours");
      }
      reply.signatures.forEach((signature, signer) -> {
        if (!isAtHome(signer, preset) && text.contains(signature)) {
          faults.add(preset + ": signed by " + signer);
        }
      });
      String answer = reply.of(preset, path, ProviderReply.tools(body), thought(body));
      if (responses) {
        kept.keep(body, MAPPER.readTree(answer));
      }
      byte[] said = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, said.length);
      exchange.getResponseBody().write(said);
    }
  }

  /// Claude's signatures are good at every provider that has Claude; and a server of OpenAI's
  /// dialect that passes over what it does not know gets what its client sends.
  private static boolean isAtHome(String signer, String preset) {
    boolean claude = signer.matches("anthropic|bedrock") && preset.matches("anthropic|bedrock");
    return signer.equals(preset) || claude || preset.matches("vllm|deepseek");
  }

  /// A Claude that is asked to think begins with it.
  private Step thought(JsonNode body) {
    boolean thinks = body.at("/thinking/type").asString("").equals("enabled");
    return thinks && step.thought().isEmpty()
        ? new Step("I think.", true, step.text(), step.calls())
        : step;
  }

  private static void keep(String name, String body) throws IOException {
    if (BODIES.isPresent()) {
      Path file = Files.createDirectories(BODIES.get()).resolve(name + ".jsonl");
      String line = body.replace("\r", "").replace("\n", "") + "\n";
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /// What goes to OpenAI is as its own description of the API has it. What a client of Responses
  /// sends there is its own.
  @TestFactory
  Stream<DynamicTest> bodiesForOpenAiAreAsItsDescriptionHasThem() {
    var chat = PublishedSchema.of("CreateChatCompletionRequest");
    assumeTrue(chat.isPresent(), "skipped: OpenAI's description is not here");
    return Stream.of("openai", "anthropic", "gemini", "ollama")
        .map(client ->
            DynamicTest.dynamicTest(
                client,
                () -> {
                  published = chat;
                  try {
                    var broken = new TreeMap<String, String>();
                    for (int seed = 0; seed < SEEDS / 5; seed++) {
                      converse(client, seed, broken);
                    }
                    assertEquals("", String.join("\n\n", broken.values()));
                  } finally {
                    published = Optional.empty();
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> everyBodyIsOneThatItsProviderTakes() {
    return Stream.of("openai", "anthropic", "responses", "gemini", "ollama")
        .map(client ->
            DynamicTest.dynamicTest(
                client,
                () -> {
                  var broken = new TreeMap<String, String>();
                  for (int seed = 0; seed < SEEDS; seed++) {
                    converse(client, seed, broken);
                  }
                  assertEquals("", String.join("\n\n", broken.values()));
                }));
  }

  /// @param broken an example of each kind of fault
  private void converse(String client, int seed, Map<String, String> broken) throws Exception {
    var random = new Random(seed);
    Talker talker = Talker.of(client, random);
    reply = new ProviderReply(random);
    kept = new KeptResponses();
    asked.clear();
    var presets = List.copyOf(NearPresets.MODELS.keySet());
    for (int n = 0; n < REQUESTS; n++) {
      if (talker.open.isEmpty() || random.nextInt(8) == 0) {
        talker.answerAll();
        asked.add("Question " + n + "?");
        talker.ask(asked.getLast(), random.nextInt(5) == 0, random.nextInt(6) == 0);
      } else {
        talker.answerAll();
      }
      String preset = presets.get(random.nextInt(presets.size()));
      step = Step.random(random, n < REQUESTS - 1);
      String body = talker.body().toString();
      HttpResponse<String> response = send(talker.path(), preset, body);
      String where = client + " seed " + seed + " request " + n + " to " + preset;
      assertEquals(200, response.statusCode(), () -> where + "\n" + response.body() + "\n" + body);
      for (String fault : faults) {
        String kind = fault.replaceAll("(?s)^([^:]*:[^:]*):.*", "$1");
        broken.putIfAbsent(kind, where + "\n" + fault + "\n" + body);
      }
      faults.clear();
      JsonNode answer = MAPPER.readTree(response.body());
      talker.take(answer);
    }
  }

  private HttpResponse<String> send(String path, String preset, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(door.address().resolve(path))
            .header("Content-Type", "application/json")
            .header("X-Signalbox-Metadata", "to=" + preset)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
