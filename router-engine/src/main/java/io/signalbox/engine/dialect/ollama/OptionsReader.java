package io.signalbox.engine.dialect.ollama;

import static io.signalbox.engine.dialect.ollama.Values.VALUES;

import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.json.Cursor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads `options`: what other APIs have too is a part of the request, the rest is kept by its name
/// (`options.num_ctx`), to be named as left out. Belongs to one thread.
final class OptionsReader {
  private static final String WHERE = "options";

  private final Map<String, String> extras;
  private OptionalInt maxTokens = OptionalInt.empty();
  private OptionalDouble temperature = OptionalDouble.empty();
  private OptionalDouble topP = OptionalDouble.empty();
  private List<String> stop = List.of();
  private OptionalLong seed = OptionalLong.empty();

  /// @param extras where the rest is kept
  OptionsReader(Map<String, String> extras) {
    this.extras = extras;
  }

  void read(Cursor cursor) {
    if (cursor.isNull()) {
      return;
    }
    VALUES.object(cursor, WHERE);
    while (cursor.nextMember()) {
      option(cursor, cursor.name(), WHERE + "." + cursor.name());
    }
  }

  private void option(Cursor cursor, String name, String param) {
    switch (name) {
      case "num_predict" -> maxTokens = limit(Values.whole(cursor, param));
      case "temperature" -> temperature = VALUES.number(cursor, param);
      case "top_p" -> topP = VALUES.number(cursor, param);
      case "stop" -> stop = Values.texts(cursor, param);
      case "seed" -> seed = Values.whole(cursor, param);
      default -> keep(param, cursor.raw());
    }
  }

  private void keep(String param, String json) {
    if (!json.equals("null")) {
      extras.put(param, json);
    }
  }

  /// Ollama's -1 and -2 mean that there is no limit but the context's.
  private static OptionalInt limit(OptionalLong asked) {
    boolean limited = asked.isPresent() && asked.getAsLong() > 0;
    return limited
        ? OptionalInt.of((int) Math.min(asked.getAsLong(), Integer.MAX_VALUE))
        : OptionalInt.empty();
  }

  Sampling sampling(Optional<String> effort) {
    return new Sampling(maxTokens, temperature, topP, stop, seed, effort);
  }
}
