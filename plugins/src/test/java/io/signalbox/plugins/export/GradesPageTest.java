package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigExporter.Fidelity;
import io.signalbox.engine.spi.ConfigExporter.GradeReason;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of grades says what the exporters say. */
final class GradesPageTest {
  private static final Path PAGE = Path.of("../docs/export-grades.md");
  private static final boolean WRITE = "write".equals(System.getenv("SIGNALBOX_GOLDEN"));
  private static final Map<String, Provider> PROVIDERS = Samples.providers();
  private static final List<ConfigExporter> EXPORTERS =
      ServiceLoader.load(ConfigExporter.class).stream().map(ServiceLoader.Provider::get).toList();

  private static final String HEAD =
      """
      # Grades of exports

      What each target makes of each part of a graph, made from the code by `GradesPageTest`; [exports](exports.md) says what the
      grades mean. The report of your own graph is authoritative.

      """;

  private static final String GRAPH =
      """
      signalbox: 1
      name: One
      start: x
      %s
      models:
        a: { provider: openai, model: gpt-5.1, labels: { region: us } }
        b: { provider: openai, model: gpt-5-mini, labels: { region: eu } }
      nodes:
        x: { %s }
        no: { kind: reject, status: 451, message: No }
      """;

  private static final String RULE = "kind: rules, rules: [ { when: '%s', to: a } ], otherwise: b";

  /// A part of a graph by what people call it: the node `x`, or what stands besides.
  private static Map<String, String> features() {
    var all = new LinkedHashMap<String, String>();
    all.put("rule on labels", RULE.formatted("metadata.task == \"x\""));
    all.put("rule on text", RULE.formatted("text.contains(\"x\")"));
    all.put("rule with a regular expression", RULE.formatted("text.matches(\"(?i)x+\")"));
    all.put("rule on the system prompt", RULE.formatted("system.startsWith(\"x\")"));
    all.put("rule on tools", RULE.formatted("\"x\" in tools"));
    all.put("rule with a macro over tools", RULE.formatted("tools.exists(t, t.contains(\"x\"))"));
    all.put("rule on tokens", RULE.formatted("tokens > 100"));
    all.put("rule on images, messages", RULE.formatted("images > 0 || messages > 4"));
    all.put("rule on headers", RULE.formatted("headers[\"x-team\"] == \"x\""));
    all.put("rule on time", RULE.formatted("hour >= 18 || weekday > 5"));
    all.put("rule on JSON, streams", RULE.formatted("wants_json && !stream"));
    all.put("rule on model, user, max_tokens", RULE.formatted("model == \"x\" || user == \"y\""));
    all.put("rule on a label as a number", RULE.formatted("number(metadata.n) > 0.5"));
    all.put("rule on reasoning", RULE.formatted("reasoning == \"high\""));
    all.put("rule on language", RULE.formatted("language == \"de\""));
    all.put("rule on client, agent, purpose", RULE.formatted("client == \"codex\""));
    all.put("rule on spend, price, health", RULE.formatted("spend.day > 1.0"));
    all.put("rule with arithmetic", RULE.formatted("messages * 2 > 9"));
    all.put("fallback", "kind: fallback, to: [ a, b ]");
    all.put(
        "fallback, classes by status",
        "kind: fallback, to: [ a, b ], on: [ overloaded, server_error, timeout ]");
    all.put("fallback with retries", "kind: fallback, to: [ a, b ], on: [ timeout ], retries: 1");
    all.put(
        "fallback with first_token",
        "kind: fallback, to: [ a, b ], on: [ timeout ], first_token: 5s");
    all.put("fallback with total", "kind: fallback, to: [ a, b ], on: [ timeout ], total: 5s");
    all.put("fallback with attempts", "kind: fallback, to: [ a, b ], on: [ timeout ], attempts: 1");
    all.put(
        "fallback that hedges", "kind: fallback, to: [ a, b ], on: [ timeout ], hedge_after: 2s");
    all.put("split by request", split("request"));
    all.put("split by user", split("user"));
    all.put("split by conversation", split("conversation"));
    all.put("split by app", split("app"));
    all.put("balance by cost", "kind: balance, by: cost, to: [ a, b ]");
    all.put("balance by latency", "kind: balance, by: latency, to: [ a, b ]");
    all.put("balance by turns", "kind: balance, by: turns, to: [ a, b ]");
    all.put(
        "balance with where", "kind: balance, by: cost, to: [ a, b ], where: { headroom: 10% }");
    all.put("budget", "kind: budget, usd: 5, per: day, within: a, over: b");
    all.put("limit of requests", "kind: limit, requests: 5, per: minute, within: a, over: b");
    all.put("rewrite of parameters", "kind: rewrite, set: { temperature: 0.2 }, to: a");
    all.put("rewrite that drops", "kind: rewrite, drop: [ tools ], to: a");
    all.put("rewrite of the system prompt", "kind: rewrite, system: { append: Hi }, to: a");
    all.put("redaction", "kind: rewrite, redact: [ email ], to: a");
    all.put("redaction, restored", "kind: rewrite, redact: [ email ], restore: true, to: a");
    all.put("reject", "kind: reject, status: 451, message: No");
    all.put("cache", "kind: cache, to: a");
    all.put("mirror", "kind: mirror, to: a, shadow: b, share: 10%");
    all.put("stay", "kind: stay, to: a");
    all.put(
        "intent",
        "kind: intent, classes: { k: { examples: [ one, two, three ], to: a } }, otherwise: b");
    all.put("ask", "kind: ask, model: b, question: Which?, answers: { k: a }, otherwise: b");
    return all;
  }

  private static String split(String sticky) {
    return "kind: split, sticky: %s, shares: [ { to: a, share: 1 }, { to: b, share: 1 } ]"
        .formatted(sticky);
  }

  private static Map<String, String> promises() {
    var all = new LinkedHashMap<String, String>();
    all.put("promise about models", "only: 'model.labels.region == \"us\"'");
    all.put(
        "promise about models, under a condition",
        "when: 'metadata.d == \"x\"', only: 'model.labels.region == \"us\"'");
    all.put("promise about calls", "attempts: 2");
    all.put("promise about calls, under a condition", "when: 'metadata.d == \"x\"', attempts: 1");
    all.put("promise about money", "usd: 0.5");
    return all;
  }

  @Test
  void pageSaysHowTrulyEachPartIsCarriedOver() throws IOException {
    String wanted = HEAD + features(new StringBuilder()) + samples();
    if (WRITE || !Files.exists(PAGE)) {
      Files.writeString(PAGE, wanted);
      throw new AssertionError("written anew: " + PAGE + "; look at it and run again");
    }
    assertEquals(Files.readString(PAGE), wanted);
  }

  private static String features(StringBuilder out) {
    out.append("## By part\n\n| part |");
    EXPORTERS.forEach(each -> out.append(' ').append(each.name()).append(" |"));
    out.append("\n|---|").repeat("---|", EXPORTERS.size()).append('\n');
    features().forEach((name, node) -> row(name, graph("", node), "x", out));
    promises()
        .forEach((name, text) -> {
          String promise = "promises: [ { name: p, " + text + " } ]";
          row(name, graph(promise, RULE.formatted("text.contains(\"x\")")), "p", out);
        });
    return out.append('\n').toString();
  }

  private static RoutingGraph graph(String more, String node) {
    var text = GraphText.read("f", GRAPH.formatted(more, node));
    return text.graph()
        .filter(graph -> text.problems().stream().noneMatch(each -> each.isError()))
        .orElseThrow(() -> new AssertionError(node + " " + text.problems()));
  }

  private static void row(String name, RoutingGraph graph, String id, StringBuilder out) {
    out.append("| ").append(name).append(" |");
    for (ConfigExporter exporter : EXPORTERS) {
      out.append(' ').append(part(exporter, graph, id).grade().id()).append(" |");
    }
    out.append('\n');
  }

  private static Fidelity part(ConfigExporter exporter, RoutingGraph graph, String id) {
    return exporter.export(graph, PROVIDERS).report().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String samples() {
    var out = new StringBuilder("## The samples, node by node\n");
    Samples.all().forEach((name, graph) -> sample(name, graph, out));
    return out.toString();
  }

  private static void sample(String name, RoutingGraph graph, StringBuilder out) {
    out.append("\n### ").append(name).append("\n\n| part | kind |");
    EXPORTERS.forEach(each -> out.append(' ').append(each.name()).append(" |"));
    out.append("\n|---|---|").repeat("---|", EXPORTERS.size()).append('\n');
    List<List<Fidelity>> reports =
        EXPORTERS.stream().map(each -> each.export(graph, PROVIDERS).report()).toList();
    for (int row = 0; row < reports.getFirst().size(); row++) {
      Fidelity first = reports.getFirst().get(row);
      out.append("| ").append(first.id().isEmpty() ? "(whole graph)" : first.id());
      out.append(" | ").append(first.kind()).append(" |");
      for (List<Fidelity> report : reports) {
        out.append(' ').append(report.get(row).grade().id()).append(" |");
      }
      out.append('\n');
    }
    out.append('\n');
    for (int i = 0; i < EXPORTERS.size(); i++) {
      reasons(EXPORTERS.get(i).name(), reports.get(i), out);
    }
  }

  private static void reasons(String gateway, List<Fidelity> report, StringBuilder out) {
    long nodes = report.stream().filter(GradesPageTest::isNode).count();
    long exact =
        report.stream()
            .filter(GradesPageTest::isNode)
            .filter(r -> r.grade() == Grade.EXACT)
            .count();
    out.append("**%s**: %d of %d nodes exact.%n%n".formatted(gateway, exact, nodes));
    for (Fidelity row : report) {
      if (row.grade() != Grade.EXACT) {
        String why =
            row.reasons().stream()
                .filter(each -> each.grade() != Grade.EXACT)
                .map(GradeReason::text)
                .collect(Collectors.joining(" "));
        String id = row.id().isEmpty() ? "whole graph" : "`" + row.id() + "`";
        out.append("- ").append(id).append(": ").append(why).append('\n');
      }
    }
    out.append('\n');
  }

  private static boolean isNode(Fidelity row) {
    return row.isDrawn() && !row.kind().equals("model");
  }
}
