package io.signalbox.engine.spi;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// How a request shows whose it is. A key goes to its provider's own address, or to a server that
/// its owner confirmed, in every form. Immutable, safe for threads.
public sealed interface Signing {
  /// `Authorization: Bearer KEY`.
  Signing BEARER = new Header("authorization", "Bearer ");

  /// The key itself in a header.
  ///
  /// @param name in lower case
  /// @param prefix what stands before the key
  record Header(String name, String prefix) implements Signing {}

  /// Headers that are worked out from the whole request, as a signature over it. What belongs to
  /// the place where the provider runs, as a region, is a member of the implementation.
  non-sealed interface OfRequest extends Signing {
    /// The names of the parts that its credentials have: `access_key_id`, `secret_access_key`. If
    /// there is more than one, a key is stored as `name=value` pairs with spaces between them.
    List<String> parts();

    /// The headers to be added. They replace those of the same name; headers that the connection is
    /// made of are left out.
    ///
    /// @param credentials with all parts
    Map<String, String> headers(Unsigned request, Credentials credentials);
  }

  /// A request before it is signed. The array is not copied and must not be changed.
  ///
  /// @param url the whole address as it is sent
  /// @param headers names in lower case
  /// @param body empty for a `GET`
  /// @param at when it is sent
  record Unsigned(String method, URI url, Map<String, String> headers, byte[] body, Instant at) {
    public Unsigned {
      headers = Map.copyOf(headers);
    }
  }
}
