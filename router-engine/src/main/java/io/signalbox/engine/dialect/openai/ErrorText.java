package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientError;

/// An error in OpenAI's shape.
final class ErrorText {
  private ErrorText() {}

  static JsonText of(ClientError error) {
    var json = new JsonText().open('{').name("error").open('{');
    json.member("message", error.message()).member("type", error.type());
    orNull(json.name("param"), error.param());
    orNull(json.name("code"), error.code());
    return json.close('}').close('}');
  }

  private static void orNull(JsonText json, String value) {
    if (value.isEmpty()) {
      json.raw("null");
    } else {
      json.string(value);
    }
  }
}
