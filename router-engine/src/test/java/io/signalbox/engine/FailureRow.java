package io.signalbox.engine;

import io.signalbox.engine.upstream.FakeProvider.Line;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One line of the table of failures: what the first model's provider does, and what must follow.
///
/// @param name for a person
/// @param forms whether the request is a stream, in the forms in which this can happen
/// @param play what the provider does to each request of the row; empty: nothing listens there
/// @param sent the texts of the requests that go to the first model, one after the other
/// @param attempt the trace of the first model: `rate_limited 429`
/// @param client what the client gets
/// @param rests what is not asked afterwards
/// @param charged whether the first call costs something at a provider
record FailureRow(
    String name,
    List<Boolean> forms,
    Optional<Play> play,
    List<String> sent,
    String attempt,
    Client client,
    Rests rests,
    Predicate<ProviderSpeech> charged) {

  /// What a provider does.
  interface Play {
    void on(ProviderSpeech speech, Line line, boolean stream) throws Exception;
  }

  /// What the client gets.
  sealed interface Client {
    /// The next model's answer.
    record Next() implements Client {}

    /// The first model's answer.
    record First() implements Client {}

    /// An error with this status.
    record Refusal(int status) implements Client {}

    /// A stream that breaks off.
    record Broken() implements Client {}
  }

  /// What is not asked afterwards.
  enum Rests {
    NOTHING,
    MODEL,
    KEY
  }

  String form(boolean stream) {
    return stream ? "streamed" : "whole";
  }
}
