package io.signalbox.app;

import io.signalbox.app.backend.Engine;
import io.signalbox.engine.Discovery;
import io.signalbox.engine.Signalbox;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.cli.Simulation;
import io.signalbox.engine.exchange.ExchangeContext;
import io.signalbox.engine.exchange.KeyConsent;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.check.GraphCheck;
import io.signalbox.engine.lab.Given;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.lab.SuiteRun;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.proxy.RejectedRequest;
import io.signalbox.engine.route.Client;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.Listing;
import io.signalbox.engine.workspace.SuiteFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The engine in this process.
record LocalEngine(Path home, Signalbox signalbox) implements Engine {
  /// A person waits for the window to close, so answers have less time than in the terminal.
  private static final Duration DRAIN = Duration.ofSeconds(3);

  @Override
  public List<Problem> check(RoutingGraph graph) {
    var problems = new ArrayList<>(GraphCheck.check(graph, signalbox.plugins()::card));
    problems.addAll(signalbox.plugins().check(graph));
    problems.addAll(signalbox.plugins().problems());
    return problems;
  }

  @Override
  public Trace estimate(RoutingGraph graph, ChatRequest request, Client client) {
    return signalbox.rehearsal().of(graph, request, client, Given.NOTHING);
  }

  @Override
  public Trace ask(
      RoutingGraph graph,
      ChatRequest request,
      Client client,
      KeyConsent consent,
      Consumer<LiveRun.Told> told) {
    return new LiveRun(signalbox.exchange(consent), signalbox::router)
        .of(graph, request, client, told);
  }

  @Override
  public SuiteResult test(RoutingGraph graph, SuiteFile suite) {
    return new SuiteRun(signalbox.rehearsal()).of(graph, suite);
  }

  @Override
  public Store store() {
    return signalbox.store();
  }

  @Override
  public Discovery.Place keyOf(Provider provider) {
    return signalbox.discovery().keyOf(provider);
  }

  @Override
  public Listing models(Provider provider) {
    return signalbox.discovery().models(provider);
  }

  @Override
  public Listing models(Provider provider, String address) {
    return signalbox.discovery().models(provider, address, Duration.ofSeconds(3));
  }

  @Override
  public Key keyOf(Model model) {
    boolean played =
        signalbox
            .plugins()
            .provider(model.provider())
            .filter(each -> each.reach() == Provider.Reach.SIMULATED)
            .isPresent();
    return played ? Key.NOT_NEEDED : key(model);
  }

  private Key key(Model model) {
    return switch (signalbox.keyOf(model)) {
      case ExchangeContext.Key.Found found -> Key.FOUND;
      case ExchangeContext.Key.None none -> Key.NOT_NEEDED;
      case ExchangeContext.Key.Missing missing -> Key.MISSING;
      case ExchangeContext.Key.Unconfirmed unconfirmed -> Key.UNCONFIRMED;
    };
  }

  @Override
  public RoutingGraph simulated(RoutingGraph graph) {
    return Simulation.of(graph);
  }

  @Override
  public Door open(ProxySettings settings, List<RoutingGraph> graphs, KeyConsent consent) {
    var drained = settings.draining(DRAIN);
    var serving = signalbox.serve(drained, graphs, consent);
    return new Door() {
      @Override
      public URI address() {
        return serving.address();
      }

      @Override
      public void swap(List<RoutingGraph> others) {
        serving.swap(others);
      }

      @Override
      public List<RejectedRequest> refusals() {
        return serving.refusals();
      }

      @Override
      public void close() {
        serving.close();
        signalbox.store().ledger().flush();
      }
    };
  }
}
