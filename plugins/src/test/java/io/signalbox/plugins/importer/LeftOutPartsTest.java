package io.signalbox.plugins.importer;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of a file that became nothing are said, and none of their fields is called exact. */
final class LeftOutPartsTest {
  private static Set<Grade> grades(GraphImport.Imported imported, String path) {
    return imported.findings().stream()
        .filter(each -> each.path().startsWith(path))
        .map(Finding::grade)
        .collect(toSet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          c.json | targets[1]  | { "strategy": { "mode": "conditional", "default": "a", "conditions": [] }, "targets": [ { "name": "a", "provider": "openai", "override_params": { "model": "m" } }, { "name": "b", "provider": "openai", "override_params": { "model": "n" } } ] }
          c.toml | models.a.providers.q | [models.a]\\nrouting = ["p"]\\nproviders.p = { type = "openai", model_name = "m" }\\nproviders.q = { type = "openai", model_name = "n" }
          c.toml | functions.f.variants.w | [functions.f.variants.v]\\nmodel = "openai::m"\\nweight = 1\\n[functions.f.variants.w]\\nmodel = "openai::n"
          c.yaml | binds       | { llm: { models: [ { name: a, provider: openAI, params: { model: m } } ] }, binds: [ { listeners: [ { routes: [ { backends: [ { host: x } ] } ] } ] } ] }
          c.yaml | llm.models[1] | { llm: { models: [ { name: a, provider: openAI, params: { model: m } }, { name: b, visibility: internal, provider: openAI, params: { model: n } } ] } }
          c.yaml | backends[0] | { binds: [ { listeners: [ { routes: [ { backends: [ { ai: { name: a, provider: { openAI: { model: m } } } } ] } ] } ] } ], backends: [ { name: b, host: x } ] }
          c.yaml | static_resources.clusters[0] | { static_resources: { listeners: [], clusters: [ { name: otel, type: STRICT_DNS } ] } }
          c.conf | http.upstream.b | http {\\n upstream a { server x:1; }\\n upstream b { server y:1; }\\n server {\\n location / { proxy_pass http://a; }\\n }\\n}
          c.json | Providers[1] | { "Providers": [ { "name": "a", "api_base_url": "http://x/v1", "models": [ "m" ] }, { "name": "b", "api_base_url": "http://y/v1", "models": [] } ], "Router": { "default": "a,m" } }
          c.json | governance.routing_rules[0].targets | { "providers": { "openai": { "keys": [ { "value": "env.A", "models": [ "m" ] } ] } }, "governance": { "routing_rules": [ { "cel_expression": "odd > 1", "targets": [ { "provider": "openai", "model": "m" } ] } ] } }
          """)
  void whatNothingLeadsToIsLeftOut(String name, String path, String text) {
    var imported = Imports.imported(name, text.replace("\\n", "\n"));
    assertEquals(Set.of(Grade.MANUAL), grades(imported, path), Imports.rows(imported));
  }

  private static final String GRAPH =
      """
      signalbox: 1
      name: Desk
      start: turns
      models:
        small: { provider: openai, model: gpt-5-mini }
        large: { provider: openai, model: gpt-5.1 }
      nodes:
        turns: { kind: fallback, to: [ small, large ] }
      """;

  private static String exported() {
    RoutingGraph graph = GraphText.read("g.yaml", GRAPH).graph().orElseThrow();
    var providers =
        Imports.PLUGINS.providers().stream().collect(Collectors.toMap(Provider::id, each -> each));
    return Imports.PLUGINS
        .exporter("litellm")
        .orElseThrow()
        .export(graph, providers)
        .files()
        .getFirst()
        .text();
  }

  @Test
  void whatStandsBesideAnExportedGraphIsNotRead() {
    var imported = Imports.imported("config.yaml", exported());
    assertEquals(Set.of(Grade.EXACT), grades(imported, ""), Imports.rows(imported));
    assertTrue(Imports.rows(imported).contains("Not read"), Imports.rows(imported));
  }

  @Test
  void changesBesideAnExportedGraphAreSaid() {
    String changed =
        exported()
            .replace("\"openai/gpt-5.1\"", "openai/gpt-4o")
            .replace("openai/gpt-5.1", "openai/gpt-4o");
    var imported = Imports.imported("config.yaml", changed);
    assertEquals(Set.of(Grade.MANUAL), grades(imported, "model_list"), changed);
    assertEquals(Set.of(Grade.EXACT), grades(imported, "router_settings"));
    assertEquals("gpt-5.1", imported.graph().models().get("large").model());
  }
}
