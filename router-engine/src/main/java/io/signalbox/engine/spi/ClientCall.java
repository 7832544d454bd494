package io.signalbox.engine.spi;

import java.util.Map;

/// What a client sent to one of its dialect's routes. The array is not copied and must not be
/// changed.
///
/// @param route where
/// @param parameters what stands for the parameters of the route's path, decoded
/// @param query the query as it came, without `?`; empty if there is none
/// @param headers names in lower case, without credentials
/// @param body JSON
public record ClientCall(
    ClientRoute route,
    Map<String, String> parameters,
    String query,
    Map<String, String> headers,
    byte[] body) {
  public ClientCall {
    parameters = Map.copyOf(parameters);
    headers = Map.copyOf(headers);
  }

  /// A body alone, as it stands in a file.
  public static ClientCall of(ClientRoute.Asks asks, byte[] body) {
    return new ClientCall(ClientRoute.post("/file", asks), Map.of(), "", Map.of(), body);
  }
}
