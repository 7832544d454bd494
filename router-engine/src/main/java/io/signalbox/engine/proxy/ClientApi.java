package io.signalbox.engine.proxy;

import io.signalbox.engine.spi.ClientSide;
import io.signalbox.engine.spi.Dialect;

/// A dialect as clients come with it.
///
/// @param dialect its id
/// @param side how they are understood and answered
record ClientApi(String dialect, ClientSide side) {
  /// OpenAI's Chat Completions.
  static final String OPENAI = Dialect.OPENAI;

  /// Anthropic's Messages.
  static final String ANTHROPIC = Dialect.ANTHROPIC;

  /// OpenAI's Responses.
  static final String RESPONSES = Dialect.RESPONSES;
}
