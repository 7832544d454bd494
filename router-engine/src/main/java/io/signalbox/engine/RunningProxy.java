package io.signalbox.engine;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.proxy.ProxyServer;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.trace.RejectedRequest;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/// A proxy that listens, with the gateway behind it. Safe for threads.
final class RunningProxy implements Engine.Serving {
  private final ProxyServer server;
  private final LiveGateway gateway;
  private final Function<RoutingGraph, Router> routers;
  private final Store store;

  RunningProxy(
      ProxyServer server,
      LiveGateway gateway,
      Function<RoutingGraph, Router> routers,
      Store store) {
    this.server = server;
    this.gateway = gateway;
    this.routers = routers;
    this.store = store;
  }

  @Override
  public URI address() {
    return server.address();
  }

  @Override
  public void swap(List<RoutingGraph> graphs) {
    gateway.swap(graphs.stream().map(routers).toList());
  }

  @Override
  public List<RejectedRequest> refusals() {
    return gateway.refusals();
  }

  @Override
  public void hurry() {
    server.hurry();
  }

  @Override
  public void close() {
    server.close();
    store.ledger().flush();
  }
}
