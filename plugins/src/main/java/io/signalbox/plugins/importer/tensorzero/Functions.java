package io.signalbox.plugins.importer.tensorzero;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.JsonValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

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
  private final Fallbacks fallbacks;

  Functions(ConfigValue root, RoutedModels models, GraphDraft draft) {
    this.root = root;
    this.models = models;
    this.draft = draft;
    this.fallbacks = new Fallbacks(draft);
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
    var drawn = new LinkedHashMap<String, BigDecimal>();
    weights.forEach((variant, weight) ->
        branch(name, variant, variants, branches)
            .ifPresent(to -> drawn.merge(to, weight, BigDecimal::add)));
    var last = new LinkedHashSet<String>();
    for (ConfigValue each :
        function
            .at("experimentation", "fallback_variants")
            .map(ConfigValue::list)
            .orElse(List.of())) {
      each.asText().flatMap(next -> branch(name, next, variants, branches)).ifPresent(last::add);
    }
    return chosen(name, function, drawn, List.copyOf(last));
  }

  /// One variant by its share. If it fails the others follow, then the fallbacks.
  private String chosen(
      String name,
      ConfigValue function,
      SequencedMap<String, BigDecimal> drawn,
      List<String> last) {
    List<String> heaviest =
        drawn.entrySet().stream()
            .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    if (drawn.size() < 2) {
      List<String> all = Stream.concat(heaviest.stream(), last.stream()).toList();
      return all.isEmpty() ? "" : inTurn(name, all, function);
    }
    var shares = new ArrayList<SplitNode.Share>();
    drawn.forEach((first, weight) -> {
      List<String> all =
          Stream.of(Stream.of(first), heaviest.stream(), last.stream())
              .flatMap(each -> each)
              .toList();
      shares.add(new SplitNode.Share(inTurn(first + "-first", all, function), weight));
    });
    return draft.split(name + "-variants", shares, SplitNode.Sticky.CONVERSATION);
  }

  private String inTurn(String wish, List<String> to, ConfigValue function) {
    return fallbacks.over(wish, to, Fallbacks.ANY, Fallbacks.Limits.NONE, at(function));
  }

  private static ConfigValue at(ConfigValue function) {
    return function.at("experimentation", "fallback_variants").orElse(function);
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
    String id = rewritten(wish, variant, retried(wish, variant, target.get()));
    draft.became(variant, id);
    return id;
  }

  private String retried(String wish, ConfigValue variant, String to) {
    int retries =
        variant
            .at("retries", "num_retries")
            .flatMap(ConfigValue::asNumber)
            .map(each -> each.max(BigDecimal.ZERO).min(BigDecimal.TEN).intValue())
            .orElse(0);
    ConfigValue at = variant.get("retries").orElse(variant);
    return fallbacks.over(
        wish + "-tries", List.of(to), FallbackNode.USUAL, Fallbacks.Limits.retries(retries), at);
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
