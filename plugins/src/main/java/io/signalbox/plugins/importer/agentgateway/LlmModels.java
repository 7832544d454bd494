package io.signalbox.plugins.importer.agentgateway;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.ForeignCel;
import io.signalbox.plugins.importer.GraphDraft;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The models of `llm` by the names that clients ask for: virtual ones first, then those without a
/// star. Belongs to one thread.
final class LlmModels {
  private static final ForeignCel CEL =
      new ForeignCel(
          Map.of(
              "request.headers", "headers",
              "llm.requestModel", "model",
              "llm.streaming", "stream",
              "llm.inputTokens", "tokens",
              "llm.params.max_tokens", "max_tokens",
              "llmRequest.model", "model",
              "llmRequest.max_tokens", "max_tokens",
              "llmRequest.stream", "stream",
              "llmRequest.user", "user",
              "llmRequest.metadata", "metadata"));

  private final List<ConfigValue> entries;
  private final Map<String, ConfigValue> providers = new HashMap<>();
  private final List<ConfigValue> virtual;
  private final Leaves leaves;
  private final GraphDraft draft;
  private final Fallbacks fallbacks;
  private final Map<String, String> made = new LinkedHashMap<>();

  LlmModels(ConfigValue root, Leaves leaves, GraphDraft draft) {
    this.leaves = leaves;
    this.draft = draft;
    this.fallbacks = new Fallbacks(draft);
    this.entries = root.at("llm", "models").map(ConfigValue::list).orElse(List.of());
    this.virtual = root.at("llm", "virtualModels").map(ConfigValue::list).orElse(List.of());
    root.at("llm", "providers")
        .map(ConfigValue::list)
        .orElse(List.of())
        .forEach(each -> each.text("name").ifPresent(name -> providers.put(name, each)));
  }

  String start() {
    var rules = new ArrayList<RulesNode.Rule>();
    for (ConfigValue each : virtual) {
      String name = each.text("name").orElse("");
      rule("model == " + Cel.text(name), virtual(name, each)).ifPresent(rules::add);
    }
    entries.stream()
        .filter(each -> !each.text("visibility").orElse("public").equals("internal"))
        .flatMap(each -> each.text("name").stream())
        .distinct()
        .sorted(
            Comparator.comparingInt((String name) -> name.contains("*") ? -name.length() : -999))
        .forEach(name -> plain(name).ifPresent(rules::add));
    if (rules.isEmpty()) {
      return "";
    }
    String unknown = draft.reject("unknown-model", 404, "There is no model of this name.");
    return draft.add(
        new RulesNode(
            draft.id("model"), About.named("Requested model"), List.copyOf(rules), unknown));
  }

  private static Optional<RulesNode.Rule> rule(String when, String to) {
    return Cel.condition(when).map(each -> new RulesNode.Rule(each, to, Optional.empty()));
  }

  private Optional<RulesNode.Rule> plain(String name) {
    int star = name.indexOf('*');
    if (star < 0) {
      return target(name).flatMap(to -> rule("model == " + Cel.text(name), to));
    }
    String starts = "model.startsWith(" + Cel.text(name.substring(0, star)) + ")";
    String ends = "model.endsWith(" + Cel.text(name.substring(star + 1)) + ")";
    String both = name.startsWith("*") ? ends : starts + " && " + ends;
    String when = name.endsWith("*") ? starts : both;
    return rule(name.equals("*") ? "true" : when, named(name, ""));
  }

  /// The target of a model that clients or virtual models name.
  private Optional<String> target(String name) {
    if (made.containsKey(name)) {
      return Optional.ofNullable(made.get(name));
    }
    Optional<String> entry =
        entries.stream()
            .flatMap(each -> each.text("name").stream())
            .filter(each -> each.equals(name) || fits(each, name))
            .min((one, other) -> Boolean.compare(one.contains("*"), other.contains("*")));
    return entry.map(each -> named(each, name));
  }

  private static boolean fits(String star, String name) {
    int at = star.indexOf('*');
    return at >= 0
        && name.length() >= star.length() - 1
        && name.startsWith(star.substring(0, at))
        && name.endsWith(star.substring(at + 1));
  }

  /// @param asked the model that a wildcard stands for
  private String named(String entry, String asked) {
    String key = asked.isEmpty() ? entry : asked;
    var rules = new ArrayList<RulesNode.Rule>();
    Optional<String> otherwise = Optional.empty();
    for (ConfigValue each : entries) {
      if (each.text("name").filter(entry::equals).isEmpty()) {
        continue;
      }
      String to = leaves.model(each, base(each), asked);
      Optional<String> when = Matches.any(each.get("matches"), draft);
      if (when.isEmpty()) {
        otherwise = otherwise.or(() -> Optional.of(to));
      } else {
        rule(when.get(), to).ifPresent(rules::add);
      }
    }
    String rest =
        otherwise.orElseGet(() -> draft.reject("no-model", 404, "No model takes this request."));
    String target =
        rules.isEmpty()
            ? rest
            : draft.add(
                new RulesNode(draft.id(key + "-matches"), About.NOTHING, List.copyOf(rules), rest));
    made.put(key, target);
    return target;
  }

  private Optional<ConfigValue> base(ConfigValue entry) {
    return entry
        .at("provider", "reference")
        .flatMap(ConfigValue::asText)
        .flatMap(name -> Optional.ofNullable(providers.get(name)));
  }

  private String virtual(String name, ConfigValue entry) {
    List<ConfigValue> weighted = targets(entry, "weighted");
    List<ConfigValue> failover = targets(entry, "failover");
    if (!weighted.isEmpty()) {
      return weighted(name, weighted);
    }
    return failover.isEmpty()
        ? conditional(name, targets(entry, "conditional"))
        : failover(name, failover);
  }

  private static List<ConfigValue> targets(ConfigValue entry, String kind) {
    return entry
        .at("routing", kind)
        .flatMap(each -> each.get("targets"))
        .map(ConfigValue::list)
        .orElse(List.of());
  }

  private Optional<String> target(ConfigValue target) {
    Optional<String> to = target.text("model").flatMap(this::target);
    if (to.isEmpty()) {
      draft.manual(target, "llm.models has no model of that name; it was left out.");
    }
    return to;
  }

  private String weighted(String name, List<ConfigValue> targets) {
    var shares = new ArrayList<SplitNode.Share>();
    for (ConfigValue each : targets) {
      BigDecimal weight = each.get("weight").flatMap(ConfigValue::asNumber).orElse(BigDecimal.ONE);
      target(each)
          .filter(to -> weight.signum() > 0)
          .ifPresent(to -> shares.add(new SplitNode.Share(to, weight)));
    }
    return shares.isEmpty() ? "" : draft.split(name, shares, SplitNode.Sticky.REQUEST);
  }

  private String failover(String name, List<ConfigValue> targets) {
    var groups = new TreeMap<BigDecimal, List<String>>();
    for (ConfigValue each : targets) {
      BigDecimal priority =
          each.get("priority").flatMap(ConfigValue::asNumber).orElse(BigDecimal.ZERO);
      target(each)
          .ifPresent(to -> groups.computeIfAbsent(priority, p -> new ArrayList<>()).add(to));
    }
    List<String> to = groups.values().stream().map(each -> pool(name, each)).toList();
    return to.isEmpty()
        ? ""
        : fallbacks.over(
            name + "-failover", to, Fallbacks.ANY, Fallbacks.Limits.NONE, targets.getLast());
  }

  private String pool(String name, List<String> models) {
    return models.size() == 1
        ? models.getFirst()
        : draft.add(
            new BalanceNode(
                draft.id(name + "-pool"),
                About.NOTHING,
                models.stream().distinct().toList(),
                BalanceNode.Measure.LATENCY,
                BalanceNode.Where.ANY));
  }

  private String conditional(String name, List<ConfigValue> targets) {
    var rules = new ArrayList<RulesNode.Rule>();
    Optional<String> otherwise = Optional.empty();
    for (ConfigValue each : targets) {
      Optional<ConfigValue> when = each.get("when");
      if (when.isEmpty()) {
        otherwise = otherwise.or(() -> target(each));
        continue;
      }
      var condition = when.flatMap(ConfigValue::asText).flatMap(CEL::condition);
      if (condition.isEmpty()) {
        draft.manual(
            when.get(),
            "Signalbox has no signal for a part of this condition; the rule was left out, and its"
                + " requests take the next one.");
        each.get("model").ifPresent(model -> draft.manual(model, "Its rule was left out."));
      } else {
        target(each)
            .ifPresent(to -> rules.add(new RulesNode.Rule(condition.get(), to, Optional.empty())));
      }
    }
    String rest =
        otherwise.orElseGet(() -> draft.reject("no-match", 404, "No condition holds here."));
    return rules.isEmpty()
        ? rest
        : draft.add(new RulesNode(draft.id(name), About.NOTHING, List.copyOf(rules), rest));
  }
}
