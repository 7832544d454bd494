package io.signalbox.engine.trace;

import io.signalbox.engine.chat.FailureClass;

/// How a call of a model ended.
public sealed interface Outcome {
  /// With a whole answer.
  record Answered() implements Outcome {}

  /// With trouble.
  ///
  /// @param asked whether the model was called at all: it was not if its key or provider was
  ///   missing
  /// @param code the provider's code, where it has a code's form; empty if there is none
  record Failed(FailureClass kind, boolean asked, String code) implements Outcome {
    /// Without a code.
    public Failed(FailureClass kind, boolean asked) {
      this(kind, asked, "");
    }

    /// After a call.
    public Failed(FailureClass kind) {
      this(kind, true);
    }
  }

  /// The client went away.
  record Cancelled() implements Outcome {}

  /// The model was not called: it cools down, or its rate limit cannot carry the request.
  record Skipped(String why) implements Outcome {}

  /// The word in files: `answered`, a failure class, `cancelled` or `skipped`.
  default String id() {
    return switch (this) {
      case Answered a -> "answered";
      case Failed f -> f.kind().id();
      case Cancelled c -> "cancelled";
      case Skipped s -> "skipped";
    };
  }
}
