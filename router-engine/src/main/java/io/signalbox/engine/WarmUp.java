package io.signalbox.engine;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.exchange.CircuitBreakers;
import io.signalbox.engine.exchange.Exchange;
import io.signalbox.engine.exchange.ExchangeContext;
import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.exchange.Reservations;
import io.signalbox.engine.exchange.Result;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.proxy.Gateway;
import io.signalbox.engine.proxy.ProxyServer;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.upstream.SimulatedUpstream;
import io.signalbox.engine.upstream.Upstream;
import io.signalbox.engine.workspace.GraphText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Sends a few requests through everything, so that the first real one does not wait for classes to
/// be loaded: to a proxy of its own on loopback, whose graph routes to that same proxy once more
/// and then to a simulated model. Afterwards that proxy is closed, and nothing of it was recorded.
final class WarmUp implements Gateway {
  private static final int LEAST = 4;
  private static final int ROUNDS = 20;
  private static final long MOST = Duration.ofMillis(500).toNanos();
  private final Exchange exchange;
  private final Plugins plugins;
  private final Function<RoutingGraph, Router> routers;
  private volatile Optional<Router> router = Optional.empty();

  /// @param usual what real requests use
  WarmUp(ExchangeContext usual, Plugins plugins, Function<RoutingGraph, Router> routers) {
    this.exchange = new Exchange(unrecorded(usual));
    this.plugins = plugins;
    this.routers = routers;
  }

  private static ExchangeContext unrecorded(ExchangeContext usual) {
    var played = new SimulatedUpstream(0, time -> {});
    Upstream upstream =
        call -> call.model().equals("played") ? played.ask(call) : usual.upstream().ask(call);
    return new ExchangeContext(
        upstream,
        usual.world(),
        Reservations.NONE,
        CircuitBreakers.NONE,
        usual.providers(),
        usual.dialects(),
        model -> new ExchangeContext.Key.None(),
        usual.pause(),
        usual.deadlines(),
        trace -> {});
  }

  /// Takes half a second at most, unless the machine needs longer for the first few requests.
  void run() {
    plugins.providers().stream()
        .filter(each -> each.reach() == Provider.Reach.LOCAL)
        .findFirst()
        .ifPresent(this::run);
  }

  private void run(Provider local) {
    long begun = System.nanoTime();
    try (var door = ProxyServer.start(ProxySettings.local(0).keyed(false), this)) {
      router = GraphText.read("warm-up", graph(door.address(), local)).graph().map(routers);
      for (int i = 0; i < LEAST || (i < ROUNDS && System.nanoTime() - begun < MOST); i++) {
        var request = ChatRequest.ofText("", "Warm-up.").withStream(i % 2 == 0, false);
        var incoming =
            new IncomingRequest("warm-up", request, Optional.empty(), Client.LOCAL, false);
        var _ = handle(incoming, ReplySink.NOBODY);
      }
    }
  }

  @Override
  public Optional<String> appOf(Secret key) {
    return Optional.empty();
  }

  @Override
  public List<String> models() {
    return List.of();
  }

  @Override
  public List<ClientDialect> dialects() {
    return plugins.clientDialects();
  }

  @Override
  public Result handle(IncomingRequest incoming, ReplySink sink) {
    return exchange.run(router.orElseThrow(), incoming, sink);
  }

  /// Both models are of one provider: one that plays others would look through all of their cards.
  private static String graph(URI door, Provider local) {
    String url = door + URI.create(local.baseUrl()).getRawPath();
    return """
    signalbox: 1
    name: Warm-up
    start: once
    models:
      again: { provider: "%1$s", model: again, url: "%2$s" }
      played: { provider: "%1$s", model: played, url: "%2$s" }
    nodes:
      once:
        kind: rules
        rules:
          - { when: 'model == "again" || metadata.task == "x"', to: played }
        otherwise: again
    """
        .formatted(local.id(), url);
  }
}
