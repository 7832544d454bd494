package io.signalbox.engine.dialect.anthropic;

/// Anthropic's Messages API.
final class AnthropicApi {
  /// The dialect's id.
  static final String ID = "anthropic";

  /// The header that names the version of the API.
  static final String VERSION = "anthropic-version";

  /// The version that is spoken here.
  static final String SPOKEN = "2023-06-01";

  private AnthropicApi() {}
}
