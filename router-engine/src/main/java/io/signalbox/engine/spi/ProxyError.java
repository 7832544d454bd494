package io.signalbox.engine.spi;

import java.util.Locale;

/// What the proxy itself refuses or cannot do, without a provider's part in it.
public enum ProxyError implements ErrorReason {
  /// A `reject` node of the graph.
  REJECTED,
  STORE_UNAVAILABLE,
  SHUTTING_DOWN,
  OVERLOADED,
  INTERNAL,
  UNSUPPORTED_ENCODING,
  UNSUPPORTED_MEDIA_TYPE,
  MISDIRECTED_REQUEST,
  TOO_MANY_HEADERS,
  ORIGIN_NOT_ALLOWED,
  BODY_TOO_LARGE,
  UNEXPECTED_BODY,
  INVALID_API_KEY,
  INVALID_METADATA,
  /// Feedback on a request that the app has not made.
  REQUEST_NOT_FOUND,
  /// Feedback on one metric too many.
  TOO_MANY_METRICS,
  MODEL_NOT_FOUND,
  UNKNOWN_URL,
  METHOD_NOT_ALLOWED,
  NOT_IMPLEMENTED,
  /// HTTP that is broken, which has a status and no code.
  BAD_HTTP;

  /// The code in lower case with underscores; empty for [#BAD_HTTP].
  public String code() {
    return this == BAD_HTTP ? "" : name().toLowerCase(Locale.ROOT);
  }
}
