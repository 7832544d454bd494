package io.signalbox.engine;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.upstream.LiveUpstream;
import io.signalbox.engine.upstream.local.ContextQuery;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What is found out of models here, beside what providers publish: the contexts with which servers
/// of this machine run them, and how their providers count tokens. Safe for threads.
final class ModelFindings implements AutoCloseable {
  private final Lazy<LocalContexts> contexts;
  private final Lazy<LearnedShares> shares;

  ModelFindings(
      Path home, InstantSource clock, Supplier<Plugins> plugins, Supplier<LiveUpstream> upstream) {
    this.shares = new Lazy<>(() -> new LearnedShares(home, clock));
    this.contexts =
        new Lazy<>(() ->
            new LocalContexts(
                plugins.get()::provider,
                ContextQuery.KNOWN,
                (provider, address, models) ->
                    upstream.get().localContexts().contexts(provider, address, models),
                task -> Thread.ofVirtual().name("ask-local-server").start(task),
                clock));
  }

  /// A model's card with what was found out.
  ModelCard over(Model model, ModelCard card) {
    return shares.get().over(model, contexts.get().over(model, card));
  }

  /// Asks the servers of a graph's models on this machine.
  void look(RoutingGraph graph) {
    contexts.get().look(graph);
  }

  /// How providers count tokens.
  LearnedShares shares() {
    return shares.get();
  }

  @Override
  public void close() {
    shares.ifMade(LearnedShares::close);
  }
}
