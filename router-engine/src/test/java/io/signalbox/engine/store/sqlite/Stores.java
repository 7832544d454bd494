package io.signalbox.engine.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.StoreResult;
import io.signalbox.engine.vault.HomeEnvironment;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Opens homes for tests, away from the machine's keychain. */
public final class Stores {
  private Stores() {}

  public static HomeEnvironment plain() {
    return at(InstantSource.system());
  }

  public static HomeEnvironment at(InstantSource clock) {
    return new HomeEnvironment(clock, Optional.empty(), Optional.empty());
  }

  public static HomeEnvironment locked(String passphrase) {
    return new HomeEnvironment(
        InstantSource.system(), Optional.of(Secret.of(passphrase)), Optional.empty());
  }

  public static Store open(Path home) {
    return open(home, plain());
  }

  public static Store open(Path home, HomeEnvironment surroundings) {
    return ready(home, surroundings).store();
  }

  public static StoreResult.Ready ready(Path home, HomeEnvironment surroundings) {
    return assertInstanceOf(
        StoreResult.Ready.class,
        new StoreOpening(home, surroundings).open(),
        "the home is not open");
  }

  public static List<String> codes(StoreResult.Ready ready) {
    return ready.notices().stream().map(each -> each.code().id()).toList();
  }
}
