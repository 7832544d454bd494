package io.signalbox.engine.exchange;

import io.signalbox.engine.cache.AnswerCache;
import io.signalbox.engine.exchange.paired.PairedText;
import io.signalbox.engine.exchange.plan.PlanMeter;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.World;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.Upstream;
import io.signalbox.engine.upstream.UpstreamCall;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// All that an exchange needs from the rest of the program. What differs between the live proxy, a
/// test and a what-if is here and nowhere else.
///
/// @param upstream who answers
/// @param world what decisions depend on
/// @param reservations budgets and limits
/// @param circuitBreakers what keeps calls from failing models, and hears how calls go
/// @param providers by id
/// @param dialects how providers are called, by dialect
/// @param keys the key for a model: [Key.None] if it needs none
/// @param pause waits between two tries at the same model; throws if interrupted
/// @param deadlines how long is waited where a graph says nothing
/// @param recorder gets every trace
/// @param cache earlier answers
/// @param paired gets the texts of requests that were copied, and of copies, where a mirror wants
///   them kept; called when the client has its answer
/// @param plans counts the calls that the user's plans include
public record ExchangeContext(
    Upstream upstream,
    World world,
    Reservations reservations,
    CircuitBreakers circuitBreakers,
    Function<String, Optional<Provider>> providers,
    Function<String, Optional<ProviderDialect>> dialects,
    Function<Model, Key> keys,
    Pause pause,
    UpstreamCall.Deadlines deadlines,
    Consumer<Trace> recorder,
    AnswerCache cache,
    Consumer<PairedText> paired,
    PlanMeter plans) {

  /// One without earlier answers and plans, which keeps no texts.
  public ExchangeContext(
      Upstream upstream,
      World world,
      Reservations reservations,
      CircuitBreakers circuitBreakers,
      Function<String, Optional<Provider>> providers,
      Function<String, Optional<ProviderDialect>> dialects,
      Function<Model, Key> keys,
      Pause pause,
      UpstreamCall.Deadlines deadlines,
      Consumer<Trace> recorder) {
    this(
        upstream,
        world,
        reservations,
        circuitBreakers,
        providers,
        dialects,
        keys,
        pause,
        deadlines,
        recorder,
        AnswerCache.none("there is no cache"),
        PairedText.FORGOTTEN,
        PlanMeter.NONE);
  }

  /// The same with another one to find keys.
  public ExchangeContext withKeys(Function<Model, Key> other) {
    return new ExchangeContext(
        upstream,
        world,
        reservations,
        circuitBreakers,
        providers,
        dialects,
        other,
        pause,
        deadlines,
        recorder,
        cache,
        paired,
        plans);
  }

  /// The same where others answer.
  public ExchangeContext withUpstream(Upstream other) {
    return new ExchangeContext(
        other,
        world,
        reservations,
        circuitBreakers,
        providers,
        dialects,
        keys,
        pause,
        deadlines,
        recorder,
        cache,
        paired,
        plans);
  }

  /// The same where others count the calls of plans.
  public ExchangeContext withPlans(PlanMeter other) {
    return new ExchangeContext(
        upstream,
        world,
        reservations,
        circuitBreakers,
        providers,
        dialects,
        keys,
        pause,
        deadlines,
        recorder,
        cache,
        paired,
        other);
  }

  /// The same in another world, of which nothing is remembered: no breaker hears how calls go, and
  /// neither traces nor answers nor texts are kept. Plans count what is called all the same.
  ///
  /// @param earlier the answers that cache nodes have
  public ExchangeContext supposing(World other, Reservations budgets, AnswerCache earlier) {
    return new ExchangeContext(
        upstream,
        other,
        budgets,
        CircuitBreakers.NONE,
        providers,
        dialects,
        keys,
        pause,
        deadlines,
        trace -> {},
        earlier,
        PairedText.FORGOTTEN,
        plans);
  }

  /// A wait that can be interrupted.
  @FunctionalInterface
  public interface Pause {
    /// Waits so long.
    void sleep(Duration time) throws InterruptedException;
  }

  /// What was found of a model's key.
  public sealed interface Key {
    /// Here it is.
    record Found(Secret secret) implements Key {}

    /// The provider needs none.
    record None() implements Key {}

    /// It is not there.
    ///
    /// @param fix how to put it there, for a person
    record Missing(String fix) implements Key {}

    /// Its owner has not confirmed that it may go to the model's server. Whether it is there was
    /// not looked at.
    ///
    /// @param fix how to confirm it, for a person
    record Unconfirmed(String fix) implements Key {}
  }
}
