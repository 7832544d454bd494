package io.signalbox.engine.cli.command;

import io.signalbox.engine.exchange.Egress;
import io.signalbox.engine.exchange.Exchange;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.RouteSimulation;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.proxy.RejectedRequest;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.upstream.Script;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// What the commands ask of the program. Parts are made when they are first asked for, so a command
/// that only reads a graph opens no database. Safe for threads.
public interface Engine extends AutoCloseable {
  /// Makes an engine for a home directory.
  @FunctionalInterface
  interface Opening {
    /// Nothing is opened or made yet.
    Engine at(Path home);
  }

  /// Providers, models and exporters.
  Plugins plugins();

  /// Works out ways without asking anybody.
  RouteSimulation rehearsal();

  /// What survives a restart.
  ///
  /// @throws EngineException if it cannot be opened
  Store store();

  /// Carries requests out for real.
  Exchange exchange();

  /// The decisions of a graph.
  Router router(RoutingGraph graph);

  /// Where the requests of a graph go, and with which keys. Nothing is sent and no name looked up.
  List<Egress> egress(RoutingGraph graph);

  /// The providers whose usual key has this name.
  List<Provider> owners(String key);

  /// Says how simulated models behave; before the first request.
  ///
  /// @param pace 1 for the models' typical speed, 0 for at once
  void simulate(Script script, double pace);

  /// Begins to make what serving needs, on threads of its own, while the caller still reads graphs.
  void prepare();

  /// Opens the door.
  ///
  /// @param graphs at least one; the first is the default
  Serving serve(ProxySettings settings, List<RoutingGraph> graphs);

  @Override
  void close();

  /// An open door.
  interface Serving extends AutoCloseable {
    /// Where clients find it.
    URI address();

    /// Puts other graphs in place of the present ones; requests under way keep theirs.
    void swap(List<RoutingGraph> graphs);

    /// Who was turned away at the door lately, the newest first.
    List<RejectedRequest> refusals();

    /// Lets answers end no longer while it is being closed.
    void hurry();

    /// Takes no connection any more, lets answers end for a while, ends the others and tells their
    /// clients. All are in the ledger's queue when it returns.
    @Override
    void close();
  }
}
