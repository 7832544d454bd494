package io.signalbox.engine;

import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.exchange.plan.PlanMeter;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.plan.CallDefaults;
import io.signalbox.engine.plan.PaidPlan;
import io.signalbox.engine.plan.Plans;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.route.keys.KeyOrder;
import io.signalbox.engine.spi.BaseUrl;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.Budgets;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.store.plan.PlanBook;
import io.signalbox.engine.store.plan.PlanStanding;
import io.signalbox.engine.upstream.ServerOrigin;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// The plans that the user has bought, as they stand now. The file is read when the first model is
/// looked at. Safe for threads.
final class LivePlans implements PlanMeter {
  private static final System.Logger LOG = System.getLogger(LivePlans.class.getName());

  /// Graphs are swapped while the program runs, so models come and go.
  private static final int MOST_MODELS = 10_000;

  private final Lazy<Plans> plans;
  private final PlanBook book;
  private final InstantSource clock;
  private final CallDefaults defaults;
  private final Map<Model, Optional<PaidPlan>> byModel = new ConcurrentHashMap<>();

  LivePlans(Path home, Supplier<Budgets> budgets, InstantSource clock, Supplier<Plugins> plugins) {
    this.defaults = new ProviderDefaults(plugins);
    this.plans = new Lazy<>(() -> found(home));
    this.book = new PlanBook(budgets, clock);
    this.clock = clock;
  }

  private static Plans found(Path home) {
    Plans found = Plans.load(home);
    found.problems().forEach(problem -> LOG.log(System.Logger.Level.WARNING, problem.line()));
    return found;
  }

  /// Plans never change, so it is worked out once.
  private Optional<PaidPlan> planOf(Model model) {
    if (plans.get().plans().isEmpty()) {
      return Optional.empty();
    }
    if (byModel.size() > MOST_MODELS) {
      byModel.clear();
    }
    return byModel.computeIfAbsent(model, each -> plans.get().of(each, defaults));
  }

  @Override
  public Inclusion enter(String id, Model model) {
    var plan = planOf(model);
    return plan.map(each -> entered(id, each)).orElseGet(Inclusion.Apart::new);
  }

  private Inclusion entered(String id, PaidPlan plan) {
    try {
      return book.enter(id, plan) ? new Inclusion.Included(plan.id()) : usedUp(plan);
    } catch (StoreException | EngineException e) {
      LOG.log(System.Logger.Level.WARNING, uncounted(plan) + ": " + e.getMessage());
      return new Inclusion.Closed(uncounted(plan));
    }
  }

  /// Other models can be called all the same.
  private static String uncounted(PaidPlan plan) {
    return "what is used of the plan " + plan.id() + " cannot be read or written";
  }

  private Inclusion usedUp(PaidPlan plan) {
    return switch (plan.then()) {
      case PAY -> new Inclusion.Apart();
      case SKIP ->
          new Inclusion.Closed(
              book.standing(plan)
                  .why(clock.instant())
                  .orElse("the plan " + plan.id() + " is used up"));
    };
  }

  @Override
  public void settle(String id, Optional<Money> listed, long tokens) {
    book.settle(id, listed.orElse(Money.ZERO), tokens);
  }

  @Override
  public void release(String id) {
    book.release(id);
  }

  /// The plan that pays for calls of a model now; empty if none does.
  ///
  /// @param model with the one key that it is called with
  Optional<String> paying(Model model) {
    return planOf(model)
        .filter(plan -> standing(plan).filter(each -> each.usedUp().isEmpty()).isPresent())
        .map(PaidPlan::id);
  }

  /// How a plan stands; empty if it cannot be read.
  private Optional<PlanStanding> standing(PaidPlan plan) {
    try {
      return Optional.of(book.standing(plan));
    } catch (StoreException | EngineException e) {
      LOG.log(System.Logger.Level.DEBUG, uncounted(plan), e);
      return Optional.empty();
    }
  }

  /// The keys of a model in the order in which they are called.
  ///
  /// @param measured what has been measured of a model with one key
  KeyOrder order(Function<Model, Health> measured) {
    return new KeyOrder(key -> over(key, measured.apply(key)), key -> paying(key).isPresent());
  }

  /// What has been measured of a model, with what is left of its plan: one that is used up, or
  /// cannot be read, closes the model to calls.
  ///
  /// @param model with the one key that it is called with
  Health over(Model model, Health measured) {
    return planOf(model).map(plan -> over(plan, measured)).orElse(measured);
  }

  private Health over(PaidPlan plan, Health measured) {
    return standing(plan)
        .map(standing -> over(plan, standing, measured))
        .orElseGet(() -> measured.closed(uncounted(plan)));
  }

  private Health over(PaidPlan plan, PlanStanding standing, Health measured) {
    var why = standing.why(clock.instant());
    if (why.isPresent()) {
      return plan.then() == PaidPlan.Then.PAY ? measured : measured.closed(why.get());
    }
    double left = Math.min(standing.left(), measured.headroom().orElse(1));
    return plan.quotas().isEmpty() ? measured : measured.withHeadroom(OptionalDouble.of(left));
  }

  /// What the providers that are installed use where a file does not say it. Safe for threads.
  record ProviderDefaults(Supplier<Plugins> plugins) implements CallDefaults {
    @Override
    public Optional<KeyRef> key(String provider) {
      return plugins.get().provider(provider).flatMap(Provider::keyVariable).map(KeyRef.Env::new);
    }

    @Override
    public String address(String provider, Optional<String> url) {
      return url.or(() -> plugins.get().provider(provider).map(Provider::baseUrl))
          .map(ProviderDefaults::spelled)
          .orElse("");
    }

    /// The server as it is compared everywhere, with the path of the base address.
    private static String spelled(String address) {
      String plain = BaseUrl.plain(address);
      String version = address.substring(BaseUrl.withoutVersion(address).length());
      return ServerOrigin.of(plain)
          .map(origin -> origin.text() + path(plain) + version)
          .orElse(address); // with names in braces: what each customer has of their own
    }

    private static String path(String address) {
      int slash = address.indexOf('/', address.indexOf("://") + 3);
      return slash < 0 ? "" : address.substring(slash);
    }
  }
}
