package io.signalbox.engine;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.exchange.Reservations;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Budgets and limits as the store keeps them.
record LiveReservations(Supplier<Store> store) implements Reservations {
  private static final System.Logger LOG = System.getLogger("io.signalbox.budgets");

  @Override
  public Optional<String> hold(String id, List<Claim> claims, WorstCase worst) {
    try {
      return store.get().budgets().hold(id, claims, worst);
    } catch (StoreException e) {
      throw new UnavailableException(
          e.getMessage() + " Until this is fixed, requests with a budget or limit are rejected.",
          e);
    }
  }

  @Override
  public long likelyCompletion(String graph, String model) {
    return store.get().ledger().likelyCompletion(graph, model).orElse(Estimate.LIKELY_COMPLETION);
  }

  @Override
  public void settle(String id, Money actual, long tokens) {
    store.get().budgets().settle(id, actual, tokens);
  }

  @Override
  public void spent(Claim claim) {
    store
        .get()
        .budgets()
        .notice(claim)
        .ifPresent(notice -> LOG.log(System.Logger.Level.WARNING, notice.words()));
  }

  @Override
  public void release(String id) {
    store.get().budgets().release(id);
  }
}
