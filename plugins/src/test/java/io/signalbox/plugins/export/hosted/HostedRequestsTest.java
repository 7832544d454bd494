package io.signalbox.plugins.export.hosted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigExporter.Export;
import io.signalbox.engine.spi.ConfigExporter.Fidelity;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What callers put into requests to hosted services.
final class HostedRequestsTest {
  private static final Plugins PLUGINS = Plugins.find();

  private static final Map<String, Provider> PROVIDERS =
      PLUGINS.providers().stream().collect(Collectors.toMap(Provider::id, each -> each));

  private static final String GRAPH =
      """
      signalbox: 1
      name: Test
      start: start
      models:
        sonnet: { provider: openrouter, model: anthropic/claude-sonnet-4.5, params: { provider: { sort: price, data_collection: deny }, temperature: 0.2 } }
        gpt: { provider: openrouter, model: openai/gpt-5.1, params: { provider: { sort: price, data_collection: deny }, temperature: 0.2, seed: 5 } }
        opus: { provider: anthropic, model: claude-opus-4-5 }
        mix: { provider: tokenmix, model: some-model, params: { temperature: 0.2 } }
        home: { provider: ollama, model: llama3.2 }
      nodes:
        %s
        no: { kind: reject, status: 451, message: No }
      promises: [ { name: p, when: 'metadata.data == "health"', only: 'model.provider != "openrouter"' } ]
      """;

  private static RoutingGraph graph(String nodes) {
    GraphText text = GraphText.read("g.yaml", GRAPH.formatted(nodes));
    assertTrue(text.isSound(), () -> text.problems().toString());
    return text.graph().orElseThrow();
  }

  private static Export export(ConfigExporter exporter, String nodes) {
    return exporter.export(graph(nodes), PROVIDERS);
  }

  private static Fidelity row(Export export, String id) {
    return export.report().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private static JsonNode body(Export export, String file) {
    return JsonMapper.shared()
        .readTree(
            export.files().stream()
                .filter(each -> each.name().equals(file))
                .findFirst()
                .orElseThrow()
                .text());
  }

  /// Answers like OpenRouter: the first of the models that is not down, or an error where the body
  /// is none that it takes.
  private static String asked(JsonNode body, Set<String> down) {
    var members = Set.of("model", "models", "provider", "temperature", "seed", "plugins");
    body.propertyNames().forEach(name -> assertTrue(members.contains(name), name));
    List<String> models = new ArrayList<>(List.of(body.get("model").asString()));
    if (body.has("models")) {
      assertTrue(body.get("models").size() <= 3);
      models.clear();
      body.get("models").forEach(each -> models.add(each.asString()));
      assertEquals(body.get("model").asString(), models.getFirst());
    }
    return models.stream().filter(each -> !down.contains(each)).findFirst().orElse("error");
  }

  @Test
  void chainIsTriedInItsOrder() {
    Export export =
        export(new OpenRouterExporter(), "start: { kind: fallback, to: [ sonnet, gpt ] }");
    JsonNode body = body(export, "main.json");
    assertEquals("anthropic/claude-sonnet-4.5", asked(body, Set.of()));
    assertEquals("openai/gpt-5.1", asked(body, Set.of("anthropic/claude-sonnet-4.5")));
    assertEquals("deny", body.at("/provider/data_collection").asString());
    assertFalse(body.has("seed"), "only one of them has it");
    assertEquals(Grade.UNSUPPORTED, row(export, "gpt").grade());
    assertEquals(Grade.APPROXIMATE, row(export, "start").grade());
  }

  @Test
  void requestComesBackAsTheChain() {
    Export export =
        export(new OpenRouterExporter(), "start: { kind: fallback, to: [ sonnet, gpt ] }");
    var file = export.files().getFirst();
    var read = new GraphImport(PLUGINS).read(file.name(), file.text(), Optional.empty());
    RoutingGraph again = ((GraphImport.Imported) read).graph();
    var chain = (FallbackNode) again.node(again.start()).orElseThrow();
    assertEquals(
        List.of("anthropic/claude-sonnet-4.5", "openai/gpt-5.1"),
        chain.to().stream().map(id -> again.model(id).orElseThrow().model()).toList());
    assertEquals(
        "{\"sort\":\"price\",\"data_collection\":\"deny\"}",
        again.model(chain.to().getFirst()).orElseThrow().params().get("provider"));
  }

  @Test
  void callersChooseByTheListOfTheReport() {
    Export export =
        export(
            new OpenRouterExporter(),
            "start: { kind: rules, rules: [ { when: 'tokens > 100', to: opus }, { when: stream, to:"
                + " no } ], otherwise: sonnet }");
    String list =
        row(export, "").reasons().stream()
            .filter(each -> each.grade() == Grade.MANUAL)
            .findFirst()
            .orElseThrow()
            .paste();
    assertTrue(list.contains("tokens > 100  -> opus.json\n"), list);
    assertTrue(list.contains("stream  -> no request; status 451\n"), list);
    assertTrue(list.endsWith("otherwise  -> main.json\n"), list);
    assertTrue(list.startsWith("(metadata.data == \"health\") && (tokens > 100)  -> opus"), list);
    assertEquals(Grade.MANUAL, row(export, "start").grade());
    assertEquals(Grade.MANUAL, row(export, "p").grade());
    assertEquals("anthropic/claude-opus-4.5", body(export, "opus.json").get("model").asString());
  }

  @Test
  void whatTokenMixCannotSayIsMissing() {
    Export export = export(new TokenMixExporter(), "start: { kind: fallback, to: [ mix, gpt ] }");
    JsonNode body = body(export, "main.json");
    assertEquals("some-model", body.get("model").asString());
    assertFalse(body.has("models"));
    assertEquals(0.2, body.get("temperature").asDouble());
    assertEquals(Grade.UNSUPPORTED, row(export, "gpt").grade());
    assertEquals(Grade.UNSUPPORTED, row(export, "opus").grade());
    Export two =
        export(
            new TokenMixExporter(),
            "start: { kind: split, shares: [ { to: mix, share: 3 }, { to: gpt, share: 1 } ] }");
    assertEquals(Grade.UNSUPPORTED, row(two, "start").grade());
  }
}
