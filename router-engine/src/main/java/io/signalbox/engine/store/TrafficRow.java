package io.signalbox.engine.store;

import io.signalbox.engine.catalog.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One request in a list of traffic. Immutable.
///
/// @param number its place in this home, from 1; never given twice while the request is kept
/// @param id the request's id, as in `x-request-id`
/// @param at when it came
/// @param graph the graph's name
/// @param app whose key it came with; may be empty
/// @param askedModel what the client asked for
/// @param model the model that answered; empty if none did
/// @param provider its provider; empty if none answered
/// @param path the nodes that it passed, with spaces between
/// @param status the HTTP status that the client got
/// @param millis from its arrival to its end
/// @param firstTokenMillis from its arrival to the first token
/// @param attempts calls and models that were passed over
/// @param promptTokens over all calls
/// @param completionTokens over all calls
/// @param usd what all calls cost; empty if unknown
/// @param simulated whether no provider was really called
/// @param error the trouble in words; empty if all went well
/// @param cachedTokens of the prompt's tokens, those that the provider had in its cache
public record TrafficRow(
    long number,
    String id,
    Instant at,
    String graph,
    String app,
    String askedModel,
    String model,
    String provider,
    String path,
    int status,
    long millis,
    OptionalLong firstTokenMillis,
    int attempts,
    long promptTokens,
    long completionTokens,
    Optional<Money> usd,
    boolean simulated,
    String error,
    long cachedTokens) {

  /// Where a list goes on below this row.
  public TrafficFilter.Position spot() {
    return new TrafficFilter.Position(at, number);
  }
}
