package io.signalbox.plugins.importer.ccr;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.Durations;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.GraphDraft;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The roles as rules, in the order in which claude-code-router looks at them: the model that is
/// asked for by name, long prompts, the background, web search, thinking. Belongs to one thread.
final class Roles {
  private static final BigDecimal USUAL_THRESHOLD = BigDecimal.valueOf(60_000);
  private static final BigDecimal MOST = BigDecimal.valueOf(100_000_000);

  private static final List<String> ROLES =
      List.of("longContext", "background", "image", "webSearch", "websearch", "think", "default");

  private final ConfigValue root;
  private final RouterModels models;
  private final GraphDraft draft;
  private final Fallbacks fallbacks;
  private final List<RulesNode.Rule> rules = new ArrayList<>();

  Roles(ConfigValue root, RouterModels models, GraphDraft draft) {
    this.root = root;
    this.models = models;
    this.draft = draft;
    this.fallbacks = new Fallbacks(draft);
  }

  String start() {
    ROLES.forEach(this::named);
    models.all().forEach((name, id) -> rule("", "model == " + Cel.text(name), id));
    role("longContext", "tokens > " + threshold());
    role("background", "model.contains(\"claude\") && model.contains(\"haiku\")");
    role("image", "images > 0");
    String search = "tools.exists(tool, tool.startsWith(\"web_search\"))";
    role("webSearch", search);
    role("websearch", search);
    role("think", "reasoning != \"\" && reasoning != \"none\"");
    String otherwise = target("default").orElse("");
    String rulesId =
        draft.add(
            new RulesNode(draft.id("roles"), About.named("Roles"), List.copyOf(rules), otherwise));
    return timed(rulesId);
  }

  /// Makes the models that only roles name, so that clients can ask for them, too.
  private void named(String role) {
    Stream.concat(
            root.at("Router", role).stream(),
            root.at("fallback", role).stream().flatMap(each -> each.list().stream()))
        .flatMap(each -> each.asText().stream())
        .forEach(models::id);
  }

  private String threshold() {
    return root.at("Router", "longContextThreshold")
        .flatMap(ConfigValue::asNumber)
        .filter(each -> each.signum() > 0)
        .orElse(USUAL_THRESHOLD)
        .min(MOST)
        .toBigInteger()
        .toString();
  }

  private void role(String role, String when) {
    target(role).ifPresent(to -> rule(role, when, to));
  }

  private void rule(String name, String when, String to) {
    Cel.condition(when)
        .ifPresent(condition ->
            rules.add(
                new RulesNode.Rule(
                    condition, to, Optional.of(name).filter(each -> !each.isEmpty()))));
  }

  private Optional<String> target(String role) {
    Optional<ConfigValue> value =
        root.at("Router", role).filter(each -> each.asText().filter(t -> !t.isBlank()).isPresent());
    Optional<String> model = value.flatMap(ConfigValue::asText).flatMap(models::id);
    if (model.isEmpty()) {
      value.ifPresent(each ->
          draft.manual(each, "Providers has no such provider: connect the role to a model."));
      return value.map(each -> "");
    }
    return model.map(first -> fallback(role, first));
  }

  private String fallback(String role, String first) {
    var to = new LinkedHashSet<String>();
    to.add(first);
    for (ConfigValue value : root.at("fallback", role).map(ConfigValue::list).orElse(List.of())) {
      value
          .asText()
          .flatMap(models::id)
          .ifPresentOrElse(
              to::add, () -> draft.manual(value, "Providers has no such provider; left out."));
    }
    ConfigValue at = root.at("fallback", role).orElse(root);
    return fallbacks.over(role, List.copyOf(to), Fallbacks.ANY, Fallbacks.Limits.NONE, at);
  }

  private String timed(String to) {
    Optional<Duration> total =
        root.get("API_TIMEOUT_MS").flatMap(ConfigValue::asNumber).flatMap(Durations::millis);
    Fallbacks.Limits limits = Fallbacks.Limits.total(total);
    ConfigValue at = root.get("API_TIMEOUT_MS").orElse(root);
    return fallbacks.over("timeout", List.of(to), FallbackNode.USUAL, limits, at);
  }
}
