package io.signalbox.engine.store;

import java.nio.file.Path;

/// One home directory, open. Several processes may have the same home open at once. Safe for use by
/// many threads.
public interface Store extends AutoCloseable {
  /// What happened: traces, and the spend that follows from them.
  Ledger ledger();

  /// What may still be spent or asked.
  Budgets budgets();

  /// The providers' keys.
  KeyVault keys();

  /// The apps' keys.
  AppKeys apps();

  /// The home directory.
  Path home();

  /// Writes what is waiting and closes the files.
  @Override
  void close();

  /// Opens a home; makes it if there is none, brings its files to this version, sets damaged ones
  /// aside.
  static Opened open(Path home) {
    return new Opening(home, Surroundings.real()).open();
  }
}
