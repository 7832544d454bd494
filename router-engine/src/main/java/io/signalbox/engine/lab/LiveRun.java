package io.signalbox.engine.lab;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.exchange.Exchange;
import io.signalbox.engine.exchange.ExchangeContext;
import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.ScriptedUpstream;
import io.signalbox.engine.workspace.SuiteCase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/// Sends a prompt through a graph for real and reports the answer as it comes. It is paid for as
/// any other request, and recorded as one of [Client#WORKBENCH]. Safe for threads.
public final class LiveRun {
  private final Exchange exchange;
  private final Function<RoutingGraph, Router> routers;

  public LiveRun(Exchange exchange, Function<RoutingGraph, Router> routers) {
    this.exchange = exchange;
    this.routers = routers;
  }

  /// What is reported, in this order: at most one [Begun], any number of [Said], then one of the
  /// others.
  public sealed interface Told {
    /// A model answers, and no other will be called.
    ///
    /// @param model its id in the graph
    /// @param simulated whether no provider was really called
    record Begun(String model, boolean simulated) implements Told {}

    /// A piece of the answer.
    record Said(ReplyEvent event) implements Told {}

    /// The answer is whole.
    ///
    /// @param usage reported or estimated; empty if nothing is known
    record Ended(Optional<Usage> usage) implements Told {}

    /// The answer broke off after it began.
    record Broken(Failure failure) implements Told {}

    /// No answer came.
    record Refused(String message) implements Told {}
  }

  /// Carries a request out on the calling thread; interrupting the thread gives it up.
  ///
  /// @param graph a graph without errors
  /// @param told called on the calling thread; it must return soon
  public Trace of(RoutingGraph graph, ChatRequest request, Client client, Consumer<Told> told) {
    return run(exchange, graph, request, client, told);
  }

  /// The same in the world that a test would be given, keeping what leaves and what comes back. In
  /// another world than the real one nothing is recorded.
  ///
  /// @param calls told of each call when it is over, on the thread that made it
  public Trace in(
      SuiteCase.Fixture world,
      RoutingGraph graph,
      ChatRequest request,
      Client client,
      Consumer<Told> told,
      Consumer<SentCall> calls) {
    return world.equals(SuiteCase.Fixture.NOTHING)
        ? watched(graph, request, client, told, calls)
        : supposing(Given.of(world), graph, request, client, told, calls);
  }

  private Trace watched(
      RoutingGraph graph,
      ChatRequest request,
      Client client,
      Consumer<Told> told,
      Consumer<SentCall> calls) {
    return run(exchange.in(around -> watching(around, calls)), graph, request, client, told);
  }

  /// The same in a world as it is supposed to be, which is not recorded. Models that are supposed
  /// to fail are not called.
  private Trace supposing(
      Given given,
      RoutingGraph graph,
      ChatRequest request,
      Client client,
      Consumer<Told> told,
      Consumer<SentCall> calls) {
    var world = new GivenWorld(graph, given, given.at().orElseGet(Instant::now), System::nanoTime);
    var cache = new GivenCache(graph, given.cached());
    var supposed =
        exchange.in(
            around -> failing(watching(around.supposing(world, world, cache), calls), given));
    return run(supposed, graph, request, client, told);
  }

  private static ExchangeContext watching(ExchangeContext around, Consumer<SentCall> calls) {
    return around.withUpstream(new WatchedUpstream(around.upstream(), calls));
  }

  private static ExchangeContext failing(ExchangeContext around, Given given) {
    return around
        .withUpstream(new ScriptedUpstream(given.failures(), around.upstream()))
        .withPlans(around.plans().without(model -> given.failures().containsKey(model.id())));
  }

  private Trace run(
      Exchange by, RoutingGraph graph, ChatRequest request, Client client, Consumer<Told> told) {
    var incoming =
        new IncomingRequest(
            "run_" + UUID.randomUUID(),
            request.withStream(true, true),
            Optional.empty(),
            client,
            true,
            true);
    var result = by.run(routers.apply(graph), incoming, new Telling(told));
    result.trouble().map(ClientError::message).map(Told.Refused::new).ifPresent(told);
    return result.trace();
  }

  private record Telling(Consumer<Told> told) implements ReplySink {
    @Override
    public void begin(Beginning beginning) {
      told.accept(new Told.Begun(beginning.model(), beginning.simulated()));
    }

    @Override
    public void take(List<ReplyEvent> events, byte[] raw) {
      events.forEach(event -> told.accept(new Told.Said(event)));
    }

    @Override
    public void end(Ending ending) {
      told.accept(new Told.Ended(ending.usage()));
    }

    @Override
    public void broken(Failure failure) {
      told.accept(new Told.Broken(failure));
    }

    @Override
    public void silent() {}
  }
}
