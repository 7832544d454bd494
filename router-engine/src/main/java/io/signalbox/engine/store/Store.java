package io.signalbox.engine.store;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.vault.KeyVault;
import java.nio.file.Path;
import java.util.Optional;

/// One home directory, open. Several processes may have the same home open at once. Safe for use by
/// many threads.
public interface Store extends AutoCloseable {
  /// What happened: traces, and the spend that follows from them.
  Ledger ledger();

  /// What apps said of their answers.
  FeedbackLog feedback();

  /// What may still be spent or called.
  Budgets budgets();

  /// The providers' keys.
  KeyVault keys();

  /// Which servers the providers' keys may go to.
  KeyBindings bindings();

  /// Forgets a provider's key and where it might go; first where, so that nothing of a key that
  /// cannot be forgotten is left open.
  ///
  /// @return why it could not be forgotten; empty if it is
  default Optional<Problem> forgetKey(String name) {
    bindings().forget(name);
    return keys().forget(name);
  }

  /// The apps' keys.
  AppKeys apps();

  /// What cache nodes keep.
  Answers answers();

  /// The texts of requests that mirrors copied.
  Pairs pairs();

  /// What judges said of them.
  Verdicts verdicts();

  /// The home directory.
  Path home();

  /// Writes what is waiting and closes the files.
  @Override
  void close();
}
