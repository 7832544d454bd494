package io.signalbox.engine.spi;

import io.signalbox.engine.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  /// One of two forms, as the key has it.
  ///
  /// @param parted for keys that it takes
  /// @param whole for all others
  record ByForm(InParts parted, Signing whole) implements Signing {}

  /// The form for a key.
  static Signing of(Signing signing, Secret key) {
    return switch (signing) {
      case ByForm both ->
          both.parted.takes(both.parted.credentials(key)) ? both.parted : of(both.whole, key);
      case Header header -> header;
      case OfRequest own -> own;
      case OfToken own -> own;
    };
  }

  /// With a key that may have several parts.
  sealed interface InParts extends Signing permits OfRequest, OfToken {
    /// The names of the parts that its credentials have: `access_key_id`, `secret_access_key`. If
    /// there is more than one, a key is stored as `name=value` pairs with spaces between them.
    List<String> parts();

    /// The names of further parts that they may have.
    default List<String> optionalParts() {
      return List.of();
    }

    /// Whether a key has this form: whether it names one of the parts.
    default boolean takes(Credentials credentials) {
      return parts().stream().anyMatch(part -> credentials.part(part).isPresent());
    }

    /// The parts of a key.
    default Credentials credentials(Secret key) {
      return Credentials.of(
          key, Stream.concat(parts().stream(), optionalParts().stream()).toList());
    }
  }

  /// Headers that are worked out from the whole request, as a signature over it. What belongs to
  /// the place where the provider runs, as a region, is told by the request's address.
  non-sealed interface OfRequest extends Signing, InParts {
    /// The headers to be added. They replace those of the same name; headers that the connection is
    /// made of are left out.
    ///
    /// @param credentials with all parts
    Map<String, String> headers(Unsigned request, Credentials credentials);
  }

  /// A token that the key is exchanged for, as OAuth 2.0 has it (RFC 6749); it goes out as `Bearer`
  /// until shortly before it expires.
  non-sealed interface OfToken extends Signing, InParts {
    /// What is sent for a token.
    ///
    /// @param credentials with all parts
    /// @param at when
    TokenCall exchange(Credentials credentials, Instant at);
  }

  /// A `POST` of a form that is answered with a token.
  ///
  /// @param url https, or a server on this machine
  /// @param form the fields by name, not yet encoded; they hold secrets
  record TokenCall(String url, Map<String, String> form) {
    public TokenCall {
      form = Map.copyOf(form);
    }

    @Override
    public String toString() {
      return "TokenCall[" + url + "]";
    }
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
