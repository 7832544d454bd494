package io.signalbox.engine.spi;

/// Trouble as a client is told of it. Immutable.
///
/// @param status the HTTP status
/// @param type a class in OpenAI's words, `invalid_request_error`; a dialect with words of its own
///   goes by the status
/// @param code a short name: `context_length_exceeded`; empty if there is none
/// @param message for a person; never holds a secret
/// @param param the member of the request that is meant; empty if none is
public record ClientError(int status, String type, String code, String message, String param) {
  /// An error that names no member.
  public static ClientError of(int status, String type, String code, String message) {
    return new ClientError(status, type, code, message, "");
  }
}
