package io.signalbox.engine.exchange;

import io.signalbox.engine.cache.CallThoughts;
import io.signalbox.engine.cache.KeptTurns;
import io.signalbox.engine.cache.KnownLabels;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.exchange.toolcalls.RestoredThoughts;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.Facts;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.route.RoutePlan;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.route.WarmConversation;
import io.signalbox.engine.route.World;
import io.signalbox.engine.route.client.Continued;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// The tokens of a request as the provider counts them to which the graph would send it. Nothing is
/// decided that another request could see, no model is asked for a decision, nothing is held or
/// recorded, and a provider that does not answer soon is not waited for. Where one does not count,
/// it is not asked again for a while. Safe for threads.
final class PromptCounting {
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final ExchangeContext context;

  /// Where no count was to be had, and when.
  private final Map<Place, Instant> silent = new ConcurrentHashMap<>();

  private record Place(String provider, String address, String model) {
    static Place of(Model model) {
      return new Place(model.provider(), model.url().orElse(""), model.model());
    }
  }

  /// @param context what a real request would use
  PromptCounting(ExchangeContext context) {
    this.context = context;
  }

  /// Who would be called, and how it counts.
  private record Counter(
      Move.Call call, Provider provider, ProviderDialect dialect, Optional<Secret> key) {}

  /// The provider's count, else our own in the measure of the model that would answer; empty if
  /// none would.
  OptionalLong of(Router router, IncomingRequest incoming) {
    if (incoming.continuity().incomplete().isPresent()) {
      return OptionalLong.empty();
    }
    var world = new Onlooker(context.world());
    var facts =
        new Facts(router.graph(), incoming.request(), incoming.client(), incoming.id(), world)
            .continuing(incoming.continued(world));
    var guessed = new AtomicBoolean();
    Optional<Move.Call> call = firstCall(router.plan(facts, world, false), guessed);
    return call.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            call.filter(each -> !guessed.get() && !isSilent(each.model()))
                .flatMap(this::counter)
                .map(counter -> counted(counter, router, incoming))
                .orElseGet(OptionalLong::empty)
                .orElseGet(
                    () -> router.card(call.get().model()).promptTokens(call.get().request())));
  }

  /// @param guessed is set if a model would have decided: then no provider may see the text
  private static Optional<Move.Call> firstCall(RoutePlan plan, AtomicBoolean guessed) {
    Move move = plan.next();
    while (true) {
      switch (move) {
        case Move.Call call -> {
          return Optional.of(call);
        }
        case Move.Consult consult -> {
          guessed.set(true);
          move = plan.notConsulted("only counted");
        }
        case Move.Recall recall -> move = plan.notRecalled(recall.node(), "only counted");
        case Move.Copy copy -> move = plan.notCopied("only counted");
        case Move.Skip skip -> move = plan.passOver();
        case Move.Reject reject -> {
          return Optional.empty();
        }
        case Move.End end -> {
          return Optional.empty();
        }
      }
    }
  }

  private Optional<Counter> counter(Move.Call call) {
    Model model = call.model();
    Optional<Provider> provider = context.providers().apply(model.provider());
    Optional<ProviderDialect> dialect =
        provider
            .filter(each -> each.reach() != Provider.Reach.SIMULATED)
            .flatMap(each -> countedIn(each, model))
            .flatMap(context.dialects());
    return dialect.flatMap(each -> keyed(call, provider.orElseThrow(), each));
  }

  /// A provider of several dialects may count in another one than it is called in: the model counts
  /// the same.
  private Optional<String> countedIn(Provider provider, Model model) {
    Stream<String> others =
        OutgoingRequest.isElsewhere(provider, model)
            ? Stream.empty()
            : provider.alsoSpeaks().stream();
    return Stream.concat(Stream.of(provider.dialect()), others)
        .flatMap(each -> context.dialects().apply(each).stream())
        .flatMap(each -> each.counting().stream())
        .findFirst();
  }

  private Optional<Counter> keyed(Move.Call call, Provider provider, ProviderDialect dialect) {
    return switch (context.keys().apply(call.model())) {
      case ExchangeContext.Key.Found found ->
          Optional.of(new Counter(call, provider, dialect, Optional.of(found.secret())));
      case ExchangeContext.Key.None none ->
          Optional.of(new Counter(call, provider, dialect, Optional.empty()));
      case ExchangeContext.Key.Missing missing -> Optional.empty();
      case ExchangeContext.Key.Unconfirmed unconfirmed -> Optional.empty();
    };
  }

  private OptionalLong counted(Counter counter, Router router, IncomingRequest incoming) {
    Move.Call call = counter.call();
    var card = router.card(call.model());
    var restored = new RestoredThoughts(context.world(), incoming.client().app(), call.model());
    var set = SetMembers.of(call.request(), call.model(), counter.dialect());
    ProviderCall written =
        counter
            .dialect()
            .write(
                new OutgoingRequest(incoming, whole(call), card, restored, Continued.NONE)
                    .at(counter.provider(), counter.dialect(), set.params())
                    .plan());
    OptionalLong tokens =
        answer(
            new UpstreamCall(
                call.model().id(),
                counter.provider(),
                call.model().url().orElse(counter.provider().baseUrl()),
                counter.key(),
                counter.dialect(),
                written,
                call.request().withStream(false, false),
                card,
                context.deadlines().within(PATIENCE),
                () -> {}));
    if (tokens.isEmpty()) {
      silent.put(Place.of(call.model()), context.world().now());
    }
    return tokens;
  }

  private static Move.Call whole(Move.Call call) {
    return new Move.Call(
        call.model(),
        call.request().withStream(false, false),
        true,
        call.claims(),
        call.firstToken(),
        call.total(),
        Optional.empty());
  }

  private boolean isSilent(Model model) {
    Instant since = silent.getOrDefault(Place.of(model), Instant.EPOCH);
    return Duration.between(since, context.world().now()).abs().compareTo(PAUSE) < 0;
  }

  private OptionalLong answer(UpstreamCall call) {
    if (!(context.upstream().ask(call) instanceof UpstreamAnswer.Arriving answer)) {
      return OptionalLong.empty();
    }
    OptionalLong tokens = OptionalLong.empty();
    try (answer) {
      for (var piece = answer.next(); piece.isPresent(); piece = answer.next()) {
        for (ReplyEvent event : piece.get().events()) {
          if (event instanceof ReplyEvent.UsageReported told && !answer.simulated()) {
            tokens = OptionalLong.of(told.usage().promptTokens());
          }
        }
      }
    }
    return tokens;
  }

  /// The world for whoever only looks: nothing is counted up or remembered.
  private record Onlooker(World world) implements World {
    @Override
    public Instant now() {
      return world.now();
    }

    @Override
    public long nanos() {
      return world.nanos();
    }

    @Override
    public Health health(Model model) {
      return world.health(model);
    }

    @Override
    public Optional<String> plan(Model model) {
      return world.plan(model);
    }

    @Override
    public Success success(String graph, Model model) {
      return world.success(graph, model);
    }

    @Override
    public WindowUsage used(Claim claim) {
      return world.used(claim);
    }

    @Override
    public Money spent(String graph, Window window, Instant windowStart) {
      return world.spent(graph, window, windowStart);
    }

    @Override
    public int turn(String graph, String node) {
      return 0;
    }

    @Override
    public Optional<Boolean> gate(String node) {
      return world.gate(node);
    }

    @Override
    public Optional<KnownLabels.Known> label(String question) {
      return world.label(question);
    }

    @Override
    public Optional<CallThoughts.Remembered> thought(CallThoughts.Call call) {
      return world.thought(call);
    }

    @Override
    public Optional<KeptTurns.KeptTurn> turn(KeptTurns.TurnId id) {
      return world.turn(id);
    }

    @Override
    public Optional<WarmConversation> warm(WarmConversation.Owner key) {
      return world.warm(key);
    }
  }
}
