package io.signalbox.plugins.importer;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.RouteSimulation;
import io.signalbox.engine.lab.SuiteRun;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigExporter.Fidelity;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteText;
import io.signalbox.plugins.export.RandomGraphs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// What an exporter calls exact comes back as it was, for random graphs and requests: the import of
/// the export calls the same model first, or refuses with the same status.
final class GatewayRoundTripTest {
  private static final int GRAPHS = 200;
  private static final int REQUESTS = 15;

  private static final SuiteRun RUN =
      new SuiteRun(
          new RouteSimulation(
              Imports.PLUGINS::provider,
              Imports.PLUGINS::providerDialect,
              graph -> new Router(graph, Imports.PLUGINS::card),
              Clock.fixed(Instant.parse("2026-03-02T09:30:00Z"), ZoneOffset.UTC)));

  private static final Map<String, Provider> PROVIDERS =
      Imports.PLUGINS.providers().stream().collect(toMap(Provider::id, each -> each));

  @ParameterizedTest
  @CsvSource({"agentgateway, 300", "vllm-sr, 50"})
  void exactPartsOfRandomGraphsDecideTheSame(String target, int least) throws IOException {
    int compared = 0;
    for (int seed = 0; seed < GRAPHS; seed++) {
      compared += compared(target, seed);
    }
    assertTrue(compared >= least, compared + " requests were compared");
  }

  private static int compared(String target, int seed) throws IOException {
    var random = new RandomGraphs(seed);
    RoutingGraph graph = random.next();
    ConfigExporter exporter = Imports.PLUGINS.exporter(target).orElseThrow();
    var export = exporter.export(graph, PROVIDERS);
    var file = export.files().getFirst();
    if (!file.text().contains("backends:") && target.equals("agentgateway")) {
      return 0; // nothing is called, so there is no graph
    }
    RoutingGraph again = Imports.imported(file.name(), file.text()).graph();
    Set<String> lossy = lossy(graph, export.report());
    int compared = 0;
    var cases = new StringBuilder();
    for (SuiteCase each :
        SuiteText.read("s.yaml", random.suite(REQUESTS)).suite().orElseThrow().cases()) {
      Trace before = RUN.of(graph, each).trace();
      if (isPromised(graph)) {
        keeps(graph, each, RUN.of(again, each).trace());
      } else if (passed(before).stream()
          .noneMatch(id -> lossy.contains(id) || isFitted(graph, id, each.request()))) {
        Trace after = RUN.of(again, each).trace();
        assertEquals(
            outcome(target, before),
            outcome(target, after),
            () -> each + "\n" + graph.nodes() + "\n" + file.text() + "\n" + again.nodes());
        cases.append(written(each.request(), outcome(target, before))).append('\n');
        compared++;
      }
    }
    write(target + "-cases", seed, file.text(), cases.toString());
    return compared;
  }

  /// Such a promise is proved for a graph, not kept by it: a random one may break it.
  private static boolean isPromised(RoutingGraph graph) {
    return graph.promises().stream().anyMatch(each -> each.only().isPresent());
  }

  /// An export keeps it all the same.
  private static void keeps(RoutingGraph graph, SuiteCase test, Trace after) {
    for (Promise promise : graph.promises()) {
      boolean about =
          promise.when().isEmpty()
              || test.request().metadata().getOrDefault("data", "").equals("health");
      Set<String> forbidden =
          graph.models().values().stream()
              .filter(model ->
                  promise.only().isPresent() && !Promise.allows(promise.only().get(), model))
              .map(Model::model)
              .collect(Collectors.toSet());
      if (about && !promise.name().equals("Long")) {
        after.attempts().forEach(each -> assertFalse(forbidden.contains(each.providerModel())));
      }
    }
  }

  private static List<String> passed(Trace trace) {
    var passed = new ArrayList<>(trace.steps().stream().map(Step::node).toList());
    trace.attempts().forEach(each -> passed.add(each.model()));
    return passed;
  }

  /// A fallback drops models that cannot take a request, which gateways do not.
  private static boolean isFitted(RoutingGraph graph, String id, SuiteCase.Request request) {
    boolean special = request.images() > 0 || !request.tools().isEmpty() || request.json();
    return special && graph.node(id).filter(node -> node.kind() == NodeKind.FALLBACK).isPresent();
  }

  /// A draw is another one there, and an order that is measured is another one, too.
  private static Set<String> lossy(RoutingGraph graph, List<Fidelity> report) {
    return report.stream()
        .filter(each ->
            each.grade() == Grade.UNSUPPORTED
                || each.kind().equals(NodeKind.SPLIT.id())
                || each.kind().equals(NodeKind.BALANCE.id()))
        .map(each ->
            each.kind().equals(ConfigExporter.PROMISE) || each.kind().equals(ConfigExporter.GRAPH)
                ? graph.start()
                : each.id())
        .collect(Collectors.toSet());
  }

  /// A refusal has a status of its own where the gateway has words for one.
  private static String outcome(String target, Trace trace) {
    Optional<String> first =
        trace.attempts().stream().map(each -> each.providerModel()).findFirst();
    boolean worded = target.equals("agentgateway");
    return first
        .filter(each -> worded || !each.equals("refused"))
        .orElseGet(() -> worded ? "status " + trace.status() : "refused");
  }

  /// For scripts/gateways/schemas.sh: the request as Chat Completions, and what is expected of it.
  private static String written(SuiteCase.Request request, String expected) {
    var body = new LinkedHashMap<String, Object>();
    body.put("model", request.model());
    var messages = new ArrayList<Map<String, Object>>();
    for (Message message : request.messages()) {
      messages.add(
          Map.of(
              "role",
              message.role().name().toLowerCase(Locale.ROOT),
              "content",
              message.parts().stream().map(GatewayRoundTripTest::part).toList()));
    }
    body.put("messages", messages);
    request.user().ifPresent(user -> body.put("user", user));
    request.maxTokens().ifPresent(most -> body.put("max_tokens", most));
    if (request.stream()) {
      body.put("stream", true);
    }
    if (request.json()) {
      body.put("response_format", Map.of("type", "json_object"));
    }
    if (!request.tools().isEmpty()) {
      body.put(
          "tools",
          request.tools().stream()
              .map(name -> Map.of("type", "function", "function", Map.of("name", name)))
              .toList());
    }
    body.put("metadata", request.metadata());
    return JsonMapper.shared()
        .writeValueAsString(Map.of("body", body, "headers", request.headers(), "expect", expected));
  }

  private static Map<String, Object> part(Part part) {
    return switch (part) {
      case Part.Text text -> Map.of("type", "text", "text", text.text());
      case Part.Image image -> Map.of("type", "image_url", "image_url", Map.of("url", "data:"));
      default -> Map.of("type", "other");
    };
  }

  private static void write(String directory, int seed, String config, String cases)
      throws IOException {
    String exports = System.getenv("SIGNALBOX_EXPORTS");
    if (exports != null) {
      Path at = Files.createDirectories(Path.of(exports, directory));
      Files.writeString(at.resolve(seed + ".yaml"), config);
      Files.writeString(at.resolve(seed + ".jsonl"), cases);
    }
  }
}
