package io.signalbox.engine.dialect.ollama;

import io.signalbox.engine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What Ollama says of its models and of itself. A graph has no file of weights, so there is
/// neither size nor time; its digest is one of its name, of which clients show the beginning.
final class ModelsText {
  /// The version of Ollama whose API this is, by which clients know what they may ask for.
  private static final String VERSION = "0.32.15";

  private static final String EPOCH = "1970-01-01T00:00:00Z";
  private static final String FAMILY = "signalbox";

  /// What a request may hold; which model gets it, the graph decides.
  private static final List<String> CAPABILITIES =
      List.of("completion", "tools", "vision", "thinking");

  private ModelsText() {}

  /// The list, as `/api/tags` has it.
  static byte[] list(List<String> ids) {
    var json = new JsonText().open('{').name("models").open('[');
    ids.forEach(id -> listed(json, id));
    return json.close(']').close('}').toBytes();
  }

  private static void listed(JsonText json, String id) {
    json.open('{').member("name", id).member("model", id).member("modified_at", EPOCH);
    json.member("size", 0).member("digest", digest(id));
    details(json).close('}');
  }

  /// One of it, as `/api/show` has it.
  static byte[] one(String id) {
    var json = new JsonText().open('{').member("modelfile", "").member("parameters", "");
    details(json.member("template", ""));
    json.name("model_info").open('{').member("general.architecture", FAMILY);
    json.member("general.basename", id).close('}').name("capabilities").open('[');
    CAPABILITIES.forEach(json::string);
    return json.close(']').member("modified_at", EPOCH).close('}').toBytes();
  }

  private static JsonText details(JsonText json) {
    json.name("details").open('{').member("parent_model", "").member("format", "");
    json.member("family", FAMILY).name("families").open('[').string(FAMILY).close(']');
    return json.member("parameter_size", "").member("quantization_level", "").close('}');
  }

  /// The models in this machine's memory: the proxy has none.
  static byte[] running() {
    return new JsonText().open('{').name("models").open('[').close(']').close('}').toBytes();
  }

  static byte[] version() {
    return new JsonText().open('{').member("version", VERSION).close('}').toBytes();
  }

  private static String digest(String id) {
    try {
      byte[] name = id.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
