package io.signalbox.engine.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.signalbox.engine.home.SafeFile;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.workspace.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals and opens keys with AES-256-GCM. The key comes by PBKDF2 with HMAC-SHA-256 from the user's
/// passphrase, or from 32 random bytes in a file beside.
final class VaultLock {
  private static final String PASSPHRASE = "passphrase";
  private static final String FILE = "file";

  /// For a passphrase as OWASP's password storage cheat sheet (2023) asks; random bytes need none.
  private static final int ROUNDS = 600_000;

  private static final int ROUNDS_FOR_RANDOM = 1_000;
  private static final int MOST_ROUNDS = 10_000_000;
  private static final int BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int MOST_BYTES = 1024;
  private static final int TAG_BITS = 128;
  private static final byte[] ABOUT = "signalbox vault 1".getBytes(UTF_8);

  private final Path secretFile;
  private final Optional<Secret> passphrase;
  private final SecureRandom random = new SecureRandom();
  private Optional<Derived> derived = Optional.empty();

  VaultLock(Path secretFile, Optional<Secret> passphrase) {
    this.secretFile = secretFile;
    this.passphrase = passphrase;
  }

  /// What became of the wish to open.
  sealed interface Result {
    record Open(Map<String, String> keys) implements Result {}

    /// The passphrase is wrong or missing.
    record Locked() implements Result {}

    /// The content does not fit its seal, or the secret beside it is gone.
    record Damaged() implements Result {}
  }

  /// The derivation is slow, so its result is kept.
  private record Derived(String lock, int rounds, String salt, byte[] key, String check) {}

  synchronized Result open(VaultFile.Sealed sealed) throws IOException {
    boolean known = sealed.lock().equals(PASSPHRASE) || sealed.lock().equals(FILE);
    if (!known || (sealed.lock().equals(PASSPHRASE) && passphrase.isEmpty())) {
      return new Result.Locked();
    }
    if (sealed.lock().equals(FILE) && !Files.exists(secretFile)) {
      return new Result.Damaged();
    }
    try {
      var key = derive(sealed.lock(), sealed.rounds(), sealed.salt());
      if (!MessageDigest.isEqual(key.check().getBytes(UTF_8), sealed.check().getBytes(UTF_8))) {
        return sealed.lock().equals(PASSPHRASE) ? new Result.Locked() : new Result.Damaged();
      }
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, key, decoded(sealed.nonce())).doFinal(decoded(sealed.text()));
      return VaultFile.readKeys(text).<Result>map(Result.Open::new).orElseGet(Result.Damaged::new);
    } catch (AEADBadTagException | IllegalArgumentException e) { // changed, or not base64
      return new Result.Damaged();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  synchronized VaultFile.Sealed seal(Map<String, String> keys) throws IOException {
    try {
      String lock = passphrase.isPresent() ? PASSPHRASE : FILE;
      if (lock.equals(FILE) && !Files.exists(secretFile)) {
        SafeFile.write(secretFile, encoded(bytes(BYTES)).getBytes(UTF_8));
      }
      var before = derived.filter(each -> each.lock().equals(lock));
      var key =
          before.isPresent()
              ? before.get()
              : derive(lock, lock.equals(FILE) ? ROUNDS_FOR_RANDOM : ROUNDS, encoded(bytes(BYTES)));
      byte[] nonce = bytes(NONCE_BYTES);
      byte[] text = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(VaultFile.write(keys));
      return new VaultFile.Sealed(
          lock, key.rounds(), key.salt(), key.check(), encoded(nonce), encoded(text), Map.of());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static Cipher cipher(int mode, Derived key, byte[] nonce)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key.key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(ABOUT);
    return cipher;
  }

  private Derived derive(String lock, int rounds, String salt)
      throws GeneralSecurityException, IOException {
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new IllegalArgumentException("rounds: " + rounds);
    }
    var known =
        derived.filter(each ->
            each.lock().equals(lock) && each.rounds() == rounds && each.salt().equals(salt));
    if (known.isPresent()) {
      return known.get();
    }
    var spec = new PBEKeySpec(from(lock), decoded(salt), rounds, 2 * BYTES * 8);
    byte[] both =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    spec.clearPassword();
    String check = encoded(Arrays.copyOfRange(both, BYTES, 2 * BYTES));
    var made = new Derived(lock, rounds, salt, Arrays.copyOf(both, BYTES), check);
    derived = Optional.of(made);
    return made;
  }

  private char[] from(String lock) throws IOException {
    return lock.equals(FILE)
        ? new String(RegularFile.read(secretFile, MOST_BYTES), UTF_8).strip().toCharArray()
        : passphrase.orElseThrow().reveal().toCharArray();
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decoded(String text) {
    return Base64.getDecoder().decode(text);
  }
}
