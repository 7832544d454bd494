package io.signalbox.engine.dialect.anthropic;

/// Anthropic's Messages API.
public final class AnthropicApi {
  /// The dialect's id.
  public static final String ID = "anthropic";

  /// The id of the dialect of counts.
  public static final String COUNTING = "anthropic-count";

  /// The header that names the version of the API.
  public static final String VERSION = "anthropic-version";

  /// The version that is spoken here.
  public static final String SPOKEN = "2023-06-01";

  private AnthropicApi() {}
}
