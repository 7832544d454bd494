package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.plugins.importer.Calls;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.GraphDraft;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
      "LiteLLM takes a deployment only if it has all tags of the request, and of several labels the"
          + " first rule counts. Put a rule with && before the others for labels that come"
          + " together.";
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
    var byTag = new LinkedHashMap<String, List<Deployment>>();
    for (Deployment each : all) {
      List<String> tags = each.tags().stream().filter(tag -> !tag.equals(DEFAULT)).toList();
      tags.stream()
          .distinct()
          .forEach(tag -> byTag.computeIfAbsent(tag, key -> new ArrayList<>()).add(each));
      if (tags.isEmpty() && !others.contains(each)) {
        draft.approximate(each.at("model"), UNTAGGED);
      }
    }
    return byTag.isEmpty() ? tries(group, others) : rules(group, byTag, others);
  }

  /// A rule for the tags that the same deployments have.
  private String rules(String group, Map<String, List<Deployment>> byTag, List<Deployment> others) {
    matching();
    var tags = new LinkedHashMap<List<Deployment>, List<String>>();
    byTag.forEach((tag, all) -> tags.computeIfAbsent(all, each -> new ArrayList<>()).add(tag));
    var made = new HashMap<List<Deployment>, String>();
    var rules = new ArrayList<RulesNode.Rule>();
    tags.forEach((all, some) -> {
      String to = made.computeIfAbsent(all, each -> tries(group, each));
      condition(some).ifPresent(when -> rules.add(new RulesNode.Rule(when, to, Optional.empty())));
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

  /// The tiers of deployments, each with its retries before the next one.
  private String tries(String group, List<Deployment> deployments) {
    List<String> tiers = tiers(group, deployments);
    int tries = settings.retries() + 1;
    Optional<Duration> timeout = settings.timeout();
    Optional<Duration> first = settings.streamTimeout();
    boolean one = tiers.size() == 1;
    boolean goesOn = one && isBalance(tiers.getFirst());
    if (one && draft.node(tiers.getFirst()).filter(RejectNode.class::isInstance).isPresent()) {
      return tiers.getFirst();
    }
    if (one && tries == 1 && timeout.isEmpty() && first.isEmpty() && !goesOn) {
      return tiers.getFirst();
    }
    return draft.add(
        new FallbackNode(
            draft.id(group + (one ? "-tries" : "-order")),
            About.NOTHING,
            tiers,
            one ? FallbackNode.USUAL : Fallbacks.ANY,
            tries - 1,
            first,
            timeout.map(each -> each.multipliedBy((long) tries * tiers.size())),
            attempts(tiers, tries, deployments.getLast())));
  }

  private boolean isBalance(String id) {
    return draft.node(id).filter(BalanceNode.class::isInstance).isPresent();
  }

  /// A try of a pool is one call, whichever of its deployments makes it.
  private OptionalInt attempts(List<String> tiers, int tries, Deployment last) {
    int most = tries * tiers.size();
    boolean fewer = tiers.stream().anyMatch(this::isBalance) && most < RoutingGraph.MOST_ATTEMPTS;
    return fewer
        ? OptionalInt.of(most)
        : calls.attempts(most, settings.either("num_retries").orElse(last.at("order")));
  }

  private List<String> tiers(String group, List<Deployment> deployments) {
    if (deployments.stream().anyMatch(each -> each.order() != Deployment.LAST)) {
      deployments.stream()
          .filter(each -> each.order() == Deployment.LAST)
          .forEach(each -> draft.approximate(each.at("model"), UNORDERED));
    }
    var tiers = new TreeMap<Long, List<Deployment>>();
    deployments.forEach(
        each -> tiers.computeIfAbsent(each.order(), order -> new ArrayList<>()).add(each));
    return tiers.values().stream().map(each -> one(group, each)).distinct().toList();
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
    return draft.split(group + "-pool", shares, SplitNode.Sticky.REQUEST);
  }
}
