package io.signalbox.app.tryout;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.fx.Background;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.KeyApproval;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.Given;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.SuiteCase;
import java.util.function.Consumer;

/// Sends requests of the user's own through a graph, or works out where they would go. For the UI
/// thread.
///
/// @param consent asked before a key goes to a server that was not confirmed for it
public record LiveCalls(Installation installation, KeyApproval consent, Background background) {

  /// Sends requests one by one.
  public LiveRun live() {
    return installation.engine().live(consent);
  }

  /// Sends a request; providers are called and cost what they cost.
  ///
  /// @param graph a graph without errors
  public LiveCall start(RoutingGraph graph, ChatRequest request, Client client) {
    return LiveCall.start(this, graph, request, client, SuiteCase.Fixture.NOTHING);
  }

  /// Sends what somebody composed into the world that it supposes; nothing of it is recorded if
  /// that is not the real one.
  ///
  /// @param graph a graph without errors
  LiveCall play(RoutingGraph graph, RequestDraft ask) {
    return LiveCall.start(this, graph, ask.request(), ask.client(), ask.supposed());
  }

  private Trace estimated(RoutingGraph graph, RequestDraft ask) {
    Engine engine = installation.engine();
    return ask.isSupposing()
        ? engine.rehearsal().of(graph, ask.request(), ask.client(), Given.of(ask.supposed()))
        : engine.estimate(graph, ask.request(), ask.client());
  }

  /// Works out the route of a request; no provider is called.
  ///
  /// @param graph a graph without errors
  public Background.Stop estimate(
      RoutingGraph graph, RequestDraft ask, Consumer<Trace> then, Consumer<Exception> trouble) {
    return background.run(() -> estimated(graph, ask), then, trouble);
  }
}
