package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.RequestRules;
import java.util.Map;

/// What one attempt asks of a model, before it is written in the provider's dialect. Immutable.
///
/// @param incoming the client's request as it came
/// @param call the request as the graph has made it, and for which model
/// @param card what is known of the model
record OutgoingRequest(IncomingRequest incoming, Move.Call call, ModelCard card) {

  /// For a provider.
  ///
  /// @param params members that the graph sets
  CallPlan at(Provider provider, Map<String, String> params) {
    var spoken = incoming.original().filter(body -> body.dialect().equals(provider.dialect()));
    return new CallPlan(
        call.request(),
        spoken.filter(body -> !call.rewritten()).map(IncomingRequest.Original::body),
        call.model().model(),
        params,
        provider.quirks(),
        rules(provider, call.model()),
        card.maxOutputTokens().orElse(0),
        spoken.isPresent() ? incoming.client().headers() : Map.of(),
        card.abilities().contains(Ability.REASONING));
  }

  /// Another server under the provider's dialect may take what the provider's own refuses.
  private static RequestRules rules(Provider provider, Model model) {
    boolean elsewhere = model.url().filter(url -> !url.equals(provider.baseUrl())).isPresent();
    return elsewhere
        ? provider.rules().elsewhere(model.model())
        : provider.rules().of(model.model());
  }
}
