package io.signalbox.engine.chat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How the answer is drawn. What is empty is the provider's default. Immutable.
///
/// @param maxTokens the most completion tokens, reasoning included
/// @param temperature 0–2
/// @param topP 0–1
/// @param stop texts at which the answer ends
/// @param seed for providers that can repeat themselves
/// @param reasoningEffort none, minimal, low, medium, high or a provider's own word
public record Sampling(
    OptionalInt maxTokens,
    OptionalDouble temperature,
    OptionalDouble topP,
    List<String> stop,
    OptionalLong seed,
    Optional<String> reasoningEffort) {
  public Sampling {
    stop = List.copyOf(stop);
  }

  /// Everything as the provider likes.
  public static Sampling defaults() {
    return new Sampling(
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        OptionalLong.empty(),
        Optional.empty());
  }

  /// The same with another limit of completion tokens.
  public Sampling withMaxTokens(OptionalInt limit) {
    return new Sampling(limit, temperature, topP, stop, seed, reasoningEffort);
  }

  /// The same with another temperature.
  public Sampling withTemperature(OptionalDouble other) {
    return new Sampling(maxTokens, other, topP, stop, seed, reasoningEffort);
  }

  /// The same with another share of likely tokens.
  public Sampling withTopP(OptionalDouble other) {
    return new Sampling(maxTokens, temperature, other, stop, seed, reasoningEffort);
  }

  /// The same with other texts at which the answer ends.
  public Sampling withStop(List<String> other) {
    return new Sampling(maxTokens, temperature, topP, other, seed, reasoningEffort);
  }

  /// The same with another seed.
  public Sampling withSeed(OptionalLong other) {
    return new Sampling(maxTokens, temperature, topP, stop, other, reasoningEffort);
  }

  /// The same with another effort.
  public Sampling withReasoningEffort(Optional<String> other) {
    return new Sampling(maxTokens, temperature, topP, stop, seed, other);
  }
}
