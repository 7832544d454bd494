package io.signalbox.engine.store;

import java.time.Instant;
import java.util.List;

/// The servers that the owner of the providers' keys has confirmed for each of them. A key is known
/// by its name, whether it lies in the vault or in the environment; a server by its origin in
/// canonical spelling. Safe for use by many threads.
public interface KeyBindings {
  /// A server that was confirmed for a key.
  ///
  /// @param key the key's name
  /// @param origin scheme, host and port
  /// @param since when it was confirmed
  record Binding(String key, String origin, Instant since) {}

  /// Whether the key may go there. It costs microseconds: every request with such a key asks. What
  /// another process confirms counts at once, what it takes back within half a second.
  boolean has(String key, String origin);

  /// Confirms a server for a key; nothing happens if it is.
  void allow(String key, String origin);

  /// Takes a confirmation back.
  ///
  /// @return whether there was one
  boolean deny(String key, String origin);

  /// Takes all confirmations of a key back.
  void forget(String key);

  /// All of them, by key and origin.
  List<Binding> list();
}
