package io.signalbox.plugins.importer;

import io.signalbox.engine.workspace.config.SecretNames;
import java.util.Locale;
import java.util.Optional;

/// Tests of request headers as texts of CEL; empty where a graph does not see the header:
/// credentials, and what is no header but a part of the request's first line.
public final class HeaderTests {
  /// In which Envoy's AI gateway puts the model that a client asks for.
  private static final String MODEL_HEADER = "x-ai-eg-model";

  private HeaderTests() {}

  /// The header's value.
  public static Optional<String> signal(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    if (plain.equals(MODEL_HEADER)) {
      return Optional.of("model");
    }
    return plain.isEmpty() || plain.startsWith(":") || SecretNames.speaksOfKey(plain)
        ? Optional.empty()
        : Optional.of("headers[" + Cel.text(plain) + "]");
  }

  /// Whether it is a text.
  public static Optional<String> is(String name, String value) {
    return signal(name).map(each -> each + " == " + Cel.text(value));
  }

  /// Whether all of it matches a pattern of RE2.
  public static Optional<String> matches(String name, String pattern) {
    return signal(name).map(each -> each + ".matches(" + Cel.text("^(?:" + pattern + ")$") + ")");
  }

  /// Whether a part of it matches a pattern of RE2.
  public static Optional<String> finds(String name, String pattern) {
    return signal(name).map(each -> each + ".matches(" + Cel.text(pattern) + ")");
  }

  /// Whether a function of texts holds: `startsWith`, `endsWith`, `contains`.
  public static Optional<String> holds(String name, String function, String value) {
    return signal(name).map(each -> each + "." + function + "(" + Cel.text(value) + ")");
  }

  /// Whether it is there and says something.
  public static Optional<String> isThere(String name) {
    return signal(name).map(each -> each + " != \"\"");
  }
}
