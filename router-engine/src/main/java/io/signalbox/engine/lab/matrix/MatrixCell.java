package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.catalog.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What came of one prompt at one model. Immutable.
///
/// @param at the keys of who was asked what
/// @param target how people called who answered
/// @param prompt how people called the prompt
/// @param failure why no whole answer came, in words of our own; empty if one came
/// @param answer the text as far as it came
/// @param tools the names of the tools that were called
/// @param model the id of the model that answered; empty if none did
/// @param firstTokenMillis until the first token; empty if there was none
/// @param millis until the end
/// @param promptTokens 0 if unknown
/// @param completionTokens 0 if unknown
/// @param usd what it cost; empty if unknown
/// @param request the id of the request in the ledger
/// @param ended when it ended
public record MatrixCell(
    CellKey at,
    String target,
    String prompt,
    String failure,
    String answer,
    List<String> tools,
    String model,
    OptionalLong firstTokenMillis,
    long millis,
    long promptTokens,
    long completionTokens,
    Optional<Money> usd,
    String request,
    Instant ended) {
  public MatrixCell {
    tools = List.copyOf(tools);
  }

  /// Who was asked what.
  ///
  /// @param target the key of a [MatrixTarget]
  /// @param prompt the key of a [MatrixPrompt]
  public record CellKey(String target, String prompt) {}

  /// Whether a whole answer came.
  public boolean isAnswered() {
    return failure.isEmpty();
  }
}
