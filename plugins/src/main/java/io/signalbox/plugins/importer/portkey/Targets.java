package io.signalbox.plugins.importer.portkey;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Calls;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.Durations;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.StatusClasses;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes nodes of a tree of targets. Belongs to one thread.
final class Targets {
  private final Leaves leaves;
  private final GraphDraft draft;
  private final Calls calls;

  Targets(Leaves leaves, GraphDraft draft) {
    this.leaves = leaves;
    this.draft = draft;
    this.calls = new Calls(draft);
  }

  String start(ConfigValue config) {
    return target(config, Inherited.NOTHING);
  }

  private String target(ConfigValue target, Inherited above) {
    boolean group = target.get("targets").isPresent() || target.get("strategy").isPresent();
    return cached(target, group ? group(target, above) : leaves.of(target, above));
  }

  private String group(ConfigValue group, Inherited above) {
    Inherited all = above.within(group);
    List<ConfigValue> targets = group.get("targets").map(ConfigValue::list).orElse(List.of());
    ConfigValue strategy = group.get("strategy").orElse(group);
    if (group.get("strategy").isEmpty()) {
      draft.manual(
          targets.stream().flatMap(ConfigValue::leaves).findFirst().orElse(group),
          "Portkey takes no targets without a strategy; the first one is called. Say how they are"
              + " chosen.");
    }
    String wish = group.text("name").orElse(strategy.text("mode").orElse("group"));
    group
        .get("on_status_codes")
        .ifPresent(each ->
            draft.unsupported(each, "Portkey reads it within `strategy` and ignores it here."));
    return switch (strategy.text("mode").orElse("single")) {
      case "loadbalance" -> split(wish, targets, all);
      case "fallback" -> fallback(wish, strategy, targets, all);
      case "conditional" -> rules(wish, strategy, targets, all);
      default -> single(targets, all, group);
    };
  }

  private String single(List<ConfigValue> targets, Inherited all, ConfigValue group) {
    targets.stream()
        .skip(1)
        .forEach(each -> draft.unsupported(each, "Of `single` only the first target is called."));
    return targets.isEmpty() ? refusal(group) : target(targets.getFirst(), all);
  }

  private String refusal(ConfigValue at) {
    draft.approximate(at, "There is no target; requests are refused.");
    return draft.reject("no-target", 400, "No model is configured for this request.");
  }

  private String split(String wish, List<ConfigValue> targets, Inherited all) {
    List<ConfigValue> drawn = targets.stream().filter(each -> weight(each).signum() > 0).toList();
    targets.stream().filter(each -> weight(each).signum() <= 0).forEach(each -> draft.exact(each));
    if (drawn.isEmpty()) {
      return draft.reject("no-target", 500, "No model is configured for this request.");
    }
    List<SplitNode.Share> weights =
        drawn.stream().map(each -> new SplitNode.Share(target(each, all), weight(each))).toList();
    return draft.split(wish, weights, SplitNode.Sticky.REQUEST);
  }

  private static BigDecimal weight(ConfigValue target) {
    return target.get("weight").flatMap(ConfigValue::asNumber).orElse(BigDecimal.ONE);
  }

  private String fallback(
      String wish, ConfigValue strategy, List<ConfigValue> targets, Inherited all) {
    if (targets.isEmpty()) {
      return refusal(strategy);
    }
    Set<FailureClass> on = StatusClasses.of(strategy.get("on_status_codes"));
    List<String> to = targets.stream().map(each -> target(each, all)).distinct().toList();
    ConfigValue at = strategy.get("mode").orElse(strategy);
    return draft.add(
        new FallbackNode(
            draft.id(wish),
            About.NOTHING,
            to,
            on,
            0,
            Optional.empty(),
            Optional.empty(),
            calls.attempts(calls.inTurn(to), at)));
  }

  private String rules(
      String wish, ConfigValue strategy, List<ConfigValue> targets, Inherited all) {
    var named = new HashMap<String, ConfigValue>();
    targets.forEach(each -> each.text("name").ifPresent(name -> named.putIfAbsent(name, each)));
    targets.stream()
        .filter(each -> each.text("name").isEmpty())
        .forEach(
            each -> draft.manual(each, "No condition can name it, for it has no name; left out."));
    var made = new HashMap<String, String>();
    var rules = new ArrayList<RulesNode.Rule>();
    for (ConfigValue each : strategy.get("conditions").map(ConfigValue::list).orElse(List.of())) {
      rule(each, named, made, all).ifPresent(rules::add);
    }
    String otherwise =
        strategy
            .get("default")
            .map(each -> then(each, named, made, all))
            .orElseGet(() -> draft.reject("no-match", 400, "No condition holds for this request."));
    if (rules.isEmpty()) {
      return otherwise;
    }
    return draft.add(new RulesNode(draft.id(wish), About.NOTHING, List.copyOf(rules), otherwise));
  }

  private Optional<RulesNode.Rule> rule(
      ConfigValue condition,
      Map<String, ConfigValue> named,
      Map<String, String> made,
      Inherited all) {
    Optional<ConfigValue> query = condition.get("query");
    var when = query.flatMap(Query::of).flatMap(Cel::condition);
    if (when.isEmpty()) {
      draft.manual(
          query.orElse(condition),
          "No condition of a graph says this; the rule was left out, and its requests take the next"
              + " one.");
      condition.get("then").ifPresent(each -> draft.manual(each, "Its rule was left out."));
      return Optional.empty();
    }
    String to = condition.get("then").map(each -> then(each, named, made, all)).orElse("");
    return Optional.of(new RulesNode.Rule(when.get(), to, Optional.empty()));
  }

  private String then(
      ConfigValue name, Map<String, ConfigValue> named, Map<String, String> made, Inherited all) {
    String said = name.asText().orElse("");
    if (!named.containsKey(said)) {
      draft.manual(name, "No target has this name; Portkey refuses such requests.");
      return "";
    }
    if (!made.containsKey(said)) {
      made.put(said, target(named.getOrDefault(said, name), all));
    }
    return made.getOrDefault(said, "");
  }

  private String cached(ConfigValue target, String to) {
    Optional<ConfigValue> cache = target.get("cache").filter(each -> !each.map().isEmpty());
    if (cache.isEmpty()) {
      return to;
    }
    boolean similar = cache.get().text("mode").filter("semantic"::equals).isPresent();
    return draft.add(
        new CacheNode(
            draft.id("cache"),
            About.NOTHING,
            similar ? CacheNode.Match.SIMILAR : CacheNode.Match.EXACT,
            CacheNode.USUAL_SIMILARITY,
            cache
                .get()
                .get("max_age")
                .flatMap(ConfigValue::asNumber)
                .flatMap(Durations::seconds)
                .orElse(CacheNode.USUAL_TTL),
            new Scope.App(),
            IntentNode.USUAL_ENCODER,
            to));
  }
}
