package io.signalbox.engine.spi;

import java.util.List;
import java.util.Map;

/// A call as it goes out. The array is not copied and must not be changed.
///
/// @param path what follows the base address, with a slash at its start
/// @param headers besides those for the key and the content type
/// @param body JSON
/// @param verbatim whether the body is the client's own, so that the reply may be passed on as it
///   is
/// @param losses what could not be carried over, for people
public record ProviderCall(
    String path, Map<String, String> headers, byte[] body, boolean verbatim, List<String> losses) {
  public ProviderCall {
    headers = Map.copyOf(headers);
    losses = List.copyOf(losses);
  }
}
