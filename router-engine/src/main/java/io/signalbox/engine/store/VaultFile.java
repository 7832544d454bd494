package io.signalbox.engine.store;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The vault's file as it lies on the disk: names of the keys that the keychain has, and the others
/// sealed.
///
/// @param version of this form; 1
/// @param keychain the names of the keys in the keychain
/// @param sealed the other keys; empty if there are none
record VaultFile(int version, List<String> keychain, Optional<Sealed> sealed) {
  static final int VERSION = 1;
  static final VaultFile EMPTY = new VaultFile(VERSION, List.of(), Optional.empty());
  private static final JsonMapper JSON = JsonMapper.builder().build();

  VaultFile {
    keychain = List.copyOf(keychain);
  }

  /// Encrypted keys, everything in base64.
  ///
  /// @param lock what the encryption key is derived from: `passphrase` or `file`
  /// @param rounds of the derivation
  /// @param salt of the derivation
  /// @param check tells a wrong passphrase from a damaged file
  /// @param nonce of the encryption
  /// @param text what was encrypted
  record Sealed(String lock, int rounds, String salt, String check, String nonce, String text) {
    Sealed {
      Objects.requireNonNull(lock, "lock");
      Objects.requireNonNull(salt, "salt");
      Objects.requireNonNull(check, "check");
      Objects.requireNonNull(nonce, "nonce");
      Objects.requireNonNull(text, "text");
    }
  }

  byte[] bytes() {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  /// Reads a file; empty if it is damaged.
  static Optional<VaultFile> read(byte[] bytes) {
    try {
      var file = JSON.readValue(bytes, VaultFile.class);
      return file == null || file.version() < 1 ? Optional.empty() : Optional.of(file);
    } catch (JacksonException | NullPointerException e) { // a member is missing
      return Optional.empty();
    }
  }

  static byte[] write(Map<String, String> keys) {
    return JSON.writeValueAsBytes(keys);
  }

  static Map<String, String> readKeys(byte[] bytes) {
    return JSON.readValue(bytes, new TypeReference<Map<String, String>>() {});
  }
}
