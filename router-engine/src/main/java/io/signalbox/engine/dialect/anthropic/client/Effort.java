package io.signalbox.engine.dialect.anthropic.client;

import static io.signalbox.engine.dialect.anthropic.client.Values.VALUES;

import io.signalbox.engine.json.Cursor;
import java.util.Optional;

/// How much a client wants the model to think, as the one word that other dialects have for it.
/// What it says in words counts more than a budget. Belongs to one thread.
final class Effort {
  private static final long LITTLE = 4096;
  private static final long MUCH = 16_000;

  private Optional<String> said = Optional.empty();
  private Optional<String> fromBudget = Optional.empty();

  /// The client's own word, if it has one.
  void say(Optional<String> word) {
    said = word;
  }

  /// Reads the members of `thinking`.
  void readThinking(Cursor cursor) {
    String type = "";
    long budget = 0;
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "type" -> type = VALUES.required(cursor, "thinking.type");
        case "budget_tokens" -> budget = cursor.count();
        default -> cursor.skip();
      }
    }
    if (type.isEmpty()) {
      throw BodyErrors.missing("thinking.type");
    }
    fromBudget = type.equals("enabled") ? Optional.of(word(budget)) : Optional.empty();
  }

  private static String word(long budget) {
    return budget < LITTLE ? "low" : budget < MUCH ? "medium" : "high";
  }

  Optional<String> word() {
    return said.or(() -> fromBudget);
  }
}
