package io.signalbox.plugins.export;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Speed;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.spi.Provider;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Graphs for exports. Their models live on loopback, where a fake upstream answers. */
final class Desks {
  static final Map<String, Provider> PROVIDERS = providers();

  private static final String UPSTREAM = "http://127.0.0.1:18400/v1";

  private Desks() {}

  /** The graphs by the names of their golden directories. */
  static Map<String, RoutingGraph> all() {
    var all = new LinkedHashMap<String, RoutingGraph>();
    all.put("support-desk", supportDesk());
    all.put("disabled", supportDesk().withDisabled(Set.of("opus", "cap", "chat")));
    all.put("experiment", experiment());
    all.put("hostile-names", hostileNames());
    return all;
  }

  /** Rules, a chain, a budget, a balance and promises. */
  static RoutingGraph supportDesk() {
    return graph(
        "Support desk",
        "triage",
        List.of(
            model("opus", "acme", "opus-5", Optional.empty(), Map.of("region", "us")),
            model(
                "gpt",
                "acme",
                "gpt-5",
                Optional.of(new KeyRef.Vault("team gpt")),
                Map.of("region", "us")),
            model("chat", "acme", "chat-3", Optional.empty(), Map.of("region", "us")),
            model("flash", "acme", "flash-3", Optional.empty(), Map.of("region", "us")),
            model("home", "house", "llama", Optional.empty(), Map.of("region", "local"))),
        List.of(
            new RulesNode(
                "triage",
                About.named("Triage"),
                List.of(
                    rule("metadata.task == \"translate\"", "flash"),
                    rule("tokens > 8000", "flash"),
                    rule("metadata.tier in [\"free\", \"trial\"]", "cap")),
                "code"),
            new FallbackNode(
                "code",
                About.NOTHING,
                List.of("opus", "gpt", "home"),
                EnumSet.of(
                    FailureClass.RATE_LIMITED,
                    FailureClass.OVERLOADED,
                    FailureClass.SERVER_ERROR,
                    FailureClass.TIMEOUT,
                    FailureClass.UNREACHABLE),
                0,
                Optional.of(Duration.ofSeconds(8)),
                Optional.empty(),
                OptionalInt.empty()),
            new BudgetNode(
                "cap",
                About.NOTHING,
                Money.of("40"),
                Window.MONTH,
                new Scope.Graph(),
                "cheap",
                "home"),
            new BalanceNode(
                "cheap",
                About.NOTHING,
                List.of("chat", "flash"),
                BalanceNode.Measure.COST,
                new BalanceNode.Where(
                    Optional.of(Duration.ofSeconds(3)),
                    OptionalDouble.empty(),
                    OptionalDouble.of(0.1)))),
        List.of(
            promise(
                "Health data stays at home",
                "metadata.data == \"health\"",
                "model.labels.region == \"local\""),
            new Promise(
                "Never above five cents",
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(Money.of("0.05")))));
  }

  /** Conditions on the request, a draw, a rewriting, a refusal and a simulated model. */
  static RoutingGraph experiment() {
    return graph(
        "Experiment",
        "door",
        List.of(
            model("old", "acme", "old-1", Optional.empty(), Map.of()),
            model("new", "acme", "new-2", Optional.of(new KeyRef.Env("NEW_KEY")), Map.of()),
            model("short", "acme", "short-1", Optional.empty(), Map.of()),
            Model.of("toy", "simulated", "toy")),
        List.of(
            new RulesNode(
                "door",
                About.NOTHING,
                List.of(
                    rule("metadata.banned == \"yes\"", "no"),
                    rule("text.contains(\"poem\") && !stream", "verse"),
                    rule("max_tokens > 4000 || model == \"long\"", "old"),
                    rule("metadata.team.startsWith(\"lab-\")", "steady")),
                "draw"),
            new RejectNode("no", About.NOTHING, 451, "Not \"here\"."),
            new RewriteNode(
                "verse",
                About.NOTHING,
                Map.of("temperature", "0.9"),
                List.of("tools"),
                new RewriteNode.SystemText(Optional.of("Rhyme."), Optional.empty()),
                Set.of(),
                false,
                "new"),
            new FallbackNode(
                "steady",
                About.NOTHING,
                List.of("toy", "new", "old"),
                FallbackNode.USUAL,
                0,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty()),
            new SplitNode(
                "draw",
                About.NOTHING,
                List.of(
                    new SplitNode.Share("old", new BigDecimal("0.9")),
                    new SplitNode.Share("short", new BigDecimal("0.1"))),
                SplitNode.Sticky.USER,
                Optional.of("autumn"))),
        List.of());
  }

  /** What could end a quote in any of the targets' languages. */
  static final String HOSTILE =
      "a\"b'c\\d\n{e}$f;#${HOME} [[x]] \u2028 é %h */ <!-- - : os.environ/X";

  static RoutingGraph hostileNames() {
    var leaf =
        new Model(
            "m" + HOSTILE,
            "acme",
            "model" + HOSTILE,
            List.of(),
            Optional.of(UPSTREAM),
            Map.of("stop", Scripts.json(HOSTILE)),
            Map.of(),
            About.named(HOSTILE));
    var other = model("n", "acme", "plain", Optional.empty(), Map.of());
    var cel = Scripts.json(HOSTILE).replace("\\u2028", "\u2028");
    return graph(
        "Names " + HOSTILE,
        "r" + HOSTILE,
        List.of(leaf, other),
        List.of(
            new RulesNode(
                "r" + HOSTILE,
                About.named(HOSTILE),
                List.of(rule("metadata.k == " + cel, leaf.id())),
                "n")),
        List.of());
  }

  private static RoutingGraph graph(
      String name, String start, List<Model> models, List<Node> nodes, List<Promise> promises) {
    var byId = new LinkedHashMap<String, Model>();
    models.forEach(model -> byId.put(model.id(), model));
    var nodesById = new LinkedHashMap<String, Node>();
    nodes.forEach(node -> nodesById.put(node.id(), node));
    return new RoutingGraph(name, start, ZoneId.of("UTC"), byId, nodesById, promises);
  }

  private static Model model(
      String id, String provider, String name, Optional<KeyRef> key, Map<String, String> labels) {
    return new Model(
        id,
        provider,
        name,
        key.stream().toList(),
        Optional.of(UPSTREAM),
        Map.of(),
        labels,
        About.NOTHING);
  }

  private static RulesNode.Rule rule(String when, String to) {
    return new RulesNode.Rule(Condition.of(when), to, Optional.empty());
  }

  private static Promise promise(String name, String when, String only) {
    Condition allowed =
        switch (Condition.readOfModel(only)) {
          case Condition.Parsed.Ready ready -> ready.condition();
          case Condition.Parsed.Broken broken ->
              throw new IllegalArgumentException(broken.toString());
        };
    return new Promise(
        name,
        Optional.of(Condition.of(when)),
        Optional.of(allowed),
        OptionalInt.empty(),
        Optional.empty());
  }

  private static Map<String, Provider> providers() {
    var acme =
        new Provider(
            "acme",
            "Acme",
            "https://api.acme.example/v1",
            "openai",
            Optional.of("ACME_API_KEY"),
            Set.of(),
            Provider.Reach.CLOUD,
            List.of(card("chat-3", "0.3", "0.4"), card("flash-3", "0.1", "0.3")));
    var house =
        new Provider(
            "house",
            "House",
            "http://127.0.0.1:11434/v1",
            "openai",
            Optional.empty(),
            Set.of(),
            Provider.Reach.LOCAL,
            List.of());
    return Map.of("acme", acme, "house", house);
  }

  private static ModelCard card(String model, String input, String output) {
    var tier =
        new Price.Tier(
            0,
            new BigDecimal(input),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new BigDecimal(output));
    var price = new Price(List.of(tier), Optional.empty(), "list", LocalDate.of(2026, 1, 1));
    return new ModelCard(
        "acme",
        model,
        model,
        OptionalLong.empty(),
        OptionalLong.empty(),
        Set.of(Ability.STREAM),
        Optional.of(price),
        Speed.UNKNOWN,
        Optional.empty(),
        List.of(),
        false);
  }
}
