package io.signalbox.engine.vault;

import io.signalbox.engine.secret.Secret;
import java.time.InstantSource;
import java.util.Optional;

/// What a store takes from the machine around it, so that tests can give something else.
///
/// @param clock the time
/// @param passphrase what the encrypted file of keys is locked with; empty: a secret beside it
/// @param keychain the system's keychain; empty: not to be used
public record HomeEnvironment(
    InstantSource clock, Optional<Secret> passphrase, Optional<Keychain> keychain) {

  public static HomeEnvironment real() {
    var passphrase = Optional.ofNullable(System.getenv("SIGNALBOX_VAULT_PASSPHRASE"));
    boolean off = "off".equals(System.getenv("SIGNALBOX_KEYCHAIN"));
    return new HomeEnvironment(
        InstantSource.system(),
        passphrase.filter(each -> !each.isBlank()).map(Secret::of),
        off ? Optional.empty() : Optional.of(new SystemKeychain()));
  }
}
