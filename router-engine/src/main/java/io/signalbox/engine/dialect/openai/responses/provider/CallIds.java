package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.dialect.openai.ShortIds;

/// Ids of calls, which this API takes up to a length. The same id gives the same one always, so
/// that a call and its result stay together.
final class CallIds {
  /// Source: OpenAI's description of its API, 2026-08-21.
  private static final int LONGEST = 64;

  private CallIds() {}

  static String of(String id) {
    return id.length() <= LONGEST ? id : ShortIds.digest(id);
  }
}
