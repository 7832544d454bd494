package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.Answers;
import io.signalbox.engine.store.AppKeys;
import io.signalbox.engine.store.Budgets;
import io.signalbox.engine.store.FeedbackLog;
import io.signalbox.engine.store.KeyBindings;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.Pairs;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.StoreResult;
import io.signalbox.engine.store.Verdicts;
import io.signalbox.engine.store.sqlite.StoreOpening;
import io.signalbox.engine.vault.KeyVault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A real home but for its vault, which lies in memory: the machine's keychain is left alone. It
/// counts how often a key was read.
record KeyStore(Store real, Map<String, Secret> vault, AtomicInteger counted) implements Store {
  static KeyStore at(Path home) {
    var ready = assertInstanceOf(StoreResult.Ready.class, StoreOpening.open(home));
    return new KeyStore(ready.store(), new TreeMap<>(), new AtomicInteger());
  }

  KeyStore with(String name, String key) {
    vault.put(name, Secret.of(key));
    return this;
  }

  int reads() {
    return counted.get();
  }

  @Override
  public Ledger ledger() {
    return real.ledger();
  }

  @Override
  public FeedbackLog feedback() {
    return real.feedback();
  }

  @Override
  public Budgets budgets() {
    return real.budgets();
  }

  @Override
  public KeyVault keys() {
    return new Vault();
  }

  @Override
  public KeyBindings bindings() {
    return real.bindings();
  }

  @Override
  public Answers answers() {
    return real.answers();
  }

  @Override
  public Pairs pairs() {
    return real.pairs();
  }

  @Override
  public Verdicts verdicts() {
    return real.verdicts();
  }

  @Override
  public AppKeys apps() {
    return real.apps();
  }

  @Override
  public Path home() {
    return real.home();
  }

  @Override
  public void close() {
    real.close();
  }

  private final class Vault implements KeyVault {
    @Override
    public Optional<Secret> get(String name) {
      counted.incrementAndGet();
      return Optional.ofNullable(vault.get(name));
    }

    @Override
    public Optional<Problem> put(String name, Secret key) {
      vault.put(name, key);
      return Optional.empty();
    }

    @Override
    public Optional<Problem> forget(String name) {
      vault.remove(name);
      return Optional.empty();
    }

    @Override
    public List<String> names() {
      return List.copyOf(vault.keySet());
    }

    @Override
    public String where() {
      return "the memory of this test";
    }
  }
}
