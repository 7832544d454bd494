package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ErrorReason;
import io.signalbox.engine.spi.ProxyError;

/// An error in OpenAI's words, the same before the first byte of an answer and after it.
public final class ErrorWords {
  private ErrorWords() {}

  /// An answer, or an event, that is nothing but an error.
  public static JsonText body(ClientError error) {
    var json = new JsonText().open('{');
    write(json, error);
    return json.close('}');
  }

  /// The member `error`.
  public static void write(JsonText json, ClientError error) {
    json.name("error").open('{').member("message", error.text()).member("type", type(error));
    orNull(json.name("param"), param(error));
    orNull(json.name("code"), code(error));
    json.close('}');
  }

  private static String param(ClientError error) {
    return error.reason() instanceof ErrorReason.Failed failed && isOurs(failed)
        ? failed.own().param()
        : error.param();
  }

  /// Whether the provider said it in these words.
  private static boolean isOurs(ErrorReason.Failed failed) {
    return failed.own().dialect().equals(OpenAiApi.ID);
  }

  private static void orNull(JsonText json, String value) {
    if (value.isEmpty()) {
      json.raw("null");
    } else {
      json.string(value);
    }
  }

  /// What kind of error OpenAI's clients take it for.
  private static String type(ClientError error) {
    return switch (error.reason()) {
      case ErrorReason.Malformed malformed -> "invalid_request_error";
      case ErrorReason.Failed failed ->
          failed.kind() == FailureClass.OUT_OF_CREDIT ? "insufficient_quota" : type(error.status());
      case ProxyError.INVALID_API_KEY -> "authentication_error";
      case ProxyError.ORIGIN_NOT_ALLOWED -> "invalid_request_error";
      case ProxyError proxy -> type(error.status());
    };
  }

  private static String type(int status) {
    return switch (status) {
      case 429 -> "rate_limit_error";
      case 403 -> "permission_error";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }

  /// The code: OpenAI's own where it has one.
  public static String code(ClientError error) {
    return switch (error.reason()) {
      case ErrorReason.Malformed malformed -> malformed.code();
      case ErrorReason.Failed failed ->
          isOurs(failed) && isTold(failed.kind()) && !failed.own().code().isEmpty()
              ? failed.own().code()
              : code(failed.kind());
      case ProxyError proxy -> proxy.code();
    };
  }

  /// Whether the provider's own code is told. Of the others, clients know OpenAI's code and no
  /// other, or it would name a key that is not theirs.
  private static boolean isTold(FailureClass kind) {
    return switch (kind) {
      case BAD_REQUEST, OUT_OF_CREDIT, MODEL_NOT_FOUND, CONTENT_FILTERED, RATE_LIMITED -> true;
      case OVERLOADED,
          SERVER_ERROR,
          TIMEOUT,
          UNREACHABLE,
          CONTEXT_TOO_LONG,
          UNAUTHORIZED,
          INTERRUPTED ->
          false;
    };
  }

  private static String code(FailureClass kind) {
    return switch (kind) {
      case RATE_LIMITED -> "rate_limit_exceeded";
      case CONTEXT_TOO_LONG -> "context_length_exceeded";
      case CONTENT_FILTERED -> "content_filter";
      case OVERLOADED -> "server_is_overloaded";
      case OUT_OF_CREDIT -> "insufficient_quota";
      case SERVER_ERROR,
          TIMEOUT,
          UNREACHABLE,
          MODEL_NOT_FOUND,
          UNAUTHORIZED,
          BAD_REQUEST,
          INTERRUPTED ->
          kind.id();
    };
  }
}
