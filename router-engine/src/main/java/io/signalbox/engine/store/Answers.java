package io.signalbox.engine.store;

import io.signalbox.engine.catalog.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Answers that cache nodes give again. They are the only prompts' content on the disk: whole
/// answers, and of prompts a salted hash, for similar requests also the vector of the last user
/// message. The file is made when the first answer is kept or looked for, holds so many bytes at
/// most (the least recently used go first), and loses each answer when its time is over. Safe for
/// use by many threads and processes. All methods throw [StoreException] if the file cannot be
/// used.
public interface Answers {
  /// The most bytes of answers and vectors.
  long MOST_BYTES = 256L << 20;

  /// An answer to be kept.
  ///
  /// @param key what equal requests have in common
  /// @param alike how similar requests find it
  /// @param ttl how long it is kept
  /// @param usd what it cost
  /// @param content the array is not copied and must not be changed
  record Entry(
      String key, Optional<Relative> alike, Duration ttl, Optional<Money> usd, byte[] content) {}

  /// How similar requests find an answer.
  ///
  /// @param group what they have in common
  /// @param vector of the text that differs
  record Relative(String group, float[] vector) {}

  /// An answer that was kept.
  record Kept(byte[] content, Instant made) {}

  /// An answer of a group.
  ///
  /// @param id names it until it is removed
  record Neighbor(String id, float[] vector) {}

  /// What there is.
  ///
  /// @param answers how many
  /// @param bytes how large they are together
  /// @param oldest when the oldest was given
  /// @param hits how often those that are there were given again
  /// @param saved what that would have cost, where it is known
  record Stock(long answers, long bytes, Optional<Instant> oldest, long hits, Money saved) {
    /// Nothing.
    public static final Stock NOTHING = new Stock(0, 0, Optional.empty(), 0, Money.ZERO);
  }

  /// The name of the entry with a key, whether there is one or not.
  String id(String key);

  /// The answer of an entry, if it is there and no older than this.
  Optional<Kept> find(String id, Duration ttl, Instant now);

  /// Entries of a group that are no older than this, the newest thousand.
  List<Neighbor> alike(String group, Duration ttl, Instant now);

  /// An entry was given again.
  void used(String id, Instant now);

  /// Keeps an answer in the place of an earlier one with its key.
  void keep(Entry entry, Instant now);

  /// Removes one entry.
  void remove(String id);

  /// What there is; makes no file.
  Stock stock();

  /// Removes all entries, from the disk too, and says how many there were.
  long clear();
}
