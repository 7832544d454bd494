package io.signalbox.app.connect;

import java.util.Locale;
import java.util.Optional;

/// A program that can use the proxy. Lines hold `{base}`, for clients of Anthropic's Messages and
/// of Gemini's API `{root}`, the same without `/v1`, `{model}` and `{key}` where those go.
/// Immutable.
///
/// @param kind `agent`, `editor`, `library`, `chat` or `terminal`
/// @param name how people call it
/// @param place where the lines go: a file, or what is done with them
/// @param lines what goes there
/// @param start how it is started; may be empty
/// @param note what else is to be known; may be empty
record ClientApp(String kind, String name, String place, String lines, String start, String note) {
  static final String OPENCODE = "opencode";

  String id() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
  }

  /// Its file, below the user's directory, if the lines are all that has to be in it.
  Optional<String> file() {
    return name.equals(OPENCODE) ? Optional.of(".config/opencode/opencode.json") : Optional.empty();
  }

  /// The lines for one proxy and key.
  static String filled(String lines, String base, String model, String key) {
    return lines
        .replace("{base}", base)
        .replace("{root}", base.replaceFirst("/v1$", ""))
        .replace("{model}", model)
        .replace("{key}", key);
  }
}
