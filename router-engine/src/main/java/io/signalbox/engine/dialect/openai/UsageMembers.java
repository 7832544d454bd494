package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.json.Cursor;
import java.math.BigDecimal;
import java.util.Optional;

/// A `usage` object of any OpenAI-like provider. Cached tokens, and those written to a cache, have
/// several spellings: OpenAI's, Alibaba's (`cache_creation` with the life of each), LiteLLM's;
/// reasoning tokens are inside the completion tokens except at xAI (recorded: 12 + 2 + 340 = 354);
/// cached tokens have been seen above the prompt's.
public final class UsageMembers {
  /// Larger totals say nothing.
  private static final long MOST = 100_000_000;

  private long prompt;
  private long completion;
  private long total;
  private long cached;
  private long written;
  private long hour;
  private long reasoning;
  private Optional<BigDecimal> cost = Optional.empty();

  private UsageMembers() {}

  /// The usage at the cursor; empty if it is no object.
  ///
  /// @param apart whether the provider counts reasoning apart from the completion
  public static Optional<Usage> read(Cursor cursor, boolean apart) {
    if (!cursor.isObject()) {
      cursor.skip();
      return Optional.empty();
    }
    var members = new UsageMembers();
    while (cursor.nextMember()) {
      members.take(cursor);
    }
    return Optional.of(members.sum(apart));
  }

  private void take(Cursor cursor) {
    switch (cursor.name()) {
      case "prompt_tokens" -> prompt = cursor.count();
      case "completion_tokens" -> completion = cursor.count();
      case "total_tokens" -> total = cursor.count();
      case "prompt_tokens_details", "prompt_token_details", "completion_tokens_details" ->
          details(cursor);
      case "num_cached_tokens",
          "cached_tokens",
          "prompt_cache_hit_tokens",
          "cache_read_input_tokens" ->
          cached = Math.max(cached, cursor.count());
      case "cache_creation_input_tokens" -> written = Math.max(written, cursor.count());
      case "cost" -> cost = cursor.amount();
      default -> cursor.skip();
    }
  }

  private void details(Cursor cursor) {
    if (!cursor.isObject()) {
      cursor.skip();
      return;
    }
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "cached_tokens" -> cached = Math.max(cached, cursor.count());
        case "cache_write_tokens", "cache_creation_tokens", "cache_creation_input_tokens" ->
            written = Math.max(written, cursor.count());
        case "cache_creation", "cache_creation_token_details" -> writes(cursor);
        case "reasoning_tokens" -> reasoning = cursor.count();
        default -> cursor.skip();
      }
    }
  }

  /// What was written for how long.
  private void writes(Cursor cursor) {
    if (!cursor.isObject()) {
      cursor.skip();
      return;
    }
    long minutes = 0;
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "ephemeral_5m_input_tokens" -> minutes = cursor.count();
        case "ephemeral_1h_input_tokens" -> hour = cursor.count();
        default -> cursor.skip();
      }
    }
    written = Math.max(written, minutes + hour);
  }

  private Usage sum(boolean apart) {
    long all = completion(apart);
    long asked = prompt > 0 ? prompt : rest(all);
    long answered = all + rest(asked + all);
    long read = Math.min(cached, asked);
    long wrote = Math.min(written, asked - read);
    long forHour = Math.min(hour, wrote);
    return new Usage(
        asked, read, wrote - forHour, forHour, answered, Math.min(reasoning, answered), cost);
  }

  /// More thinking than completion cannot be inside it.
  private long completion(boolean apart) {
    boolean inside = total == prompt + completion && reasoning <= completion;
    boolean outside =
        !inside && (apart || total == prompt + completion + reasoning || reasoning > completion);
    return outside ? completion + reasoning : completion;
  }

  /// What the total has beyond the parts: Gemini's compatible API tells of thinking nowhere else.
  private long rest(long parts) {
    return total <= MOST ? Math.max(0, total - parts) : 0;
  }
}
