package io.signalbox.engine.catalog;

/// What a window has seen so far, held and settled together.
///
/// @param usd money, held and settled
/// @param requests requests that were let in
/// @param tokens tokens, held and settled
/// @param held the part of the money that is held for requests in progress
/// @param heldTokens the part of the tokens that is held for requests in progress
public record WindowUsage(Money usd, long requests, long tokens, Money held, long heldTokens) {
  /// What a window has seen where nothing is held.
  public WindowUsage(Money usd, long requests, long tokens) {
    this(usd, requests, tokens, Money.ZERO, 0);
  }

  /// Nothing yet.
  public static final WindowUsage NONE = new WindowUsage(Money.ZERO, 0, 0);
}
