package io.signalbox.engine.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.signalbox.engine.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/// Whatever stands in the vault's file, it is understood or called damaged.
final class VaultFuzzTest {
  private static final int MOST_ROUNDS = 1_000;

  @TempDir static Path home;

  @FuzzTest
  void file(byte[] file) throws IOException {
    Optional<VaultFile> read = VaultFile.read(file);
    if (read.isEmpty()) {
      return;
    }
    assertEquals(read, VaultFile.read(read.get().bytes()));
    var sealed = read.get().sealed();
    if (sealed.isPresent() && sealed.get().rounds() <= MOST_ROUNDS) {
      Path secret = home.resolve("vault.secret");
      Files.writeString(secret, "c2VjcmV0");
      new VaultLock(secret, Optional.of(Secret.of("passphrase"))).open(sealed.get());
      new VaultLock(secret, Optional.empty()).open(sealed.get());
    }
  }
}
