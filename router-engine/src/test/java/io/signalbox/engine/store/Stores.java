package io.signalbox.engine.store;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.signalbox.engine.secret.Secret;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Opens homes for tests, away from the machine's keychain. */
final class Stores {
  private Stores() {}

  static Surroundings plain() {
    return at(InstantSource.system());
  }

  static Surroundings at(InstantSource clock) {
    return new Surroundings(clock, Optional.empty(), Optional.empty());
  }

  static Surroundings locked(String passphrase) {
    return new Surroundings(
        InstantSource.system(), Optional.of(Secret.of(passphrase)), Optional.empty());
  }

  static Store open(Path home) {
    return open(home, plain());
  }

  static Store open(Path home, Surroundings surroundings) {
    return ready(home, surroundings).store();
  }

  static Opened.Ready ready(Path home, Surroundings surroundings) {
    return assertInstanceOf(
        Opened.Ready.class, new Opening(home, surroundings).open(), "the home is not open");
  }

  static List<String> codes(Opened.Ready ready) {
    return ready.notices().stream().map(each -> each.code()).toList();
  }
}
