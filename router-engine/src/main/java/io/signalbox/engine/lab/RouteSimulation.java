package io.signalbox.engine.lab;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.exchange.CircuitBreakers;
import io.signalbox.engine.exchange.Exchange;
import io.signalbox.engine.exchange.ExchangeContext;
import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.exchange.paired.PairedText;
import io.signalbox.engine.exchange.plan.PlanMeter;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.ScriptedUpstream;
import io.signalbox.engine.upstream.Upstream;
import io.signalbox.engine.upstream.UpstreamCall;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Works out which route a request would take and what it would cost, without calling a provider.
/// Safe for threads.
public final class RouteSimulation {
  private final Function<String, Optional<Provider>> providers;
  private final Function<String, Optional<ProviderDialect>> dialects;
  private final Function<RoutingGraph, Router> routers;
  private final InstantSource clock;

  /// @param providers by id
  /// @param dialects how providers are called, by dialect
  /// @param routers of graphs
  /// @param clock for rehearsals without a given moment
  public RouteSimulation(
      Function<String, Optional<Provider>> providers,
      Function<String, Optional<ProviderDialect>> dialects,
      Function<RoutingGraph, Router> routers,
      InstantSource clock) {
    this.providers = providers;
    this.dialects = dialects;
    this.routers = routers;
    this.clock = clock;
  }

  /// The route of a request in a world as given, fully explained.
  ///
  /// @param graph a graph without errors
  public Trace of(RoutingGraph graph, ChatRequest request, Client client, Given given) {
    var upstream = new ScriptedUpstream(given.failures());
    return carriedOut(
        graph,
        incoming(request, client, given),
        world(graph, given, System::nanoTime),
        upstream,
        ReplySink.NOBODY);
  }

  /// The same; what would be sent to each model is told before it answers or fails.
  ///
  /// @param calls is told of each call, in order
  public Trace of(
      RoutingGraph graph,
      ChatRequest request,
      Client client,
      Given given,
      Consumer<UpstreamCall> calls) {
    var scripted = new ScriptedUpstream(given.failures());
    return carriedOut(
        graph,
        incoming(request, client, given),
        world(graph, given, System::nanoTime),
        call -> {
          calls.accept(call);
          return scripted.ask(call);
        },
        ReplySink.NOBODY);
  }

  /// The same with answers at the times that a test says, or that are typical; no time passes.
  Trace timed(RoutingGraph graph, SampleRequest sample) {
    return timed(graph, sample, ReplySink.NOBODY);
  }

  /// The same for a client.
  Trace timed(RoutingGraph graph, SampleRequest sample, ReplySink client) {
    Given given = sample.given().closing(graph);
    var still = new FixedClock();
    var upstream = new SuiteUpstream(sample.answers(), still);
    return carriedOut(
        graph,
        incoming(sample.request(), sample.client(), given),
        world(graph, given, still::nanos),
        upstream,
        client);
  }

  private GivenWorld world(RoutingGraph graph, Given given, LongSupplier nanos) {
    return new GivenWorld(graph, given, given.at().orElseGet(clock::instant), nanos);
  }

  private static IncomingRequest incoming(ChatRequest request, Client client, Given given) {
    return new IncomingRequest(
        "rehearsal-" + given.seed(), request, Optional.empty(), client, true);
  }

  private Trace carriedOut(
      RoutingGraph graph,
      IncomingRequest incoming,
      GivenWorld world,
      Upstream upstream,
      ReplySink client) {
    var around =
        new ExchangeContext(
            upstream,
            world,
            world,
            CircuitBreakers.NONE,
            providers,
            dialects,
            model -> new ExchangeContext.Key.None(),
            time -> {},
            UpstreamCall.Deadlines.USUAL,
            trace -> {},
            new GivenCache(graph, world.given().cached()),
            PairedText.FORGOTTEN,
            PlanMeter.NONE);
    return new Exchange(around).run(routers.apply(graph), incoming, client).trace();
  }
}
