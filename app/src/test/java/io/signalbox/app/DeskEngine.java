package io.signalbox.app;

import io.signalbox.app.backend.Engine;
import io.signalbox.engine.Discovery;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.exchange.KeyConsent;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.check.GraphCheck;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.route.Client;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.Listing;
import io.signalbox.engine.workspace.SuiteFile;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// An engine that checks shapes and knows one way.
record DeskEngine(Path home, Function<ChatRequest, Trace> ways, Machines machine)
    implements Engine {
  @Override
  public List<Problem> check(RoutingGraph graph) {
    return GraphCheck.check(graph, model -> Desk.card(model.provider(), model.model(), "1", "2"));
  }

  @Override
  public Trace estimate(RoutingGraph graph, ChatRequest request, Client client) {
    return ways.apply(request);
  }

  @Override
  public Trace ask(
      RoutingGraph graph,
      ChatRequest request,
      Client client,
      KeyConsent consent,
      Consumer<LiveRun.Told> told) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SuiteResult test(RoutingGraph graph, SuiteFile suite) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Store store() {
    return machine.store();
  }

  @Override
  public Discovery.Place keyOf(Provider provider) {
    return machine.keyOf(provider);
  }

  @Override
  public Listing models(Provider provider) {
    return machine.models(provider);
  }

  @Override
  public Listing models(Provider provider, String address) {
    return machine.models(provider);
  }

  @Override
  public Key keyOf(Model model) {
    return Key.NOT_NEEDED;
  }

  @Override
  public RoutingGraph simulated(RoutingGraph graph) {
    return graph;
  }

  @Override
  public Door open(ProxySettings settings, List<RoutingGraph> graphs, KeyConsent consent) {
    throw new UnsupportedOperationException();
  }
}
