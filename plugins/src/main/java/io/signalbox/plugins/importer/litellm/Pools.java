package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Calls;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.GraphDraft;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Makes one target of a group's deployments: tags choose among them, then tiers, then the routing
/// strategy. Belongs to one thread.
final class Pools {
  private static final String DEFAULT = "default";
  private static final String UNTAGGED =
      "LiteLLM does not call it, for it has no tags and another of the group has the tag default;"
          + " left out.";
  private static final String ALL_TAGS =
      "LiteLLM takes a deployment only if it has all tags of the request; the rules take one that"
          + " has any of them. Write the labels that must come together into one condition with"
          + " &&.";
  private static final String UNWEIGHTED =
      "It counts nothing beside the others of its group, so LiteLLM does not draw it; left out.";
  private static final String UNORDERED =
      "Others of its group have an order, so LiteLLM calls it only if none of them is left; it"
          + " comes last.";

  private final Settings settings;
  private final GraphDraft draft;
  private final Calls calls;
  private final boolean tagged;

  Pools(Settings settings, GraphDraft draft) {
    this.settings = settings;
    this.draft = draft;
    this.calls = new Calls(draft);
    this.tagged = settings.isOn("enable_tag_filtering");
  }

  /// @param all at least one
  String of(String group, List<Deployment> all) {
    List<Deployment> defaults = all.stream().filter(each -> each.tags().contains(DEFAULT)).toList();
    List<Deployment> others = defaults.isEmpty() ? all : defaults;
    if (!tagged) {
      return tries(group, all);
    }
    var byTags = new LinkedHashMap<List<String>, List<Deployment>>();
    for (Deployment each : all) {
      List<String> tags = each.tags().stream().filter(tag -> !tag.equals(DEFAULT)).toList();
      if (!tags.isEmpty()) {
        byTags.computeIfAbsent(tags, tag -> new ArrayList<>()).add(each);
      } else if (!others.contains(each)) {
        draft.approximate(each.at("model"), UNTAGGED);
      }
    }
    return byTags.isEmpty() ? tries(group, others) : rules(group, byTags, others);
  }

  private String rules(
      String group, Map<List<String>, List<Deployment>> byTags, List<Deployment> others) {
    matching();
    var made = new HashMap<List<Deployment>, String>();
    var rules = new ArrayList<RulesNode.Rule>();
    byTags.forEach((tags, deployments) -> {
      String to = made.computeIfAbsent(deployments, each -> tries(group, each));
      condition(tags).ifPresent(when -> rules.add(new RulesNode.Rule(when, to, Optional.empty())));
    });
    String otherwise = made.computeIfAbsent(others, each -> tries(group, each));
    return draft.add(
        new RulesNode(draft.id(group + "-tags"), About.NOTHING, List.copyOf(rules), otherwise));
  }

  private void matching() {
    settings
        .router("tag_filtering_match_any")
        .filter(each -> !each.asTruth().orElse(true))
        .ifPresent(each -> draft.manual(each, ALL_TAGS));
  }

  /// Tags are sent as labels: `task=translate` as `task`, others as `tag`.
  private static Optional<Condition> condition(List<String> tags) {
    return Cel.condition(String.join(" || ", tags.stream().map(Pools::has).toList()));
  }

  private static String has(String tag) {
    int equals = tag.indexOf('=');
    String key = equals > 0 ? tag.substring(0, equals) : "tag";
    String value = equals > 0 ? tag.substring(equals + 1) : tag;
    return "metadata[" + Cel.text(key) + "] == " + Cel.text(value);
  }

  private String tries(String group, List<Deployment> deployments) {
    String pool = tiers(group, deployments);
    int retries = settings.retries();
    Optional<Duration> timeout = settings.timeout();
    Optional<Duration> first = settings.streamTimeout();
    if (retries == 0 && timeout.isEmpty() && first.isEmpty()) {
      return pool;
    }
    int tries = retries + 1;
    boolean tiers = draft.node(pool).filter(FallbackNode.class::isInstance).isPresent();
    int most = tiers ? tries * calls.inTurn(List.of(pool)) : tries;
    ConfigValue at = settings.either("num_retries").orElse(deployments.getLast().at("order"));
    return draft.add(
        new FallbackNode(
            draft.id(group + "-tries"),
            About.NOTHING,
            List.of(pool),
            FallbackNode.USUAL,
            retries,
            first,
            timeout.map(each -> each.multipliedBy(tries)),
            calls.attempts(most, at)));
  }

  private String tiers(String group, List<Deployment> deployments) {
    if (deployments.stream().anyMatch(each -> each.order() != Deployment.LAST)) {
      deployments.stream()
          .filter(each -> each.order() == Deployment.LAST)
          .forEach(each -> draft.approximate(each.at("model"), UNORDERED));
    }
    var tiers = new TreeMap<Long, List<Deployment>>();
    deployments.forEach(
        each -> tiers.computeIfAbsent(each.order(), order -> new ArrayList<>()).add(each));
    List<String> targets = tiers.values().stream().map(each -> one(group, each)).toList();
    List<String> distinct = targets.stream().distinct().toList();
    return distinct.size() == 1
        ? distinct.getFirst()
        : draft.add(
            fallback(draft.id(group + "-order"), distinct, deployments.getLast().at("order")));
  }

  private FallbackNode fallback(String id, List<String> targets, ConfigValue at) {
    return new FallbackNode(
        id,
        About.NOTHING,
        targets,
        FallbackNode.USUAL,
        0,
        Optional.empty(),
        Optional.empty(),
        calls.attempts(calls.inTurn(targets), at));
  }

  private String one(String group, List<Deployment> deployments) {
    if (deployments.size() == 1) {
      return deployments.getFirst().target();
    }
    return switch (settings.strategy()) {
      case "least-busy" -> balance(group, deployments, BalanceNode.Measure.IN_FLIGHT);
      case "usage-based-routing", "usage-based-routing-v2" ->
          balance(group, deployments, BalanceNode.Measure.HEADROOM);
      case "latency-based-routing" -> balance(group, deployments, BalanceNode.Measure.LATENCY);
      case "cost-based-routing" -> balance(group, deployments, BalanceNode.Measure.COST);
      default -> shuffled(group, deployments);
    };
  }

  private String balance(String group, List<Deployment> deployments, BalanceNode.Measure by) {
    List<String> targets = deployments.stream().map(Deployment::target).distinct().toList();
    return draft.add(
        new BalanceNode(
            draft.id(group + "-pool"), About.NOTHING, targets, by, BalanceNode.Where.ANY));
  }

  /// LiteLLM looks at the first deployment alone to see what to weight by; one without that counts
  /// nothing.
  private String shuffled(String group, List<Deployment> deployments) {
    Function<Deployment.Weights, Optional<BigDecimal>> field =
        deployments.getFirst().weights().field();
    var drawn = new LinkedHashMap<Deployment, BigDecimal>();
    for (Deployment each : deployments) {
      BigDecimal share = field.apply(each.weights()).orElse(BigDecimal.ZERO);
      if (share.signum() > 0) {
        drawn.put(each, share);
      }
    }
    if (drawn.isEmpty()) {
      return balance(group, deployments, BalanceNode.Measure.TURNS);
    }
    deployments.stream()
        .filter(each -> !drawn.containsKey(each))
        .forEach(each -> draft.approximate(each.at("weight"), UNWEIGHTED));
    return drawn(group, drawn);
  }

  private String drawn(String group, SequencedMap<Deployment, BigDecimal> drawn) {
    if (drawn.size() == 1) {
      return drawn.firstEntry().getKey().target();
    }
    boolean even =
        drawn.values().stream().map(BigDecimal::stripTrailingZeros).distinct().count() < 2;
    if (even) {
      return balance(group, List.copyOf(drawn.keySet()), BalanceNode.Measure.TURNS);
    }
    var shares = new ArrayList<SplitNode.Share>();
    drawn.forEach((each, share) -> shares.add(new SplitNode.Share(each.target(), share)));
    return weighted(group, shares);
  }

  private String weighted(String group, List<SplitNode.Share> weights) {
    BigDecimal sum =
        weights.stream().map(SplitNode.Share::share).reduce(BigDecimal.ZERO, BigDecimal::add);
    return draft.add(
        new SplitNode(
            draft.id(group + "-pool"),
            About.NOTHING,
            weights.stream()
                .map(each -> each.withShare(each.share().divide(sum, MathContext.DECIMAL32)))
                .toList(),
            SplitNode.Sticky.REQUEST,
            Optional.empty()));
  }
}
