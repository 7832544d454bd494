package io.signalbox.engine.dialect.gemini.client;

import static io.signalbox.engine.dialect.gemini.client.Values.VALUES;

import io.signalbox.engine.json.Cursor;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// How much a client wants the model to think, as the one word that other dialects have for it, and
/// whether it wants to see the thoughts. A level counts more than a budget. Belongs to one thread.
final class Thoughts {
  private static final Set<String> LEVELS = Set.of("minimal", "low", "medium", "high", "xhigh");
  private static final long LITTLE = 4096;
  private static final long MUCH = 16_000;

  private Optional<String> level = Optional.empty();
  private OptionalLong budget = OptionalLong.empty();
  private boolean shown;

  void read(Cursor cursor, String param) {
    Members.read(
        cursor,
        param,
        name -> {
          String where = Members.at(param, name);
          switch (name) {
            case "thinkingLevel" ->
                level = VALUES.text(cursor, where).map(word -> word.toLowerCase(Locale.ROOT));
            case "thinkingBudget" -> budget = VALUES.integer(cursor, where);
            case "includeThoughts" -> shown = VALUES.flag(cursor, where).orElse(false);
            default -> cursor.skip();
          }
        });
  }

  /// Empty if the model decides, as with a budget of -1.
  Optional<String> effort() {
    Optional<String> known = level.filter(LEVELS::contains);
    return known.isPresent() || budget.isEmpty() ? known : word(budget.getAsLong());
  }

  private static Optional<String> word(long tokens) {
    if (tokens < 0) {
      return Optional.empty();
    }
    String some = tokens < LITTLE ? "low" : tokens < MUCH ? "medium" : "high";
    return Optional.of(tokens == 0 ? "none" : some);
  }

  boolean areShown() {
    return shown;
  }
}
