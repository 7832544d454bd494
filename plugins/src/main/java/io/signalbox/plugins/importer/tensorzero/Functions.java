package io.signalbox.plugins.importer.tensorzero;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.JsonValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Functions with their variants, and the rules that choose among functions and models. Belongs to
/// one thread.
final class Functions {
  private static final Map<String, String> MEMBERS =
      Map.of(
          "temperature", "temperature",
          "top_p", "top_p",
          "max_tokens", "max_tokens",
          "presence_penalty", "presence_penalty",
          "frequency_penalty", "frequency_penalty",
          "seed", "seed",
          "stop_sequences", "stop",
          "reasoning_effort", "reasoning_effort");

  private final ConfigValue root;
  private final RoutedModels models;
  private final GraphDraft draft;

  Functions(ConfigValue root, RoutedModels models, GraphDraft draft) {
    this.root = root;
    this.models = models;
    this.draft = draft;
  }

  String start() {
    var rules = new ArrayList<RulesNode.Rule>();
    var models = new LinkedHashMap<>(this.models.all());
    root.get("functions")
        .map(ConfigValue::map)
        .orElse(new LinkedHashMap<>())
        .forEach((name, function) ->
            rule("tensorzero::function_name::" + name, function(name, function), rules));
    models.forEach((name, target) -> rule("tensorzero::model_name::" + name, target, rules));
    String unknown =
        draft.reject("unknown-model", 404, "There is no function or model of this name.");
    return draft.add(
        new RulesNode(
            draft.id("model"), About.named("Requested model"), List.copyOf(rules), unknown));
  }

  private static void rule(String model, String to, List<RulesNode.Rule> rules) {
    Cel.condition("model == " + Cel.text(model))
        .ifPresent(when -> rules.add(new RulesNode.Rule(when, to, Optional.empty())));
  }

  private String function(String name, ConfigValue function) {
    var branches = new HashMap<String, String>();
    Map<String, ConfigValue> variants =
        function.get("variants").map(ConfigValue::map).orElse(new LinkedHashMap<>());
    Map<String, BigDecimal> weights = weights(function, variants);
    var shares = new ArrayList<SplitNode.Share>();
    weights.forEach((variant, weight) ->
        branch(name, variant, variants, branches)
            .ifPresent(to -> shares.add(new SplitNode.Share(to, weight))));
    var to = new LinkedHashSet<String>();
    split(name, shares).ifPresent(to::add);
    for (ConfigValue each :
        function
            .at("experimentation", "fallback_variants")
            .map(ConfigValue::list)
            .orElse(List.of())) {
      each.asText().flatMap(next -> branch(name, next, variants, branches)).ifPresent(to::add);
    }
    return to.isEmpty() ? "" : to.size() == 1 ? to.getFirst() : fallback(name, to);
  }

  private String fallback(String name, Set<String> to) {
    return draft.add(
        new FallbackNode(
            draft.id(name),
            About.NOTHING,
            List.copyOf(to),
            FallbackNode.USUAL,
            0,
            Optional.empty(),
            Optional.empty(),
            to.size() > 3 ? OptionalInt.of(Math.min(10, to.size())) : OptionalInt.empty()));
  }

  /// Weights of the experiment, else those of the variants, else all alike.
  private static Map<String, BigDecimal> weights(
      ConfigValue function, Map<String, ConfigValue> variants) {
    var weights = new LinkedHashMap<String, BigDecimal>();
    Optional<ConfigValue> candidates = function.at("experimentation", "candidate_variants");
    if (candidates.isPresent()) {
      candidates
          .get()
          .map()
          .forEach((name, weight) -> weights.put(name, weight.asNumber().orElse(BigDecimal.ONE)));
      candidates.get().list().stream()
          .flatMap(each -> each.asText().stream())
          .forEach(name -> weights.put(name, BigDecimal.ONE));
    } else {
      boolean some = variants.values().stream().anyMatch(each -> each.get("weight").isPresent());
      variants.forEach((name, variant) ->
          weights.put(
              name,
              variant
                  .get("weight")
                  .flatMap(ConfigValue::asNumber)
                  .orElse(some ? BigDecimal.ZERO : BigDecimal.ONE)));
    }
    weights.values().removeIf(each -> each.signum() <= 0);
    return weights;
  }

  private Optional<String> split(String name, List<SplitNode.Share> shares) {
    if (shares.size() < 2) {
      return shares.stream().map(SplitNode.Share::to).findFirst();
    }
    BigDecimal sum =
        shares.stream().map(SplitNode.Share::share).reduce(BigDecimal.ZERO, BigDecimal::add);
    return Optional.of(
        draft.add(
            new SplitNode(
                draft.id(name + "-variants"),
                About.NOTHING,
                shares.stream()
                    .map(each -> each.withShare(each.share().divide(sum, MathContext.DECIMAL32)))
                    .toList(),
                SplitNode.Sticky.CONVERSATION,
                Optional.empty())));
  }

  private Optional<String> branch(
      String function,
      String name,
      Map<String, ConfigValue> variants,
      Map<String, String> branches) {
    Optional<ConfigValue> variant = Optional.ofNullable(variants.get(name));
    variant.ifPresent(
        each -> branches.computeIfAbsent(name, fresh -> variant(function + "-" + name, each)));
    return Optional.ofNullable(branches.get(name)).filter(each -> !each.isEmpty());
  }

  private String variant(String wish, ConfigValue variant) {
    Optional<ConfigValue> model = variant.get("model");
    Optional<String> target = model.flatMap(ConfigValue::asText).flatMap(models::target);
    if (target.filter(each -> !each.isEmpty()).isEmpty()) {
      draft.manual(
          model.orElse(variant),
          "The variant calls no model that can be found: connect its branch to one.");
      return "";
    }
    return rewritten(wish, variant, retried(wish, variant, target.get()));
  }

  private String retried(String wish, ConfigValue variant, String to) {
    int retries =
        variant
            .at("retries", "num_retries")
            .flatMap(ConfigValue::asNumber)
            .map(each -> each.max(BigDecimal.ZERO).min(BigDecimal.TEN).intValue())
            .orElse(0);
    if (retries == 0) {
      return to;
    }
    return draft.add(
        new FallbackNode(
            draft.id(wish + "-tries"),
            About.NOTHING,
            List.of(to),
            FallbackNode.USUAL,
            retries,
            Optional.empty(),
            Optional.empty(),
            retries > 2 ? OptionalInt.of(Math.min(10, retries + 1)) : OptionalInt.empty()));
  }

  private String rewritten(String wish, ConfigValue variant, String to) {
    var set = new LinkedHashMap<String, String>();
    variant
        .map()
        .forEach((name, value) ->
            Optional.ofNullable(MEMBERS.get(name))
                .ifPresent(
                    member -> JsonValues.of(value).ifPresent(json -> set.put(member, json))));
    if (set.isEmpty()) {
      return to;
    }
    String id = draft.id(wish);
    return draft.add(
        new RewriteNode(
            id,
            draft.about("", id, variant),
            set,
            List.of(),
            RewriteNode.SystemText.NONE,
            Set.of(),
            false,
            to));
  }
}
