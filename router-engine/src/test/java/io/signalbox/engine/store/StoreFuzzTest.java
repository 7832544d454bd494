package io.signalbox.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.signalbox.engine.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/// Whatever stands in the files of a home, it is understood or called damaged.
final class StoreFuzzTest {
  private static final int MOST_ROUNDS = 1_000;

  @TempDir static Path home;

  @FuzzTest
  void vault(byte[] file) throws IOException {
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

  @FuzzTest
  void ledgerRow(byte[] row) {
    String text = new String(row, StandardCharsets.UTF_8);
    try {
      TraceJson.read(text);
    } catch (StoreException expected) {
      // It is damaged.
    }
    var sample = TraceSample.of(text).in(text).by(text).with(text);
    assertEquals(text, TraceJson.read(TraceJson.of(sample.trace())).get("id"));
  }
}
