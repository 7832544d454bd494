package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Credentials;
import io.signalbox.engine.spi.Signing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Request;

/// Puts a key where a provider looks for it: into a header, or into those that a dialect's own
/// signing makes of the whole request. The address was judged before and is not changed. A key that
/// is exchanged for a token is not sent itself: see [AccessTokens].
///
/// @param provider the provider's id
/// @param signing how
/// @param key what is shown; empty: nothing
record KeyHeaders(String provider, Signing signing, Optional<Secret> key) {
  /// Headers that the connection itself is made of, which must not be set elsewhere.
  static final Set<String> CONNECTION =
      Set.of(
          "host",
          "content-length",
          "content-type",
          "transfer-encoding",
          "connection",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "accept-encoding");

  KeyHeaders(UpstreamCall call) {
    this(call.provider().id(), call.signing(), call.key());
  }

  /// Why the key cannot be sent; empty if it can.
  Optional<Failure> refusal() {
    return shown().flatMap(this::refusal);
  }

  private Optional<Secret> shown() {
    return key.filter(each -> !each.isEmpty());
  }

  /// The form of its key.
  Signing form() {
    return shown().map(each -> Signing.of(signing, each)).orElse(signing);
  }

  private Optional<Failure> refusal(Secret shown) {
    return switch (form()) {
      case Signing.Header header -> isPlain(shown) ? Optional.empty() : Optional.of(unclean());
      case Signing.InParts own -> refusal(own.credentials(shown), own);
      case Signing.ByForm both -> throw new IllegalStateException("has a form");
    };
  }

  private Optional<Failure> refusal(Credentials credentials, Signing.InParts own) {
    List<String> parts = own.parts();
    for (String part : parts) {
      var value = credentials.part(part);
      if (value.isEmpty()) {
        return Optional.of(
            failure(
                "has no part "
                    + part
                    + "; write it as name=value pairs with spaces between them: "
                    + String.join("=… ", parts)
                    + "=…"));
      }
      if (own instanceof Signing.OfRequest && !isPlain(value.get())) {
        return Optional.of(unclean());
      }
    }
    return Optional.empty();
  }

  private static boolean isPlain(Secret value) {
    return Outgoing.isPlain(value.reveal());
  }

  private Failure unclean() {
    return failure("contains a line break or another invalid character; set it again");
  }

  private Failure failure(String what) {
    return Failure.of(
        FailureClass.UNAUTHORIZED, 0, "The key of provider " + provider + " " + what + ".");
  }

  /// The request with its key.
  ///
  /// @throws SigningException if the dialect's own signing cannot sign it
  Request sign(Request.Builder request, byte[] body, Instant at) throws SigningException {
    Optional<Secret> shown = shown();
    if (shown.isEmpty()) {
      return request.build();
    }
    return switch (form()) {
      case Signing.Header header ->
          request.header(header.name(), header.prefix() + shown.get().reveal()).build();
      case Signing.OfRequest own -> signed(request.build(), own, body, at);
      case Signing.OfToken own -> throw new IllegalStateException("is exchanged before");
      case Signing.ByForm both -> throw new IllegalStateException("has a form");
    };
  }

  private Request signed(Request request, Signing.OfRequest own, byte[] body, Instant at)
      throws SigningException {
    var builder = request.newBuilder();
    for (var header : headers(request, own, body, at).entrySet()) {
      if (!Outgoing.isHeader(header.getKey(), header.getValue())) {
        throw new SigningException(provider);
      }
      if (!CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        builder.header(header.getKey(), header.getValue());
      }
    }
    return builder.build();
  }

  private Map<String, String> headers(
      Request request, Signing.OfRequest own, byte[] body, Instant at) throws SigningException {
    var headers = new LinkedHashMap<String, String>();
    request
        .headers()
        .names()
        .forEach(name -> headers.put(lower(name), request.headers().get(name)));
    var unsigned = new Signing.Unsigned(request.method(), request.url().uri(), headers, body, at);
    try {
      return own.headers(unsigned, own.credentials(shown().orElseThrow()));
    } catch (RuntimeException | LinkageError e) {
      // Whose message could hold anything.
      throw new SigningException(provider);
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// A request could not be signed by the dialect of its provider.
  static final class SigningException extends Exception {
    private static final long serialVersionUID = 1L;

    SigningException(String provider) {
      super("The plug-in of provider " + provider + " could not sign the request; update it.");
    }
  }

  /// What of the key must not be repeated.
  List<Secret> secrets() {
    return shown().map(this::secrets).orElse(List.of());
  }

  private List<Secret> secrets(Secret whole) {
    return switch (form()) {
      case Signing.Header header -> List.of(whole);
      case Signing.InParts own -> {
        var credentials = own.credentials(whole);
        yield Stream.concat(own.parts().stream(), own.optionalParts().stream())
            .flatMap(part -> credentials.part(part).stream())
            .toList();
      }
      case Signing.ByForm both -> throw new IllegalStateException("has a form");
    };
  }
}
