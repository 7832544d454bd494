package io.signalbox.plugins.importer.bifrost;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.GraphDraft;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Bifrost's routing rules, the lowest priority first, and behind them the models by their names.
/// Belongs to one thread.
final class RoutingRules {
  private final ConfigValue root;
  private final ListedModels models;
  private final GraphDraft draft;
  private final Fallbacks fallbacks;

  RoutingRules(ConfigValue root, ListedModels models, GraphDraft draft) {
    this.root = root;
    this.models = models;
    this.draft = draft;
    this.fallbacks = new Fallbacks(draft);
  }

  String start() {
    var rules = new ArrayList<RulesNode.Rule>();
    ordered().forEach(each -> rule(each).ifPresent(rules::add));
    models.all().forEach((name, to) -> byName(name, to).ifPresent(rules::add));
    if (rules.isEmpty()) {
      return "";
    }
    String unknown = draft.reject("unknown-model", 400, "There is no model of this name.");
    return draft.add(
        new RulesNode(
            draft.id("routing"), About.named("Routing rules"), List.copyOf(rules), unknown));
  }

  private List<ConfigValue> ordered() {
    return root.at("governance", "routing_rules").map(ConfigValue::list).orElse(List.of()).stream()
        .filter(this::isOn)
        .filter(this::isForAll)
        .sorted(
            Comparator.comparing(each ->
                each.get("priority").flatMap(ConfigValue::asNumber).orElse(BigDecimal.ZERO)))
        .toList();
  }

  private boolean isOn(ConfigValue rule) {
    boolean on = rule.get("enabled").flatMap(ConfigValue::asTruth).orElse(true);
    if (!on) {
      draft.manual(rule, "The rule is off and was left out.");
    }
    return on;
  }

  private boolean isForAll(ConfigValue rule) {
    boolean all = rule.text("scope").orElse("global").equals("global");
    if (!all) {
      draft.manual(
          rule,
          "The rule is for one team, customer or key: write it as a condition on app or metadata.");
    }
    return all;
  }

  private Optional<RulesNode.Rule> rule(ConfigValue rule) {
    Optional<ConfigValue> expression = rule.get("cel_expression");
    String text = expression.flatMap(ConfigValue::asText).orElse("true");
    Optional<Condition> when = BifrostCel.condition(text);
    if (when.isEmpty()) {
      draft.manual(
          expression.orElse(rule),
          "Signalbox has no signal for a part of this condition; the rule was left out, and its"
              + " requests take the next one.");
      Stream.of("targets", "fallbacks")
          .flatMap(each -> rule.get(each).stream())
          .forEach(each -> draft.manual(each, "Its rule was left out."));
      return Optional.empty();
    }
    return target(rule)
        .map(to -> new RulesNode.Rule(when.get(), to, rule.text("name").map(RoutingRules::line)));
  }

  private static String line(String name) {
    return name.replaceAll("\\p{Cntrl}+", " ");
  }

  private Optional<String> target(ConfigValue rule) {
    var shares = new ArrayList<SplitNode.Share>();
    for (ConfigValue each : rule.get("targets").map(ConfigValue::list).orElse(List.of())) {
      BigDecimal weight = each.get("weight").flatMap(ConfigValue::asNumber).orElse(BigDecimal.ONE);
      named(each)
          .filter(to -> weight.signum() > 0)
          .ifPresent(to -> shares.add(new SplitNode.Share(to, weight)));
    }
    String wish = rule.text("name").or(() -> rule.text("id")).orElse("rule");
    var to = new ArrayList<String>();
    if (!shares.isEmpty()) {
      to.add(draft.split(wish + "-split", shares, SplitNode.Sticky.REQUEST));
    }
    List<ConfigValue> others = rule.get("fallbacks").map(ConfigValue::list).orElse(List.of());
    others.forEach(each -> each.asText().flatMap(name -> fallback(name, each)).ifPresent(to::add));
    ConfigValue at = others.isEmpty() ? rule : others.getLast();
    return to.isEmpty()
        ? Optional.empty()
        : Optional.of(fallbacks.over(wish, to, Fallbacks.ANY, Fallbacks.Limits.NONE, at));
  }

  private Optional<String> named(ConfigValue target) {
    Optional<String> provider = target.text("provider");
    Optional<String> model = target.text("model");
    if (provider.isEmpty() || model.isEmpty()) {
      draft.manual(
          target,
          "Provider or model is the client's own here, and a graph calls models by name: add a rule"
              + " for each model.");
      return Optional.empty();
    }
    return models.target(provider.get(), model.get(), target);
  }

  private Optional<String> fallback(String name, ConfigValue at) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      draft.manual(at, "This names no provider and model; it was left out.");
      return Optional.empty();
    }
    return models.target(name.substring(0, slash), name.substring(slash + 1), at);
  }

  private static Optional<RulesNode.Rule> byName(String name, String to) {
    return Cel.condition("model == " + Cel.text(name))
        .map(when -> new RulesNode.Rule(when, to, Optional.empty()));
  }
}
