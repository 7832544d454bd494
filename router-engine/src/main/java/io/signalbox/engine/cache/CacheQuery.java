package io.signalbox.engine.cache;

import java.time.Duration;
import java.util.Optional;

/// What a cache is asked for one request at one node. Of the request it has hashes only, but for
/// the text that is compared by its meaning. Immutable.
///
/// @param node the id of the node
/// @param exact the hash of everything that must be equal, as of [RequestDigest]
/// @param alike how similar requests are found; empty: only an equal request counts
/// @param ttl how old an answer may be
public record CacheQuery(String node, String exact, Optional<Alike> alike, Duration ttl) {

  /// How similar requests are found.
  ///
  /// @param group the hash of everything that must be equal besides the text
  /// @param text the last user message
  /// @param similarity the least cosine of the texts' vectors, 0–1
  /// @param encoder the name of the encoder of texts
  public record Alike(String group, String text, double similarity, String encoder) {}
}
