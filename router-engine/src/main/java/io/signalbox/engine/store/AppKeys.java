package io.signalbox.engine.store;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The API keys by which client apps are authenticated. Only their SHA-256 hashes are kept: a key
/// of 256 random bits cannot be guessed, so a slow hash would protect nothing and cost every
/// request. Safe for use by many threads.
public interface AppKeys {
  /// An app.
  ///
  /// @param name how the user calls it
  /// @param ending the last four characters of its key; empty if they are not known, or if the key
  ///   was not made here: of a key that may be short, none is kept
  /// @param created when its key was added
  /// @param firstUsed when its key was first shown; empty: never
  /// @param lastUsed when its key was last shown, to the second or so
  record App(
      String name,
      String ending,
      Instant created,
      Optional<Instant> firstUsed,
      Optional<Instant> lastUsed) {}

  /// What became of the wish to add an app.
  sealed interface Added {
    /// It was added.
    ///
    /// @param key to be shown once; it cannot be read again
    record Fresh(Secret key) implements Added {}

    /// It was not.
    record Refused(Problem problem) implements Added {}
  }

  /// Adds an app with a new key: `sb-` and 32 random bytes in base64url.
  Added add(String name);

  /// Adds an app with a key that it already has, of at least 20 characters.
  ///
  /// @return why it was not added; empty if it was
  Optional<Problem> addGiven(String name, Secret key);

  /// Gives an app a new key, made as by [#add]; the old one opens nothing any more.
  Added renew(String name);

  /// Gives an app another key, or adds it with that key. The app keeps its old key when the new one
  /// is refused.
  ///
  /// @return why nothing was changed; empty if it was
  Optional<Problem> replace(String name, Secret key);

  /// All apps, by name.
  List<App> list();

  /// Takes an app's key away. From the next request on in this process, within half a second in
  /// others, it opens nothing.
  ///
  /// @return whether there was such an app
  boolean revoke(String name);

  /// The app whose key this is. It costs microseconds: every request asks. A key that was added by
  /// another process is known at once.
  Optional<String> appOf(Secret presented);
}
