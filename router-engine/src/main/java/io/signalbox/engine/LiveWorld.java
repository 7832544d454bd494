package io.signalbox.engine;

import io.signalbox.engine.cache.CallThoughts;
import io.signalbox.engine.cache.KeptTurns;
import io.signalbox.engine.cache.KnownLabels;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.exchange.Reservations;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.WarmConversation;
import io.signalbox.engine.route.World;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.upstream.HealthBoard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/// The world as it is: the system's clock, measured health, recorded spend.
///
/// @param store opened only when a graph asks for spend
record LiveWorld(
    InstantSource clock,
    HealthBoard board,
    Keyring keyring,
    Supplier<Store> store,
    Map<String, AtomicInteger> turns,
    WarmConversations conversations,
    KnownLabels labels,
    CallThoughts thoughts,
    KeptTurns answers,
    Supplier<LearnedShares> shares,
    LivePlans plans)
    implements World {
  private static final int WELL_KNOWN = 20;
  private static final int NOW_AND_THEN = 20;

  /// @param answers what clients go on with
  /// @param shares opened when an answer is there to learn from
  LiveWorld(
      InstantSource clock,
      HealthBoard board,
      Keyring keyring,
      Supplier<Store> store,
      KeptTurns answers,
      Supplier<LearnedShares> shares,
      LivePlans plans) {
    this(
        clock,
        board,
        keyring,
        store,
        new ConcurrentHashMap<>(),
        new WarmConversations(),
        new KnownLabels(),
        new CallThoughts(),
        answers,
        shares,
        plans);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Health health(Model model) {
    Model called = plans.order(this::ofKey).first(model);
    return plans.over(called, ofKey(called));
  }

  @Override
  public Optional<String> plan(Model model) {
    return plans.paying(plans.order(this::ofKey).first(model));
  }

  private Health ofKey(Model model) {
    String bucket = keyring.bucket(model);
    Health health = board.health(bucket);
    if (health.open()) {
      keyring.keyOf(model); // perhaps it has been set anew
      return board.health(bucket);
    }
    return health;
  }

  @Override
  public Success success(String graph, Model model) {
    return store.get().feedback().success(graph, model.id());
  }

  @Override
  public WindowUsage used(Claim claim) {
    return read(all ->
        all.budgets()
            .used(claim.graph(), claim.node(), claim.key(), claim.window(), claim.windowStart()));
  }

  @Override
  public Money spent(String graph, Window window, Instant windowStart) {
    return read(all -> all.ledger().spent(graph, windowStart));
  }

  /// What cannot be read may be spent: the request is rejected as where nothing can be held.
  private <T> T read(Function<Store, T> reading) {
    try {
      return reading.apply(store.get());
    } catch (StoreException e) {
      throw new Reservations.UnavailableException(
          e.getMessage() + " Until this is fixed, requests whose route depends on it are rejected.",
          e);
    }
  }

  @Override
  public int turn(String graph, String node) {
    return turns
            .computeIfAbsent(graph + "\u0000" + node, key -> new AtomicInteger())
            .getAndIncrement()
        & Integer.MAX_VALUE;
  }

  @Override
  public Optional<KnownLabels.Known> label(String question) {
    return labels.find(question, now());
  }

  @Override
  public void labelled(String question, String label) {
    labels.keep(question, label, now());
  }

  @Override
  public Optional<CallThoughts.Remembered> thought(CallThoughts.Call call) {
    return thoughts.find(call, now());
  }

  @Override
  public void thinks(CallThoughts.Call call, CallThoughts.Remembered kept) {
    thoughts.keep(call, kept, now());
  }

  /// Of a model that is known well, now and then.
  @Override
  public boolean learnsTokens(Model model) {
    int answers = shares.get().of(model).answers();
    return answers < WELL_KNOWN || ThreadLocalRandom.current().nextInt(NOW_AND_THEN) == 0;
  }

  @Override
  public void learned(Model model, long counted, long reported) {
    shares.get().learn(model, counted, reported);
  }

  @Override
  public Optional<KeptTurns.KeptTurn> turn(KeptTurns.TurnId id) {
    return answers.find(id, now());
  }

  @Override
  public Optional<WarmConversation> warm(WarmConversation.Owner key) {
    return conversations.find(key);
  }

  @Override
  public void warmed(WarmConversation.Owner key, WarmConversation now) {
    conversations.keep(key, now);
  }
}
