package io.signalbox.engine.graph;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where a provider's key is to be found. It is never the key itself.
public sealed interface KeyRef {
  /// An environment variable.
  record Env(String name) implements KeyRef {}

  /// An entry of the vault.
  record Vault(String name) implements KeyRef {}

  /// The reference that a text says: `env:NAME` or `vault:NAME`.
  static Optional<KeyRef> read(String text) {
    if (text.startsWith("env:") && Form.VARIABLE.matcher(text.substring(4)).matches()) {
      return Optional.of(new Env(text.substring(4)));
    }
    if (text.startsWith("vault:") && Form.ENTRY.matcher(text.substring(6)).matches()) {
      return Optional.of(new Vault(text.substring(6)));
    }
    return Optional.empty();
  }

  /// The variable's or the entry's name.
  String name();

  /// The word in files: `env:NAME` or `vault:NAME`.
  default String id() {
    return switch (this) {
      case Env env -> "env:" + env.name();
      case Vault vault -> "vault:" + vault.name();
    };
  }

  /// What names look like.
  final class Form {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern ENTRY = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]{0,127}");

    private Form() {}
  }
}
