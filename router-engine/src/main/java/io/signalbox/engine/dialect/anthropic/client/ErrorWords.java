package io.signalbox.engine.dialect.anthropic.client;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProxyError;
import java.util.Locale;

/// Trouble in the words of the Messages API: `{"type":"error","error":{"type","message"},
/// "request_id"}`. The types are those that [Failures] reads.
final class ErrorWords {
  private static final int OVERLOADED = 529;
  private static final int BILLING = 402;

  private ErrorWords() {}

  /// The API has a status of its own for a provider that is overloaded, and one for credit that is
  /// used up. A status that the graph says stays.
  static int status(ClientError error) {
    if (error.isOf(FailureClass.OUT_OF_CREDIT)) {
      return BILLING;
    }
    boolean said = error.reason() == ProxyError.REJECTED;
    return error.status() == 503 && !said ? OVERLOADED : error.status();
  }

  /// @param request the request's id; empty if there is none
  static JsonText body(ClientError error, String request) {
    var json = new JsonText().open('{').member("type", "error").name("error").open('{');
    json.member("type", type(status(error))).member("message", message(error)).close('}');
    if (!request.isEmpty()) {
      json.member("request_id", request);
    }
    return json.close('}');
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case BILLING -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503, OVERLOADED -> "overloaded_error";
      case 504 -> "timeout_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }

  /// Clients know by these words, and by nothing else, that they must shorten the conversation.
  private static String message(ClientError error) {
    boolean tooLong = error.isOf(FailureClass.CONTEXT_TOO_LONG);
    String text = error.text();
    boolean said = text.toLowerCase(Locale.ROOT).contains("prompt is too long");
    return tooLong && !said ? "prompt is too long: " + text : text;
  }
}
