package io.signalbox.engine.dialect.responses;

import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientError;

/// Trouble in OpenAI's words.
final class ErrorWords {
  private static final String UNNAMED = "server_error";

  private ErrorWords() {}

  /// An answer that is nothing but an error.
  static JsonText body(ClientError error) {
    var json = new JsonText().open('{');
    write(json, error);
    return json.close('}');
  }

  /// The member `error` of such an answer, and of the event that tells of trouble.
  static void write(JsonText json, ClientError error) {
    json.name("error").open('{').member("message", error.message()).member("type", error.type());
    orNull(json, "param", error.param());
    orNull(json, "code", error.code());
    json.close('}');
  }

  private static void orNull(JsonText json, String name, String value) {
    if (value.isEmpty()) {
      json.rawMember(name, "null");
    } else {
      json.member(name, value);
    }
  }

  /// The member `error` of a response that failed, which has a code always.
  static void writeFailed(JsonText json, ClientError error) {
    json.name("error").open('{');
    json.member("code", error.code().isEmpty() ? UNNAMED : error.code());
    json.member("message", error.message()).close('}');
  }
}
