package io.signalbox.engine;

import io.signalbox.engine.exchange.CircuitBreakers;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.upstream.Admission;
import io.signalbox.engine.upstream.HealthBoard;
import java.time.Duration;
import java.util.Optional;

/// Keeps the health board.
record LiveCircuitBreakers(HealthBoard board, Keyring keyring) implements CircuitBreakers {

  @Override
  public Admission admit(Model model, boolean retry, boolean alternative) {
    return board.admit(keyring.bucket(model), retry, alternative);
  }

  @Override
  public boolean isOpen(Model model) {
    return board.health(keyring.bucket(model)).open();
  }

  @Override
  public Optional<Duration> statedWait(Model model) {
    return board.statedWait(keyring.bucket(model));
  }

  @Override
  public boolean isSameBucket(Model one, Model other) {
    return keyring.bucket(one).equals(keyring.bucket(other));
  }
}
