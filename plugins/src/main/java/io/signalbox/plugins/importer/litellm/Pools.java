package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.GraphDraft;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/// Makes one target of a group's deployments: tags choose among them, then tiers, then the routing
/// strategy. Belongs to one thread.
final class Pools {
  private static final int MOST_ATTEMPTS = 10;

  private final Settings settings;
  private final GraphDraft draft;
  private final boolean tagged;

  Pools(Settings settings, GraphDraft draft) {
    this.settings = settings;
    this.draft = draft;
    this.tagged = settings.isOn("enable_tag_filtering");
  }

  /// @param all at least one
  String of(String group, List<Deployment> all) {
    var byTags = new LinkedHashMap<List<String>, List<Deployment>>();
    for (Deployment each : all) {
      List<String> tags = tagged && !each.tags().contains("default") ? each.tags() : List.of();
      byTags.computeIfAbsent(tags, tag -> new ArrayList<>()).add(each);
    }
    List<Deployment> others =
        Optional.ofNullable(byTags.remove(List.<String>of())).orElse(List.of());
    if (byTags.isEmpty()) {
      return tries(group, others);
    }
    return rules(group, byTags, others);
  }

  private String rules(
      String group, Map<List<String>, List<Deployment>> byTags, List<Deployment> others) {
    var rules = new ArrayList<RulesNode.Rule>();
    byTags.forEach((tags, deployments) ->
        condition(tags)
            .ifPresent(when ->
                rules.add(new RulesNode.Rule(when, tries(group, deployments), Optional.empty()))));
    String otherwise =
        others.isEmpty()
            ? draft.reject(group + "-untagged", 401, "No deployment has the tags of the request.")
            : tries(group, others);
    return draft.add(
        new RulesNode(draft.id(group + "-tags"), About.NOTHING, List.copyOf(rules), otherwise));
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
    int calls = retries + 1;
    return draft.add(
        new FallbackNode(
            draft.id(group + "-tries"),
            About.NOTHING,
            List.of(pool),
            FallbackNode.USUAL,
            retries,
            first,
            timeout.map(each -> each.multipliedBy(calls)),
            calls > 3 ? OptionalInt.of(Math.min(calls, MOST_ATTEMPTS)) : OptionalInt.empty()));
  }

  private String tiers(String group, List<Deployment> deployments) {
    var tiers = new TreeMap<Long, List<Deployment>>();
    deployments.forEach(
        each -> tiers.computeIfAbsent(each.order(), order -> new ArrayList<>()).add(each));
    List<String> targets = tiers.values().stream().map(each -> one(group, each)).toList();
    List<String> distinct = targets.stream().distinct().toList();
    return distinct.size() == 1
        ? distinct.getFirst()
        : draft.add(fallback(draft.id(group + "-order"), distinct));
  }

  private static FallbackNode fallback(String id, List<String> targets) {
    int most = Math.min(targets.size(), MOST_ATTEMPTS);
    return new FallbackNode(
        id,
        About.NOTHING,
        targets,
        FallbackNode.USUAL,
        0,
        Optional.empty(),
        Optional.empty(),
        most > 3 ? OptionalInt.of(most) : OptionalInt.empty());
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
    var shares = new ArrayList<SplitNode.Share>();
    for (Deployment each : deployments) {
      BigDecimal share = field.apply(each.weights()).orElse(BigDecimal.ZERO);
      if (share.signum() > 0) {
        shares.add(new SplitNode.Share(each.target(), share));
      }
    }
    boolean even = shares.stream().map(SplitNode.Share::share).distinct().count() < 2;
    if (shares.size() < 2 && !shares.isEmpty()) {
      return shares.getFirst().to();
    }
    return even ? balance(group, deployments, BalanceNode.Measure.TURNS) : weighted(group, shares);
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
