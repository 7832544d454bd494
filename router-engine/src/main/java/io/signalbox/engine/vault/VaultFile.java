package io.signalbox.engine.vault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The vault's file as it lies on the disk: names of the keys that the keychain has, and the others
/// sealed. What this version does not know is kept for the one that does.
///
/// @param version of this form; 1, or more if a newer Signalbox wrote it
/// @param keychain the names of the keys in the keychain
/// @param sealed the other keys; empty if there are none
/// @param others unknown members
record VaultFile(
    int version, List<String> keychain, Optional<Sealed> sealed, Map<String, Object> others) {
  static final int VERSION = 1;
  static final VaultFile EMPTY = new VaultFile(VERSION, List.of(), Optional.empty(), Map.of());
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final Set<String> OURS = Set.of("version", "keychain", "sealed");
  private static final Set<String> OF_THE_SEAL =
      Set.of("lock", "rounds", "salt", "check", "nonce", "text");

  VaultFile {
    keychain = List.copyOf(keychain);
  }

  /// Encrypted keys, everything in base64.
  ///
  /// @param lock what the encryption key is derived from: `passphrase` or `file`
  /// @param rounds of the derivation
  /// @param salt of the derivation
  /// @param check distinguishes a wrong passphrase from a damaged file
  /// @param nonce of the encryption
  /// @param text what was encrypted
  /// @param others unknown members
  record Sealed(
      String lock,
      int rounds,
      String salt,
      String check,
      String nonce,
      String text,
      Map<String, Object> others) {}

  /// The same with other keys.
  VaultFile with(List<String> names, Optional<Sealed> other) {
    return new VaultFile(VERSION, names, other, others);
  }

  byte[] bytes() {
    var members = new LinkedHashMap<String, Object>();
    members.put("version", version);
    members.put("keychain", keychain);
    sealed.ifPresent(each -> members.put("sealed", members(each)));
    members.putAll(others);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(members);
  }

  private static Map<String, Object> members(Sealed sealed) {
    var members = new LinkedHashMap<String, Object>();
    members.put("lock", sealed.lock());
    members.put("rounds", sealed.rounds());
    members.put("salt", sealed.salt());
    members.put("check", sealed.check());
    members.put("nonce", sealed.nonce());
    members.put("text", sealed.text());
    members.putAll(sealed.others());
    return members;
  }

  /// Reads a file; empty if it is damaged. Of a newer version only the number is understood.
  static Optional<VaultFile> read(byte[] bytes) {
    try {
      Map<?, ?> members = JSON.readValue(bytes, Map.class);
      return members == null ? Optional.empty() : read(members);
    } catch (JacksonException | ClassCastException e) { // no JSON, or a member of another kind
      return Optional.empty();
    }
  }

  private static Optional<VaultFile> read(Map<?, ?> members) {
    if (!(members.get("version") instanceof Integer version) || version < 1) {
      return Optional.empty();
    }
    if (version > VERSION) {
      return Optional.of(new VaultFile(version, List.of(), Optional.empty(), Map.of()));
    }
    Object names = members.get("keychain");
    Object sealed = members.get("sealed");
    if (!(names instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
      return Optional.empty();
    }
    var seal = sealed instanceof Map<?, ?> map ? sealed(map) : Optional.<Sealed>empty();
    return sealed != null && seal.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new VaultFile(
                version,
                list.stream().map(String.class::cast).toList(),
                seal,
                others(members, OURS)));
  }

  private static Optional<Sealed> sealed(Map<?, ?> map) {
    boolean whole =
        OF_THE_SEAL.stream()
            .filter(name -> !name.equals("rounds"))
            .allMatch(name -> map.get(name) instanceof String);
    return whole && map.get("rounds") instanceof Integer rounds
        ? Optional.of(
            new Sealed(
                text(map, "lock"),
                rounds,
                text(map, "salt"),
                text(map, "check"),
                text(map, "nonce"),
                text(map, "text"),
                others(map, OF_THE_SEAL)))
        : Optional.empty();
  }

  private static String text(Map<?, ?> map, String name) {
    return String.valueOf(map.get(name));
  }

  private static Map<String, Object> others(Map<?, ?> map, Set<String> known) {
    var others = new LinkedHashMap<String, Object>();
    map.forEach((name, value) -> {
      if (!known.contains(name.toString()) && value != null) {
        others.put(name.toString(), value);
      }
    });
    return comesBack(others) ? others : Map.of();
  }

  /// Halves of surrogate pairs can be read and not be written so that they can be read again.
  private static boolean comesBack(Map<String, Object> others) {
    try {
      return others.equals(JSON.readValue(JSON.writeValueAsBytes(others), Map.class));
    } catch (JacksonException e) {
      return false;
    }
  }

  static byte[] write(Map<String, String> keys) {
    return JSON.writeValueAsBytes(keys);
  }

  /// The keys that were sealed; empty if they are no texts under names.
  static Optional<Map<String, String>> readKeys(byte[] bytes) {
    try {
      var keys = new TreeMap<String, String>();
      Map<?, ?> read = JSON.readValue(bytes, Map.class);
      read.forEach((name, key) -> keys.put(name.toString(), (String) key));
      return Optional.of(keys);
    } catch (JacksonException | ClassCastException | NullPointerException e) {
      return Optional.empty();
    }
  }
}
