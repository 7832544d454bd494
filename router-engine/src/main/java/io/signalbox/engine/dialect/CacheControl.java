package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.json.Cursor;
import java.util.Optional;

/// The member of a part, a message or a tool in which clients and providers of several dialects say
/// up to where a conversation is cached. Sources: Anthropic's page on prompt caching, OpenRouter's
/// and Alibaba's on the same, read 2026-11.
public final class CacheControl {
  /// Its name.
  public static final String MEMBER = "cache_control";

  private CacheControl() {}

  /// The mark at the cursor; empty if it is no object.
  public static Optional<Part.CacheMark> read(Cursor cursor) {
    if (!cursor.isObject()) {
      cursor.skip();
      return Optional.empty();
    }
    return Optional.of(new Part.CacheMark(cursor.raw()));
  }
}
