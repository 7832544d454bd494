package io.signalbox.app;

import io.signalbox.engine.api.ConformWish;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.IntentTraining;
import io.signalbox.engine.api.KeyApproval;
import io.signalbox.engine.api.KeyPlace;
import io.signalbox.engine.api.LearnedFiles;
import io.signalbox.engine.api.ModelKey;
import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.conform.ConformFinding;
import io.signalbox.engine.conform.ConformReport;
import io.signalbox.engine.exchange.Egress;
import io.signalbox.engine.exchange.Exchange;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.check.GraphCheck;
import io.signalbox.engine.lab.GateBoard;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.lab.RouteSimulation;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.refresh.KeptModels;
import io.signalbox.engine.refresh.ModelRefresh;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
  public ModelRefresh refresh() {
    return new ModelRefresh(
        Catalog.empty(),
        List.of(),
        asked -> new ModelListing.Limited(),
        new KeptModels(home),
        InstantSource.system());
  }

  @Override
  public Store store() {
    return machine.store();
  }

  @Override
  public KeyPlace keyOf(Provider provider) {
    return machine.keyOf(provider);
  }

  @Override
  public Optional<String> keyTrouble(Provider provider) {
    return Optional.ofNullable(machine.keyTroubles().get(provider.id()));
  }

  @Override
  public ModelKey keyOf(Model model) {
    return ModelKey.NOT_NEEDED;
  }

  @Override
  public ModelListing models(Provider provider) {
    return machine.models(provider);
  }

  @Override
  public ModelListing models(Provider provider, String address) {
    return machine.models(provider);
  }

  @Override
  public ConformReport conform(
      ConformWish wish, KeyApproval approval, Consumer<ConformFinding> told) {
    throw new UnsupportedOperationException();
  }

  @Override
  public LiveRun live(KeyApproval approval) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Plugins plugins() {
    throw new UnsupportedOperationException();
  }

  @Override
  public RouteSimulation rehearsal() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Exchange exchange() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Router router(RoutingGraph graph) {
    throw new UnsupportedOperationException();
  }

  @Override
  public IntentTraining learn(IntentNode node) {
    return new IntentTraining.Failed("no encoder of texts is installed");
  }

  @Override
  public LearnedFiles learned() {
    throw new UnsupportedOperationException();
  }

  @Override
  public GateBoard gates() {
    return new GateBoard(home(), InstantSource.system());
  }

  @Override
  public List<Egress> egress(RoutingGraph graph) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Provider> owners(String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void simulate(Script script, double pace) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void prepare() {}

  @Override
  public Serving serve(ProxySettings settings, List<RoutingGraph> graphs) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Serving serve(int port, Duration drain, List<RoutingGraph> graphs, KeyApproval approval) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
