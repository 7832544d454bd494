package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.Durations;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.ProviderNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What every request passes: the cache, the budget of all, and the rules by the model that was
/// asked for. Belongs to one thread.
final class Entrance {
  private static final Duration USUAL_TTL = Duration.ofMinutes(10);

  private static final Set<String> STRATEGIES =
      Set.of(
          "simple-shuffle",
          "least-busy",
          "usage-based-routing",
          "usage-based-routing-v2",
          "latency-based-routing",
          "cost-based-routing");

  private final ConfigValue root;
  private final Settings settings;
  private final GraphDraft draft;
  private final Quotas quotas;
  private final Groups groups;
  private final Chains chains;

  Entrance(ConfigValue root, Settings settings, ProviderNames names, GraphDraft draft) {
    this.root = root;
    this.settings = settings;
    this.draft = draft;
    this.quotas = new Quotas(settings, names, draft);
    this.groups =
        new Groups(root, new Deployments(draft, names, quotas), new Pools(settings, draft), draft);
    this.chains = new Chains(groups, settings, draft);
  }

  /// The id of the first node; empty if there is no group.
  String start() {
    settings
        .router("routing_strategy")
        .filter(each -> !STRATEGIES.contains(settings.strategy()))
        .ifPresent(each ->
            draft.manual(
                each,
                "LiteLLM itself has no such strategy; groups go by turns. Choose the measure of the"
                    + " balance nodes, or put a learned or intent node before them."));
    String rules = rules();
    return rules.isEmpty() ? "" : cache(quotas.whole(rules, settings, root));
  }

  private String rules() {
    Map<String, List<String>> aliases = aliases();
    var rules = new ArrayList<RulesNode.Rule>();
    for (String group : groups.plain()) {
      var asked = new ArrayList<String>();
      asked.add(group);
      asked.addAll(aliases.getOrDefault(group, List.of()));
      groups
          .target(group)
          .map(target -> chains.entry(group, target))
          .ifPresent(to -> rule(Cel.isOneOf("model", asked), to).ifPresent(rules::add));
    }
    groups.stars().forEach(star -> star(star).ifPresent(rules::add));
    Optional<String> any =
        groups.entries("*").isEmpty()
            ? Optional.empty()
            : groups.fixed("*").map(target -> chains.entry("*", target));
    if (rules.isEmpty()) {
      return any.orElse("");
    }
    String otherwise = any.orElseGet(this::unknown);
    String id = draft.id("model");
    About about = About.named("Requested model");
    return draft.add(new RulesNode(id, about, List.copyOf(rules), otherwise));
  }

  private String unknown() {
    return draft.reject("unknown-model", 400, "There is no model of this name.");
  }

  private static Optional<RulesNode.Rule> rule(String when, String to) {
    return Cel.condition(when).map(each -> new RulesNode.Rule(each, to, Optional.empty()));
  }

  private Optional<RulesNode.Rule> star(String star) {
    List<ConfigValue> entries = groups.entries(star);
    Optional<String> target = groups.fixed(star);
    if (target.isEmpty()) {
      entries.forEach(each ->
          draft.manual(
              each,
              "A wildcard that passes any name on: Signalbox calls models that the graph names. Add"
                  + " a model and a rule for each that your apps ask for."));
      return Optional.empty();
    }
    if (star.equals("*")) {
      return Optional.empty();
    }
    return rule(Star.of(star).condition(), chains.entry(star, target.get()));
  }

  /// Aliases by group.
  private Map<String, List<String>> aliases() {
    var aliases = new LinkedHashMap<String, List<String>>();
    Optional<ConfigValue> all = settings.either("model_group_alias");
    all.ifPresent(map -> map.map().forEach((alias, value) -> alias(aliases, alias, value)));
    return aliases;
  }

  private void alias(Map<String, List<String>> aliases, String alias, ConfigValue value) {
    Optional<String> group = value.asText().or(() -> value.text("model"));
    if (group.filter(groups.plain()::contains).isPresent()) {
      aliases.computeIfAbsent(group.get(), each -> new ArrayList<>()).add(alias);
    } else {
      draft.manual(
          value,
          value.list().isEmpty()
              ? "model_list has no group of that name; the alias was left out."
              : "LiteLLM takes the name of one group here, not a list; the alias was left out.");
    }
  }

  private String cache(String to) {
    Optional<ConfigValue> on = settings.library("cache");
    ConfigValue params = settings.library("cache_params").orElse(root);
    boolean off =
        on.flatMap(ConfigValue::asTruth).filter(each -> each).isEmpty()
            || params.text("mode").filter("default_off"::equals).isPresent();
    if (off) {
      return to;
    }
    boolean similar = params.text("type").filter(each -> each.endsWith("-semantic")).isPresent();
    double similarity =
        params
            .get("similarity_threshold")
            .flatMap(ConfigValue::asNumber)
            .map(each -> each.doubleValue())
            .filter(each -> each > 0 && each <= 1)
            .orElse(CacheNode.USUAL_SIMILARITY);
    Duration ttl =
        params
            .get("ttl")
            .flatMap(ConfigValue::asNumber)
            .flatMap(Durations::seconds)
            .orElse(USUAL_TTL);
    return draft.add(
        new CacheNode(
            draft.id("cache"),
            About.NOTHING,
            similar ? CacheNode.Match.SIMILAR : CacheNode.Match.EXACT,
            similar ? similarity : CacheNode.USUAL_SIMILARITY,
            ttl,
            new Scope.App(),
            IntentNode.USUAL_ENCODER,
            to));
  }
}
