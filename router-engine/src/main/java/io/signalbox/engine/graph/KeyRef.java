package io.signalbox.engine.graph;

/// Where a provider's key is to be found. It is never the key itself.
public sealed interface KeyRef {
  /// An environment variable.
  record Env(String name) implements KeyRef {}

  /// An entry of the vault.
  record Vault(String name) implements KeyRef {}

  /// The variable's or the entry's name.
  String name();

  /// The word in files: `env:NAME` or `vault:NAME`.
  default String id() {
    return switch (this) {
      case Env env -> "env:" + env.name();
      case Vault vault -> "vault:" + vault.name();
    };
  }
}
