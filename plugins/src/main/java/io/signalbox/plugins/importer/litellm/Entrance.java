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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

  private static final String SHADOWED =
      "An alias of this name comes first in LiteLLM, so the deployment is never called; it was left"
          + " out.";

  private final ConfigValue root;
  private final Settings settings;
  private final GraphDraft draft;
  private final Quotas quotas;
  private final Groups groups;
  private final Chains chains;
  private final Aliases aliases;

  Entrance(ConfigValue root, Settings settings, ProviderNames names, GraphDraft draft) {
    this.root = root;
    this.settings = settings;
    this.draft = draft;
    this.quotas = new Quotas(settings, names, draft);
    this.aliases = new Aliases(root, settings, draft);
    this.groups =
        new Groups(
            root,
            aliases.all(),
            new Deployments(draft, names, quotas),
            new Pools(settings, draft),
            draft);
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
    var rules = new ArrayList<RulesNode.Rule>();
    for (String group : groups.plain()) {
      List<String> asked = asked(group);
      if (asked.isEmpty()) {
        groups.entries(group).forEach(each -> draft.manual(each, SHADOWED));
        continue;
      }
      rules.addAll(led(asked));
    }
    served().stream()
        .map(this::asked)
        .filter(asked -> !asked.isEmpty())
        .forEach(asked -> rules.addAll(led(asked)));
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

  /// What clients ask a group for: its own name, unless it is an alias of another, and its aliases.
  private List<String> asked(String group) {
    return Stream.concat(
            Stream.of(group).filter(each -> !aliases.all().containsKey(each)),
            aliases.of(group).stream())
        .toList();
  }

  /// Names that only stars serve and that fallbacks or aliases name.
  private Set<String> served() {
    var names = new LinkedHashSet<String>();
    aliases.all().values().stream().filter(this::isServed).forEach(names::add);
    chains.named().stream()
        .filter(each -> !aliases.all().containsKey(each) && isServed(each))
        .filter(each -> groups.isOpen(each) || chains.hasOwn(each))
        .forEach(names::add);
    return names;
  }

  private boolean isServed(String name) {
    return !name.contains("*")
        && groups.entries(name).isEmpty()
        && groups.stars().stream().anyMatch(star -> Star.of(star).matches(name));
  }

  /// The rules of names that one group serves, by where they lead: LiteLLM looks for fallbacks of
  /// the name that was asked for, not of the group behind it (seen with 1.106.2 and 1.108.7).
  private List<RulesNode.Rule> led(List<String> asked) {
    var led = new LinkedHashMap<String, List<String>>();
    groups
        .target(asked.getFirst())
        .ifPresent(target ->
            asked.forEach(name ->
                led.computeIfAbsent(chains.entry(name, target), to -> new ArrayList<>())
                    .add(name)));
    return led.entrySet().stream()
        .flatMap(each -> rule(Cel.isOneOf("model", each.getValue()), each.getKey()).stream())
        .toList();
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
