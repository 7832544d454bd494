package io.signalbox.plugins.export.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.engine.workspace.GraphText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The folder that runs a graph on a server. */
final class ServerExportTest {
  private static final Map<String, Provider> PROVIDERS =
      ServiceLoader.load(ProviderPlugin.class).stream()
          .flatMap(found -> found.get().providers().stream())
          .collect(Collectors.toMap(Provider::id, each -> each));

  private static final String GRAPH =
      """
      signalbox: 1
      name: %s
      start: %s
      models:
        a: { provider: openai, model: gpt-5.1 }
        b: { provider: openai, model: m, key: vault:team, url: https://models.example/v1 }
        c: { provider: openai, model: m, key: env:TEAM_KEY, url: https://models.example/v1 }
        d: { provider: ollama, model: llama3.2 }
      nodes:
        all: { kind: fallback, to: [ a, b, c, d ] }
        cap: { kind: budget, usd: 5, per: day, within: all, over: d }
      """;

  private static ConfigExporter.Export export(String name, String start) {
    RoutingGraph graph = GraphText.read("g", GRAPH.formatted(name, start)).graph().orElseThrow();
    return new ServerExporter().export(graph, PROVIDERS);
  }

  private static String file(ConfigExporter.Export export, String name) {
    return export.files().stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static List<Map<?, ?>> documents(String yaml) {
    var all = new ArrayList<Map<?, ?>>();
    StreamSupport.stream(
            new Load(LoadSettings.builder().build()).loadAllFromString(yaml).spliterator(), false)
        .forEach(each -> all.add((Map<?, ?>) each));
    return all;
  }

  private static Object at(Object value, Object... path) {
    Object at = value;
    for (Object step : path) {
      at = step instanceof Integer i ? ((List<?>) at).get(i) : ((Map<?, ?>) at).get(step);
    }
    return at;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Plain",
        "'Größe 漢字 😀'",
        "\"${HOME} @KEYS@ @COPIES@ {{ x }} %1$s\"",
        "\"tab\\t, line\\n --- \\u0085 \\u2028 \\e[31m\"",
        "'---'"
      })
  void theManifestHoldsTheGraphAsItIs(String name) {
    var export = export(name, "all");
    String text = file(export, "graph.yaml");
    var manifest = documents(file(export, "kubernetes.yaml"));
    assertEquals(text, at(manifest.getFirst(), "data", "graph.yaml"));
    RoutingGraph graph = GraphText.read("g", GRAPH.formatted(name, "all")).graph().orElseThrow();
    assertEquals(graph, GraphText.read("g", text).graph().orElseThrow());
  }

  @Test
  void whatCountsHasOneCopyWithADisk() {
    var counted = documents(file(export("g", "cap"), "kubernetes.yaml"));
    var kinds = counted.stream().map(each -> each.get("kind")).toList();
    assertEquals(
        List.of(
            "ConfigMap", "PersistentVolumeClaim", "Deployment", "Service", "PodDisruptionBudget"),
        kinds);
    assertEquals(1, at(counted.get(2), "spec", "replicas"));
    var free = documents(file(export("g", "a"), "kubernetes.yaml"));
    assertEquals(1, at(free.get(2), "spec", "replicas"), "its budget is in the graph all the same");
  }

  @Test
  void keysAreNamedOnly() {
    var export = export("g", "all");
    assertEquals(
        List.of("SIGNALBOX_APP_KEY=", "OPENAI_API_KEY=", "TEAM_KEY="),
        file(export, "keys.env.example").lines().filter(line -> !line.startsWith("#")).toList());
    var deployment = documents(file(export, "kubernetes.yaml")).get(2);
    var variables = (List<?>) at(deployment, "spec", "template", "spec", "containers", 0, "env");
    assertEquals("signalbox-keys", at(variables.get(2), "valueFrom", "secretKeyRef", "name"));
    assertEquals("OPENAI_API_KEY", at(variables.get(2), "name"));
  }

  @Test
  void reportSaysWhatAServerDoesNotHave() {
    var report = export("g", "cap").report();
    assertEquals(Grade.EXACT, grade(report, "a"));
    assertEquals(Grade.EXACT, grade(report, "all"));
    assertEquals(Grade.APPROXIMATE, grade(report, "cap"));
    assertEquals(Grade.APPROXIMATE, grade(report, "d"));
    assertEquals(Grade.MANUAL, grade(report, "b"));
    String said = report.toString();
    assertTrue(said.contains("io.signalbox.engine.Main keys set team"), said);
    assertTrue(
        said.contains("io.signalbox.engine.Main keys allow TEAM_KEY https://models.example"), said);
    assertFalse(said.contains("UNSUPPORTED"), said);
  }

  private static Grade grade(List<ConfigExporter.Fidelity> report, String id) {
    return report.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow().grade();
  }
}
