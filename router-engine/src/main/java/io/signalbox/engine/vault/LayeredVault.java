package io.signalbox.engine.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.home.HomeLock;
import io.signalbox.engine.home.HomeProblem;
import io.signalbox.engine.home.SafeFile;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.workspace.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The keychain first, then the file. What was read is kept in memory until the file changes, and
/// it changes with every key.
public final class LayeredVault implements KeyVault {
  private static final System.Logger LOG = System.getLogger("io.signalbox.vault");
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_KEY = 20_000;
  private static final int MOST_BYTES = 4 << 20;

  private final Path file;
  private final Optional<Keychain> keychain;
  private final String prefix;
  private final VaultLock lock;
  private final InstantSource clock;
  private final List<Problem> notices = new ArrayList<>();
  private Content content = Content.of(Optional.empty(), VaultFile.EMPTY, Map.of());
  private final Map<String, Secret> fromKeychain = new TreeMap<>();

  private LayeredVault(Path home, HomeEnvironment surroundings) {
    this.file = home.resolve("vault.json");
    this.keychain = surroundings.keychain();
    this.prefix = "signalbox/" + shortHash(home.toString()) + "/";
    this.lock = new VaultLock(home.resolve("vault.secret"), surroundings.passphrase());
    this.clock = surroundings.clock();
  }

  /// Reads the vault of a home; the caller holds the home's lock.
  public static LayeredVault open(Path home, HomeEnvironment surroundings) throws IOException {
    var vault = new LayeredVault(home, surroundings);
    synchronized (vault) {
      vault.refresh(true);
    }
    return vault;
  }

  /// @param stamp of the file that was read
  /// @param obstacle why the sealed keys cannot be read and nothing can be added
  private record Content(
      Optional<Stamp> stamp, VaultFile file, Map<String, String> keys, Optional<Problem> obstacle) {
    static Content of(Optional<Stamp> stamp, VaultFile file, Map<String, String> keys) {
      return new Content(stamp, file, keys, Optional.empty());
    }

    static Content closed(Optional<Stamp> stamp, VaultFile file, Problem obstacle) {
      return new Content(stamp, file, Map.of(), Optional.of(obstacle));
    }
  }

  /// Distinguishes a file from its replacement.
  private record Stamp(long changed, long size, String inode) {}

  public synchronized List<Problem> notices() {
    return List.copyOf(notices);
  }

  @Override
  public synchronized Optional<Secret> get(String name) {
    refreshQuietly();
    var sealed = Optional.ofNullable(content.keys().get(name)).map(Secret::of);
    return sealed.isPresent() || !content.file().keychain().contains(name)
        ? sealed
        : keychained(name);
  }

  private Optional<Secret> keychained(String name) {
    var known = Optional.ofNullable(fromKeychain.get(name));
    if (known.isPresent()) {
      return known;
    }
    var found = keychain.flatMap(each -> each.get(prefix + name));
    found.ifPresent(key -> fromKeychain.put(name, key));
    return found;
  }

  @Override
  public synchronized Optional<Problem> put(String name, Secret key) {
    int length = key.reveal().length();
    if (name.isBlank() || name.length() > LONGEST_NAME || length < 1 || length > LONGEST_KEY) {
      return Optional.of(
          Problem.of(ProblemCode.VAULT_SIZE).with("name", LONGEST_NAME).with("key", LONGEST_KEY));
    }
    return changed(() -> {
      var names = new TreeSet<>(content.file().keychain());
      var keys = new TreeMap<>(content.keys());
      if (keychain.isPresent() && keychain.get().put(prefix + name, key)) {
        names.add(name);
        keys.remove(name);
      } else {
        keys.put(name, key.reveal());
      }
      write(names, keys);
    });
  }

  @Override
  public synchronized Optional<Problem> forget(String name) {
    return changed(() -> {
      var names = new TreeSet<>(content.file().keychain());
      var keys = new TreeMap<>(content.keys());
      if (names.remove(name) && !keychain.map(each -> each.forget(prefix + name)).orElse(false)) {
        throw new IOException("the keychain refused to delete it");
      }
      keys.remove(name);
      write(names, keys);
    });
  }

  @Override
  public synchronized List<String> names() {
    refreshQuietly();
    var names = new TreeSet<>(content.file().keychain());
    names.addAll(content.keys().keySet());
    return List.copyOf(names);
  }

  @Override
  public String where() {
    return keychain.isPresent() && keychain.get().isPresent()
        ? "the system's keychain"
        : "an encrypted file, " + file;
  }

  /// A change of the file.
  private interface Change {
    void make() throws IOException;
  }

  private Optional<Problem> changed(Change change) {
    try (var turn = HomeLock.take(file.resolveSibling("lock"))) {
      refresh(true);
      if (content.obstacle().isPresent()) {
        return content.obstacle();
      }
      change.make();
      refresh(false);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          Problem.of(ProblemCode.VAULT_UNWRITABLE, Place.file(file))
              .with("reason", HomeProblem.cause(e)));
    }
  }

  private void write(Set<String> names, Map<String, String> keys) throws IOException {
    boolean same = keys.equals(content.keys()) && content.file().sealed().isPresent();
    Optional<VaultFile.Sealed> sealed =
        keys.isEmpty()
            ? Optional.empty()
            : same ? content.file().sealed() : Optional.of(lock.seal(keys));
    SafeFile.write(file, content.file().with(List.copyOf(names), sealed).bytes());
  }

  private void refreshQuietly() {
    try {
      refresh(false);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The keys could not be read: " + HomeProblem.cause(e));
    }
  }

  /// @param mayMend whether a damaged file may be set aside, for who holds the home's lock
  private void refresh(boolean mayMend) throws IOException {
    var stamp = stamp();
    if (stamp.equals(content.stamp())) {
      return;
    }
    fromKeychain.clear();
    if (stamp.isEmpty()) {
      content = Content.of(stamp, VaultFile.EMPTY, Map.of());
      return;
    }
    try {
      refresh(stamp, mayMend);
    } catch (IOException e) {
      var obstacle = unreadable(file, HomeProblem.cause(e));
      content = Content.closed(stamp, VaultFile.EMPTY, obstacle);
      say(obstacle);
    }
  }

  private void refresh(Optional<Stamp> stamp, boolean mayMend) throws IOException {
    var read = VaultFile.read(bytes());
    var result = read.isEmpty() ? new VaultLock.Result.Damaged() : opened(read.get());
    var names = read.orElse(VaultFile.EMPTY);
    switch (result) {
      case VaultLock.Result.Open open -> content = Content.of(stamp, names, open.keys());
      case VaultLock.Result.Locked locked -> {
        content = Content.closed(stamp, names, locked(file));
        say(locked(file));
      }
      case VaultLock.Result.Damaged damaged -> {
        content = Content.closed(stamp, names, locked(file));
        if (mayMend) {
          beginAnew(names);
        }
      }
    }
  }

  private byte[] bytes() throws IOException {
    byte[] bytes = RegularFile.read(file, MOST_BYTES);
    if (bytes.length > MOST_BYTES) {
      throw new IOException("it is larger than 4 MiB");
    }
    return bytes;
  }

  private VaultLock.Result opened(VaultFile read) throws IOException {
    if (read.version() > VaultFile.VERSION) {
      return new VaultLock.Result.Locked();
    }
    return read.sealed().isEmpty()
        ? new VaultLock.Result.Open(Map.of())
        : lock.open(read.sealed().get());
  }

  private void beginAnew(VaultFile names) throws IOException {
    Path aside = SafeFile.setAside(file, clock.instant());
    SafeFile.write(file, names.with(names.keychain(), Optional.empty()).bytes());
    say(
        HomeProblem.setAside(
            file, aside, "the providers' keys in it", "Enter the missing keys again."));
    refresh(false);
  }

  private void say(Problem problem) {
    notices.add(problem);
    LOG.log(System.Logger.Level.WARNING, problem.line());
  }

  private static Problem locked(Path file) {
    return Problem.of(ProblemCode.VAULT_LOCKED, Place.file(file));
  }

  private static Problem unreadable(Path file, String why) {
    return Problem.of(ProblemCode.VAULT_UNREADABLE, Place.file(file)).with("reason", why);
  }

  private Optional<Stamp> stamp() throws IOException {
    try {
      var facts = Files.readAttributes(file, BasicFileAttributes.class);
      String inode = Objects.toString(facts.fileKey(), "");
      return Optional.of(
          new Stamp(
              facts.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
              facts.size(),
              inode));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static String shortHash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
