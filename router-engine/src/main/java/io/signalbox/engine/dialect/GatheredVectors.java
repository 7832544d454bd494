package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.EmbeddingVector;
import io.signalbox.engine.chat.ReplyEvent;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The vectors of an answer, which clients get all at once. Belongs to one thread.
public final class GatheredVectors {
  private final int expected;
  private final TreeMap<Integer, EmbeddingVector> vectors = new TreeMap<>();

  /// @param expected how many texts were sent
  public GatheredVectors(int expected) {
    this.expected = expected;
  }

  /// Takes what comes of an answer.
  public void take(ReplyEvent event) {
    if (event instanceof ReplyEvent.Embedded(int index, EmbeddingVector vector)) {
      vectors.put(index, vector);
    }
  }

  /// The vectors in the order of their texts.
  public List<EmbeddingVector> all() {
    return List.copyOf(vectors.values());
  }

  /// Why an answer does not belong to the texts; empty if it may.
  ///
  /// @param events all of it; what has no end is not all
  public Optional<String> objection(List<ReplyEvent> events) {
    if (events.stream().noneMatch(ReplyEvent.Finished.class::isInstance)) {
      return Optional.empty();
    }
    long count = events.stream().filter(ReplyEvent.Embedded.class::isInstance).count();
    return count == expected
        ? Optional.empty()
        : Optional.of("The provider sent " + count + " vectors for " + expected + " texts.");
  }
}
