package io.signalbox.app;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Speed;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.GraphText;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/// A support desk's graph, with a decider that knows one way.
public final class Desk {
  private Desk() {}

  /// The graph and its text.
  public static Document document() {
    return Document.of("support-desk.yaml", GraphText.write(graph()));
  }

  /// Two providers with prices, and the decider.
  public static Installation installation() {
    return Installation.of(
        List.of(
            provider("anthropic", "Anthropic", card("anthropic", "claude-opus-4-5", "5", "25")),
            provider("openai", "OpenAI", card("openai", "gpt-5.1", "1.25", "10"))),
        engine(request -> trace(request.lastUserText())));
  }

  /// An engine that finds nothing wrong, and ways as it is told; it can do nothing else.
  public static Engine engine(Function<ChatRequest, Trace> ways) {
    return new DeskEngine(home(), ways, Machines.bare());
  }

  static Path home() {
    return TestFolder.make("desk");
  }

  /// The graph.
  public static RoutingGraph graph() {
    var models = new LinkedHashMap<String, Model>();
    for (Model model :
        List.of(
            Model.of("opus", "anthropic", "claude-opus-4-5"),
            Model.of("gpt", "openai", "gpt-5.1"),
            Model.of("reasoner", "deepseek", "deepseek-reasoner"),
            Model.of("chat", "deepseek", "deepseek-chat"),
            Model.of("flash", "gemini", "gemini-3-flash"),
            Model.of("home", "ollama", "llama3.2"))) {
      models.put(model.id(), model);
    }
    var nodes = new LinkedHashMap<String, Node>();
    for (Node node : nodes()) {
      nodes.put(node.id(), node);
    }
    return new RoutingGraph("Support desk", "triage", ZoneId.of("UTC"), models, nodes, List.of());
  }

  private static List<Node> nodes() {
    return List.of(
        new RulesNode(
            "triage",
            About.named("Triage"),
            List.of(
                rule("metadata.task == \"translate\"", "flash"),
                rule("tokens > 8000", "flash"),
                rule("metadata.tier == \"free\"", "cap")),
            "topic"),
        new RulesNode(
            "topic",
            About.named("What is it about?"),
            List.of(
                rule("text.contains(\"SQL\")", "code"),
                rule("text.contains(\"prove\")", "reasoner")),
            "cap"),
        new FallbackNode(
            "code",
            About.named("Code, never down"),
            List.of("opus", "gpt", "reasoner"),
            FallbackNode.USUAL,
            0,
            Optional.of(Duration.ofSeconds(8)),
            Optional.empty(),
            OptionalInt.empty()),
        new BudgetNode(
            "cap",
            About.named("Free tier cap"),
            Money.of("40"),
            Window.MONTH,
            new Scope.Graph(),
            "cheap",
            "home"),
        new BalanceNode(
            "cheap",
            About.named("Cheapest healthy"),
            List.of("chat", "flash"),
            BalanceNode.Measure.COST,
            new BalanceNode.Where(
                Optional.of(Duration.ofSeconds(3)),
                OptionalDouble.empty(),
                OptionalDouble.of(0.1))));
  }

  /// A way over the graph, as a decider tells of it.
  public static Trace trace(String prompt) {
    var steps = new ArrayList<Step>();
    steps.add(
        step(
            "triage",
            "otherwise",
            "topic",
            "no rule holds",
            List.of("tokens 7 959 is 41 below 8 000")));
    steps.add(
        step("topic", "text.contains(\"SQL\")", "code", "the text has “SQL” in it", List.of()));
    steps.add(step("code", "1st", "opus", "first in order", List.of()));
    long tokens = prompt.length() / 4 + 8L;
    var range = new Estimate.Range(Money.of("0.004"), Money.of("0.0124"), Money.of("0.04"));
    return new Trace(
        "r1",
        Instant.parse("2026-01-01T00:00:00Z"),
        "Support desk",
        new Trace.Asked("", "", "", "", false),
        steps,
        List.of(),
        List.of(),
        "",
        Optional.of(new Estimate(tokens, 380, Optional.of(range), 840)),
        200,
        1,
        OptionalLong.empty(),
        List.of(),
        "");
  }

  private static Step step(String node, String exit, String to, String because, List<String> near) {
    return new Step(node, exit, to, because, Map.of(), near, 12);
  }

  private static RulesNode.Rule rule(String when, String to) {
    return new RulesNode.Rule(Condition.of(when), to, Optional.empty());
  }

  private static Provider provider(String id, String name, ModelCard card) {
    return new Provider(
        id,
        name,
        "http://127.0.0.1",
        "openai",
        Optional.empty(),
        Set.of(),
        Provider.Reach.CLOUD,
        List.of(card));
  }

  static ModelCard card(String provider, String model, String in, String out) {
    return card(provider, model, in, out, false);
  }

  private static ModelCard card(
      String provider, String model, String in, String out, boolean retired) {
    var tier =
        new Price.Tier(
            0,
            new BigDecimal(in),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new BigDecimal(out));
    var price =
        new Price(List.of(tier), Optional.empty(), "price list", LocalDate.parse("2026-01-01"));
    return new ModelCard(
        provider,
        model,
        model,
        OptionalLong.of(200_000),
        OptionalLong.of(64_000),
        Set.of(),
        Optional.of(price),
        new Speed(840, 60),
        Optional.empty(),
        List.of(),
        retired);
  }
}
