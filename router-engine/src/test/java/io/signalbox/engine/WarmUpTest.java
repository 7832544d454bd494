package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.cache.KeptTurns;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.dialect.Dialects;
import io.signalbox.engine.exchange.CircuitBreakers;
import io.signalbox.engine.exchange.ExchangeContext;
import io.signalbox.engine.exchange.Reservations;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.upstream.HealthBoard;
import io.signalbox.engine.upstream.LiveUpstream;
import io.signalbox.engine.upstream.Upstream;
import io.signalbox.engine.upstream.UpstreamCall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
  @TempDir private Path directory = Path.of("");

  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger recorded = new AtomicInteger();

  @Test
  void runsAWholeRequestAndRecordsNothing() throws IOException {
    try (var live = new LiveUpstream(Map.of())) {
      new WarmUp(surroundings(live), KeyedProviders.in(directory), WarmUpTest::router).run();
    }
    assertTrue(sent.get() > 0);
    assertEquals(2 * sent.get(), attempts.get(), "each is routed on to the model that is played");
    assertEquals(0, recorded.get());
  }

  private ExchangeContext surroundings(LiveUpstream live) {
    Upstream counted =
        call -> {
          sent.incrementAndGet();
          return live.ask(call);
        };
    var board = new HealthBoard(Clock.systemUTC());
    return new ExchangeContext(
        counted,
        new LiveWorld(
            Clock.systemUTC(),
            board,
            new Keyring(Plugins.find(), name -> Optional.empty(), WarmUpTest::noStore, board),
            WarmUpTest::noStore,
            new KeptTurns(),
            () -> new LearnedShares(directory, Clock.systemUTC()),
            new LivePlans(directory, () -> noStore().budgets(), Clock.systemUTC(), Plugins::find)),
        Reservations.NONE,
        CircuitBreakers.NONE,
        id -> Optional.of(provider(id)),
        Dialects::of,
        model -> new ExchangeContext.Key.None(),
        time -> {},
        UpstreamCall.Deadlines.USUAL,
        trace -> recorded.incrementAndGet());
  }

  private static Store noStore() {
    throw new IllegalStateException("no store is needed");
  }

  private Provider provider(String id) {
    attempts.incrementAndGet();
    return new Provider(
        id,
        id,
        "http://simulated.invalid/v1",
        "openai",
        Optional.empty(),
        Set.of(),
        Provider.Reach.LOCAL,
        List.of());
  }

  private static Router router(io.signalbox.engine.graph.RoutingGraph graph) {
    return new Router(graph, model -> ModelCard.unknown(model.provider(), model.model()));
  }
}
