package io.signalbox.app.backend;

import io.signalbox.engine.Discovery;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.exchange.KeyConsent;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.lab.SuiteResult;
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
import java.util.List;
import java.util.function.Consumer;

/// What the workbench asks of the engine. Everything here may take its time and is called in the
/// background. Safe for threads.
public interface Engine {
  /// Where the program keeps its own files; nothing is opened or made for it.
  Path home();

  /// What is wrong with a graph that could be read.
  List<Problem> check(RoutingGraph graph);

  /// The way of a request, worked out without asking anybody.
  ///
  /// @param graph a graph without errors
  Trace estimate(RoutingGraph graph, ChatRequest request, Client client);

  /// Sends a request for real; interrupting the thread gives it up.
  ///
  /// @param graph a graph without errors
  /// @param consent asked before a key goes to a server that was not confirmed for it
  /// @param told what is told while the answer comes, on the calling thread
  Trace ask(
      RoutingGraph graph,
      ChatRequest request,
      Client client,
      KeyConsent consent,
      Consumer<LiveRun.Told> told);

  /// Runs the tests of a graph.
  ///
  /// @param graph a graph without errors
  SuiteResult test(RoutingGraph graph, SuiteFile suite);

  /// What survives a restart: the ledger, budgets, providers' keys, apps' keys.
  ///
  /// @throws RuntimeException if it cannot be opened; its message says why
  Store store();

  /// Where the usual key of a provider is; only names are looked at.
  ///
  /// @throws RuntimeException if the keys cannot be read; its message says why
  Discovery.Place keyOf(Provider provider);

  /// Asks a provider for its models, with its usual key.
  Listing models(Provider provider);

  /// Asks a server on this machine for its models, without a key.
  ///
  /// @param address its base address
  Listing models(Provider provider, String address);

  /// Opens the proxy.
  ///
  /// @param graphs at least one, without errors; the first is the default
  /// @param consent asked before a key goes to a server that was not confirmed for it
  /// @throws RuntimeException if it cannot listen; its message says why and what to do
  Door open(ProxySettings settings, List<RoutingGraph> graphs, KeyConsent consent);

  /// Whether there is a key to ask a model with.
  Key keyOf(Model model);

  /// The same graph with every model simulated: no key, no network, no cost.
  RoutingGraph simulated(RoutingGraph graph);

  /// What is known of a model's key.
  enum Key {
    /// There is one.
    FOUND,
    /// Its provider wants none.
    NOT_NEEDED,
    /// It is wanted and not there.
    MISSING,
    /// Its owner has not confirmed that it may go to the model's server.
    UNCONFIRMED
  }

  /// A proxy that listens.
  interface Door extends AutoCloseable {
    /// Where clients find it.
    URI address();

    /// Puts other graphs in place of the present ones; requests under way keep theirs.
    void swap(List<RoutingGraph> graphs);

    /// Who was turned away lately, the newest first; at most a hundred.
    List<RejectedRequest> refusals();

    @Override
    void close();
  }
}
