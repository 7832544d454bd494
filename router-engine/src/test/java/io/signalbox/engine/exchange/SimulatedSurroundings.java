package io.signalbox.engine.exchange;

import io.signalbox.engine.cache.CallThoughts;
import io.signalbox.engine.cache.KnownLabels;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.dialect.Dialects;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.WarmConversation;
import io.signalbox.engine.route.World;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.Admission;
import io.signalbox.engine.upstream.HealthBoard;
import io.signalbox.engine.upstream.Upstream;
import io.signalbox.engine.upstream.UpstreamCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// All that an exchange needs, on a clock that a test moves: health and circuit breakers are real,
/// the rest is in memory.
final class SimulatedSurroundings implements World, CircuitBreakers {
  private static final Instant START = Instant.parse("2026-01-31T08:00:00Z");

  final HealthBoard board = new HealthBoard(() -> START.plus(elapsed()));
  final MemoryReservations reservations;

  /// Of each call, whether the model was closed to calls.
  final List<Boolean> admittedWhileOpen = new ArrayList<>();

  /// The id of a model at whose calls we make a mistake.
  String mistakeAt = "";

  /// Who answered conversations last.
  final Map<WarmConversation.Owner, WarmConversation> conversations = new HashMap<>();

  private final KnownLabels labels = new KnownLabels();
  private final CallThoughts thoughts = new CallThoughts();
  private final Map<String, Integer> turns = new HashMap<>();
  private final Clock clock;

  /// What time it is, and how it passes.
  interface Clock {
    /// Since the beginning.
    Duration elapsed();

    void pass(Duration time);
  }

  SimulatedSurroundings(Clock clock, MemoryReservations reservations) {
    this.clock = clock;
    this.reservations = reservations;
  }

  Duration elapsed() {
    return clock.elapsed();
  }

  ExchangeContext around(Upstream upstream, Consumer<Trace> recorder) {
    return around(upstream, recorder, clock::pass);
  }

  ExchangeContext around(Upstream upstream, Consumer<Trace> recorder, ExchangeContext.Pause pause) {
    return new ExchangeContext(
        upstream,
        this,
        reservations,
        this,
        id -> Optional.of(provider(id)),
        Dialects::of,
        model -> new ExchangeContext.Key.None(),
        pause,
        UpstreamCall.Deadlines.USUAL,
        recorder);
  }

  private static Provider provider(String id) {
    return new Provider(
        id,
        id,
        "http://" + id + ".invalid",
        "openai",
        Optional.empty(),
        Set.of(),
        Provider.Reach.LOCAL,
        List.of());
  }

  static String bucket(Model model) {
    return HealthBoard.bucket(model.provider(), "key", model.model());
  }

  /// A dollar for a million tokens of the prompt, ten for the answer.
  static ModelCard card(Model model) {
    var tier =
        new Price.Tier(
            0,
            BigDecimal.ONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            BigDecimal.TEN);
    var unknown = ModelCard.unknown(model.provider(), model.model());
    return new ModelCard(
        unknown.provider(),
        unknown.model(),
        unknown.name(),
        OptionalLong.of(10_000),
        OptionalLong.of(1_000),
        unknown.abilities(),
        Optional.of(new Price(List.of(tier), Optional.empty(), "test", LocalDate.of(2026, 1, 1))),
        unknown.speed(),
        unknown.encoding(),
        List.of(),
        false);
  }

  @Override
  public Admission admit(Model model, boolean retry, boolean alternative) {
    if (model.id().equals(mistakeAt)) {
      throw new IllegalStateException("a mistake of ours");
    }
    boolean open = board.health(bucket(model)).open();
    Admission admission = board.admit(bucket(model), retry, alternative);
    if (admission instanceof Admission.Admitted) {
      admittedWhileOpen.add(open);
    }
    return admission;
  }

  @Override
  public boolean isOpen(Model model) {
    return board.health(bucket(model)).open();
  }

  @Override
  public Optional<Duration> statedWait(Model model) {
    return board.statedWait(bucket(model));
  }

  @Override
  public boolean isSameBucket(Model one, Model other) {
    return bucket(one).equals(bucket(other));
  }

  @Override
  public Instant now() {
    return START.plus(elapsed());
  }

  @Override
  public long nanos() {
    return elapsed().toNanos();
  }

  @Override
  public Health health(Model model) {
    return board.health(bucket(model));
  }

  @Override
  public Optional<String> plan(Model model) {
    return Optional.empty();
  }

  @Override
  public WindowUsage used(Claim claim) {
    return reservations.used(claim);
  }

  @Override
  public Money spent(String graph, Window window, Instant windowStart) {
    return Money.ZERO;
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

  @Override
  public Optional<WarmConversation> warm(WarmConversation.Owner key) {
    return Optional.ofNullable(conversations.get(key));
  }

  @Override
  public void warmed(WarmConversation.Owner key, WarmConversation now) {
    conversations.put(key, now);
  }

  @Override
  public int turn(String graph, String node) {
    return turns.merge(node, 1, Integer::sum);
  }
}
