package io.signalbox.app;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers of a cache that can be counted and cleared, and nothing else. */
final class KeptAnswers implements Answers {
  private Stock stock = new Stock(3, 1_250_000, Optional.of(Instant.EPOCH), 1_200, Money.of("4.5"));

  @Override
  public Stock stock() {
    return stock;
  }

  @Override
  public long clear() {
    long all = stock.answers();
    stock = Stock.NOTHING;
    return all;
  }

  @Override
  public String id(String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Kept> find(String id, Duration ttl, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Neighbor> alike(String group, Duration ttl, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void used(String id, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void keep(Entry entry, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(String id) {
    throw new UnsupportedOperationException();
  }
}
