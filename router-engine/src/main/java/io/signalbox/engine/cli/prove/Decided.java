package io.signalbox.engine.cli.prove;

import java.util.List;

/// One request of a proof, and what both did with it. Immutable.
///
/// @param name of the request
/// @param predicted the models that Signalbox calls, in order
/// @param came the models that the gateway called, in order
/// @param predictedStatus of Signalbox's answer
/// @param status of the gateway's answer
/// @param verdict whether that is the same
/// @param why what is different, and what of the report declares it
record Decided(
    String name,
    List<String> predicted,
    List<String> came,
    int predictedStatus,
    int status,
    Verdict verdict,
    String why) {
  Decided {
    predicted = List.copyOf(predicted);
    came = List.copyOf(came);
  }

  /// Whether both did the same.
  enum Verdict {
    /// The same.
    SAME,
    /// Another thing, on a route of which the export's report says that it is not exact.
    DECLARED,
    /// Another thing, which the report does not declare.
    WRONG
  }

  /// One line for people.
  String line() {
    return "%s: Signalbox %s (%d), gateway %s (%d)%s"
        .formatted(
            name,
            predicted.isEmpty() ? "no model" : String.join(" → ", predicted),
            predictedStatus,
            came.isEmpty() ? "no model" : String.join(" → ", came),
            status,
            why.isEmpty() ? "" : ": " + why);
  }
}
