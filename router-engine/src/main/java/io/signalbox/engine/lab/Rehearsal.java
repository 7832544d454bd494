package io.signalbox.engine.lab;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.exchange.Exchange;
import io.signalbox.engine.exchange.Inquiry;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.exchange.Surroundings;
import io.signalbox.engine.exchange.Wellness;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.route.Client;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderSide;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.ScriptedUpstream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// Works out which way a request would go and what it would cost, without asking anybody. Safe for
/// threads.
public final class Rehearsal {
  private final Function<String, Optional<Provider>> providers;
  private final Function<String, Optional<ProviderSide>> dialects;
  private final Function<Model, ModelCard> cards;
  private final InstantSource clock;

  /// @param providers by id
  /// @param dialects how providers are asked, by dialect
  /// @param cards what is known of models
  /// @param clock for rehearsals that are not told the moment
  public Rehearsal(
      Function<String, Optional<Provider>> providers,
      Function<String, Optional<ProviderSide>> dialects,
      Function<Model, ModelCard> cards,
      InstantSource clock) {
    this.providers = providers;
    this.dialects = dialects;
    this.cards = cards;
    this.clock = clock;
  }

  /// The way of a request in a world as given, fully explained.
  ///
  /// @param graph a graph without errors
  public Trace of(RoutingGraph graph, ChatRequest request, Client client, Given given) {
    Instant moment = given.at().orElseGet(clock::instant);
    var world = new GivenWorld(given, moment);
    var around =
        new Surroundings(
            new ScriptedUpstream(given.failures()),
            world,
            world,
            Wellness.NONE,
            providers,
            dialects,
            model -> new Surroundings.Key.None(),
            time -> {},
            trace -> {});
    var inquiry = new Inquiry("rehearsal-" + given.seed(), request, Optional.empty(), client, true);
    return new Exchange(around).run(new Router(graph, cards), inquiry, ReplySink.NOBODY).trace();
  }
}
