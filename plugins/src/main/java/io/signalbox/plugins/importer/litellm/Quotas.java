package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.Durations;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.ProviderNames;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Budgets and limits of LiteLLM as nodes. Belongs to one thread.
final class Quotas {
  private static final String ROLLING =
      "Signalbox counts in windows of the calendar, LiteLLM from the first call on.";
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000L);

  private final GraphDraft draft;
  private final ProviderNames names;
  private final boolean enforced;
  private Optional<String> limited = Optional.empty();
  private Optional<String> spent = Optional.empty();

  Quotas(Settings settings, ProviderNames names, GraphDraft draft) {
    this.draft = draft;
    this.names = names;
    this.enforced =
        settings.strategy().startsWith("usage-based")
            || settings.router("optional_pre_call_checks").stream()
                .flatMap(each -> each.list().stream())
                .anyMatch(
                    each -> each.asText().filter("enforce_model_rate_limits"::equals).isPresent());
  }

  /// The model, or the nodes that count before it.
  String before(String model, ConfigValue params) {
    return budget(limit(model, params), params);
  }

  private String limit(String model, ConfigValue params) {
    OptionalLong requests = whole(params, "rpm");
    OptionalLong tokens = whole(params, "tpm");
    if (!enforced || (requests.isEmpty() && tokens.isEmpty())) {
      return model;
    }
    String id = draft.id(model + "-limit");
    return draft.add(
        new LimitNode(
            id,
            About.NOTHING,
            requests,
            tokens,
            Window.MINUTE,
            new Scope.Graph(),
            model,
            limited()));
  }

  private static OptionalLong whole(ConfigValue params, String key) {
    return params
        .get(key)
        .flatMap(ConfigValue::asNumber)
        .filter(each -> each.signum() > 0)
        .map(each -> OptionalLong.of(Math.max(1, each.min(MOST).longValue())))
        .orElse(OptionalLong.empty());
  }

  private String limited() {
    String id =
        limited.orElseGet(() -> draft.reject("rate-limited", 429, "The rate limit is reached."));
    limited = Optional.of(id);
    return id;
  }

  private String spent() {
    String id = spent.orElseGet(() -> draft.reject("budget-spent", 429, "The budget is spent."));
    spent = Optional.of(id);
    return id;
  }

  private String budget(String to, ConfigValue params) {
    return budget(to, params, "max_budget", "budget_duration", to + "-budget", Optional.empty());
  }

  /// The budget of all, before a target.
  String whole(String to, Settings settings, ConfigValue root) {
    String inner = to;
    for (Map.Entry<String, ConfigValue> each :
        settings
            .router("provider_budget_config")
            .map(ConfigValue::map)
            .orElse(new java.util.LinkedHashMap<>())
            .entrySet()) {
      inner = ofProvider(inner, each.getKey(), each.getValue());
    }
    Optional<ConfigValue> library = root.get("litellm_settings");
    return library.isEmpty()
        ? inner
        : budget(inner, library.get(), "max_budget", "budget_duration", "budget", Optional.empty());
  }

  /// @param word LiteLLM's for the provider
  private String ofProvider(String to, String word, ConfigValue at) {
    Optional<Provider> provider = names.named(word);
    if (provider.isEmpty()) {
      draft.manual(
          at,
          "Signalbox does not know the provider of this budget, which was left out. Put a budget"
              + " node before its models.");
      return to;
    }
    return budget(
        to, at, "budget_limit", "time_period", word + "-budget", provider.map(Provider::id));
  }

  /// @param provider whose calls are counted; empty: all
  private String budget(
      String to,
      ConfigValue at,
      String amount,
      String span,
      String wish,
      Optional<String> provider) {
    Optional<ConfigValue> usd = at.get(amount);
    Optional<BigDecimal> most =
        usd.flatMap(ConfigValue::asNumber).filter(each -> each.signum() > 0);
    if (usd.isEmpty() || most.isEmpty()) {
      return to;
    }
    Optional<Window> window = at.text(span).flatMap(Durations::window);
    if (window.isEmpty()) {
      draft.manual(
          usd.get(),
          "Signalbox counts by hour, day, week or month: add a budget node with one of them.");
      at.get(span).ifPresent(each -> draft.manual(each, "No window of the calendar is that long."));
      return to;
    }
    draft.approximate(usd.get(), ROLLING);
    at.get(span).ifPresent(each -> draft.approximate(each, ROLLING));
    return draft.add(node(draft.id(wish), most.get(), window.get(), provider, to));
  }

  private BudgetNode node(
      String id, BigDecimal usd, Window per, Optional<String> provider, String to) {
    return new BudgetNode(
        id,
        About.NOTHING,
        new Money(usd),
        per,
        new Scope.Graph(),
        provider.flatMap(Quotas::only),
        List.of(),
        to,
        List.of(),
        spent());
  }

  private static Optional<Condition> only(String provider) {
    return switch (Condition.readOfModel("model.provider == " + Cel.text(provider))) {
      case Condition.Parsed.Ready ready -> Optional.of(ready.condition());
      case Condition.Parsed.Broken broken -> Optional.empty();
    };
  }
}
