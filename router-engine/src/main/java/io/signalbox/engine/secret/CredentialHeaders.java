package io.signalbox.engine.secret;

import java.util.Set;

/// The headers that usually carry keys and the like.
public final class CredentialHeaders {
  /// Names in lower case.
  public static final Set<String> NAMES =
      Set.of(
          "authorization",
          "proxy-authorization",
          "x-api-key",
          "x-goog-api-key",
          "api-key",
          "cookie");

  private CredentialHeaders() {}
}
