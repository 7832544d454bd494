package io.signalbox.engine.upstream.probe;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A request as it is sent. The array is not copied and must not be changed.
///
/// @param path what follows the base address, with a slash at its start
/// @param headers besides the key's
/// @param body of a `POST`; empty for a `GET`
/// @param keyHeader where the key stands, in lower case
/// @param keyPrefix what stands before the key there
/// @param frames after so many frames of a stream the connection is closed; empty: it is read to
///   its end
public record ProbeRequest(
    String path,
    Map<String, String> headers,
    Optional<byte[]> body,
    String keyHeader,
    String keyPrefix,
    OptionalInt frames) {
  public ProbeRequest {
    headers = Map.copyOf(headers);
  }

  /// A `GET` with a bearer's key.
  public static ProbeRequest get(String path) {
    return new ProbeRequest(
        path, Map.of(), Optional.empty(), "authorization", "Bearer ", OptionalInt.empty());
  }

  /// A `POST` of JSON with a bearer's key.
  public static ProbeRequest post(String path, byte[] body) {
    return new ProbeRequest(
        path, Map.of(), Optional.of(body), "authorization", "Bearer ", OptionalInt.empty());
  }

  /// The same with the key in another header.
  public ProbeRequest keyed(String header, String prefix) {
    return new ProbeRequest(path, headers, body, header, prefix, frames);
  }

  /// The same with headers.
  public ProbeRequest with(Map<String, String> more) {
    return new ProbeRequest(path, more, body, keyHeader, keyPrefix, frames);
  }

  /// The same, given up after so many frames.
  public ProbeRequest leavingAfter(int number) {
    return new ProbeRequest(path, headers, body, keyHeader, keyPrefix, OptionalInt.of(number));
  }
}
