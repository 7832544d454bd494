package io.signalbox.engine.vault;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.secret.Secret;
import java.util.List;
import java.util.Optional;

/// The providers' keys, by name. They lie in the system's keychain; where there is none, or it does
/// not take a key, in an encrypted file.
///
/// What the file protects against: a copy of the file alone (a backup, a synchronised folder, a
/// screen share) reveals nothing. With `SIGNALBOX_VAULT_PASSPHRASE` set, a copy of the whole home
/// reveals nothing either. Without a passphrase the file's own secret lies beside it, readable for
/// its owner alone: it does **not** protect against a program that runs as the same user, or
/// against theft of the whole disk. Safe for use by many threads.
public interface KeyVault {
  /// The key with this name. Changes by other processes are seen at once.
  Optional<Secret> get(String name);

  /// Keeps a key, in the place of an earlier one with this name.
  ///
  /// @param name 1 to 100 characters
  /// @param key 1 to 20000 characters
  /// @return why it could not be kept; empty if it is on the disk
  Optional<Problem> put(String name, Secret key);

  /// Forgets a key; nothing happens if there is none.
  ///
  /// @return why it could not be forgotten; empty if it is
  Optional<Problem> forget(String name);

  /// The names of all keys, sorted.
  List<String> names();

  /// Where keys are kept on this machine, for a person.
  String where();
}
