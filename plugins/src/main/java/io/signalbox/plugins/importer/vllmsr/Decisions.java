package io.signalbox.plugins.importer.vllmsr;

import static io.signalbox.plugins.importer.vllmsr.ServedModels.list;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.GraphDraft;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The decisions as rules, the highest priority first, behind them those over examples as intents.
/// Belongs to one thread.
final class Decisions {
  private static final String UNSEEN =
      "A graph cannot look at a part of this decision; it was left out, and its requests take the"
          + " next one.";

  private final ConfigValue root;
  private final ServedModels models;
  private final GraphDraft draft;
  private final SignalConditions signals;
  private final Examples examples;
  private final SequencedMap<String, IntentNode.IntentClass> classes = new LinkedHashMap<>();

  Decisions(ConfigValue root, ServedModels models, GraphDraft draft) {
    this.root = root;
    this.models = models;
    this.draft = draft;
    this.signals = new SignalConditions(root);
    this.examples = new Examples(root);
  }

  String start() {
    var rules = new ArrayList<RulesNode.Rule>();
    for (String name : models.names()) {
      models
          .target(name, "")
          .ifPresent(to -> rule("model == " + Cel.text(name), to, "").ifPresent(rules::add));
    }
    ordered().forEach(each -> decision(each, rules));
    categories();
    String rest = intents(usual());
    return rules.isEmpty()
        ? rest
        : draft.add(
            new RulesNode(
                draft.id("decisions"), About.named("Decisions"), List.copyOf(rules), rest));
  }

  private List<ConfigValue> ordered() {
    return Stream.of(root.at("routing", "decisions"), root.get("decisions"))
        .flatMap(some -> list(some).stream())
        .sorted(
            Comparator.comparing((ConfigValue each) ->
                    each.get("priority").flatMap(ConfigValue::asNumber).orElse(BigDecimal.ZERO))
                .reversed())
        .toList();
  }

  private String usual() {
    Optional<ConfigValue> name =
        root.at("providers", "defaults", "model")
            .or(() -> root.at("providers", "defaults", "default_model"))
            .or(() -> root.get("default_model"));
    Optional<String> to =
        name.flatMap(ConfigValue::asText).flatMap(each -> models.target(each, ""));
    return to.orElseGet(() -> draft.reject("no-decision", 404, "No decision takes this request."));
  }

  private static Optional<RulesNode.Rule> rule(String when, String to, String name) {
    return Cel.condition(when)
        .map(each -> new RulesNode.Rule(each, to, Optional.of(name).filter(n -> !n.isEmpty())));
  }

  private void decision(ConfigValue decision, List<RulesNode.Rule> rules) {
    String name = decision.text("name").orElse("decision");
    Optional<ConfigValue> tree = decision.get("rules");
    Optional<String> when = tree.isEmpty() ? Optional.of("true") : tree.flatMap(this::said);
    List<String> learned = when.isPresent() ? List.of() : tree.map(examples::of).orElse(List.of());
    if (when.isEmpty() && learned.isEmpty()) {
      draft.manual(tree.orElse(decision), UNSEEN);
      decision.get("modelRefs").ifPresent(each -> draft.manual(each, "Its rule was left out."));
      return;
    }
    String to = target(name, decision);
    if (when.isEmpty()) {
      tree.ifPresent(
          each -> draft.approximate(each, "An intent behind all rules, whatever its priority."));
      classes.put(label(name), new IntentNode.IntentClass(to, learned));
    } else if (rule(when.get(), to, name).map(rules::add).isEmpty()) {
      draft.manual(tree.orElse(decision), UNSEEN);
    }
  }

  private static String label(String name) {
    return name.replaceAll("[^A-Za-z0-9_]+", "_");
  }

  /// A tree of conditions in CEL; empty if a part of it has no counterpart.
  private Optional<String> said(ConfigValue tree) {
    if (tree.text("type").isPresent()) {
      return signals.of(tree.text("type").orElse(""), tree.text("name").orElse(""));
    }
    List<Optional<String>> all = list(tree.get("conditions")).stream().map(this::said).toList();
    if (all.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<String> some = all.stream().flatMap(Optional::stream).toList();
    return switch (tree.text("operator").orElse("AND")) {
      case "OR" -> Optional.of(some.isEmpty() ? "false" : "(" + String.join(" || ", some) + ")");
      case "NOT" -> Optional.of(some.isEmpty() ? "true" : "!(" + String.join(" || ", some) + ")");
      default -> Optional.of(some.isEmpty() ? "true" : "(" + String.join(" && ", some) + ")");
    };
  }

  private String target(String name, ConfigValue decision) {
    var to = new ArrayList<String>();
    for (ConfigValue each : list(decision.get("modelRefs"))) {
      String model = each.text("model").orElse("");
      models
          .target(model, effort(each))
          .ifPresentOrElse(
              to::add, () -> draft.manual(each, "No model has this name; it was left out."));
    }
    String algorithm =
        decision.at("algorithm", "type").flatMap(ConfigValue::asText).orElse("static");
    List<String> distinct = to.stream().distinct().toList();
    if (distinct.size() < 2 || !algorithm.equals("latency_aware")) {
      return distinct.isEmpty() ? "" : distinct.getFirst();
    }
    return draft.add(
        new BalanceNode(
            draft.id(name),
            About.NOTHING,
            distinct,
            BalanceNode.Measure.LATENCY,
            BalanceNode.Where.ANY));
  }

  private String effort(ConfigValue reference) {
    boolean reasons = reference.get("use_reasoning").flatMap(ConfigValue::asTruth).orElse(false);
    String effort =
        reference
            .text("reasoning_effort")
            .or(() ->
                root.at("providers", "defaults", "reasoning_effort").flatMap(ConfigValue::asText))
            .or(() -> root.text("default_reasoning_effort"))
            .orElse("medium");
    return reasons && effort.matches("[a-z]{1,20}") ? effort : "";
  }

  /// The categories of files that have no decisions: each with its best model.
  private void categories() {
    List<ConfigValue> all = ordered().isEmpty() ? list(root.get("categories")) : List.of();
    for (ConfigValue each : all) {
      String name = each.text("name").orElse("");
      List<ConfigValue> scores = list(each.get("model_scores"));
      scores.stream()
          .max(
              Comparator.comparing(score ->
                  score.get("score").flatMap(ConfigValue::asNumber).orElse(BigDecimal.ZERO)))
          .flatMap(best -> models.target(best.text("model").orElse(""), effort(best)))
          .ifPresent(to ->
              classes.put(label(name), new IntentNode.IntentClass(to, examples.ofDomain(name))));
    }
  }

  private String intents(String otherwise) {
    if (classes.size() < 2) {
      if (!classes.isEmpty()) {
        draft.throughout(Grade.MANUAL, "An intent needs two classes; the only one was left out.");
      }
      return otherwise;
    }
    return draft.add(
        new IntentNode(
            draft.id("intents"),
            About.NOTHING,
            classes,
            Optional.empty(),
            otherwise,
            IntentNode.USUAL_ENCODER));
  }
}
