package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.Store;
import io.signalbox.engine.vault.LayeredVault;
import java.nio.file.Path;

/// A home on this machine's disk.
record LocalStore(
    Path home,
    SqliteLedger ledger,
    SqliteFeedback feedback,
    SqliteBudgets budgets,
    LayeredVault keys,
    SqliteKeyBindings bindings,
    SqliteAppKeys apps,
    SqliteAnswers answers,
    SqlitePairs pairs,
    SqliteVerdicts verdicts)
    implements Store {

  @Override
  public void close() {
    ledger.close(); // first: its last turn saves what the others have in memory
    feedback.close();
    budgets.close();
    bindings.close();
    apps.close();
    answers.close();
    pairs.close();
  }
}
