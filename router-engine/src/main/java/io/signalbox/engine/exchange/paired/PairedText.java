package io.signalbox.engine.exchange.paired;

import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RewriteNode.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What one of two models was asked and answered: the one that a client got the answer of, or the
/// one that a copy of the request went to. Both texts are as the provider got and gave them, so
/// what a graph redacts is redacted here. Its text form shows neither. Immutable.
///
/// @param request the id of the client's request
/// @param graph the graph's name
/// @param mirror the node that copied the request, and says how long texts are kept
/// @param copy whether this is the copy's side
/// @param at when the answer was complete
/// @param model the id of the model that answered
/// @param prompt the conversation that the model was sent
/// @param answer what it answered
/// @param redacted what was redacted on the way
/// @param promises what the graph promises of models, and whether it promises it of this request;
///   told of the client's request, not again of the copy
public record PairedText(
    String request,
    String graph,
    MirrorNode mirror,
    boolean copy,
    Instant at,
    String model,
    String prompt,
    String answer,
    Set<Redaction> redacted,
    List<Promise.OfRequest> promises) {
  public PairedText {
    redacted = Set.copyOf(redacted);
    promises = List.copyOf(promises);
  }

  /// Keeps none.
  public static final Consumer<PairedText> FORGOTTEN = text -> {};

  /// How long it is to be kept.
  public Duration keep() {
    return mirror.keepTexts().orElse(Duration.ZERO);
  }

  @Override
  public String toString() {
    return "a text of " + request;
  }
}
