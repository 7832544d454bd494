package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.route.Shortage;
import io.signalbox.engine.trace.Attempt;
import java.util.List;

/// How one attempt ended.
sealed interface AttemptEnd {
  /// The client has what there is: an answer, or one that broke off; or it went away.
  ///
  /// @param status for the trace
  record Over(Attempt attempt, int status, List<String> losses) implements AttemptEnd {}

  /// The answer broke off, and the client has not been told: another model may go on with it.
  record BrokenOff(Attempt attempt, Failure failure, List<String> losses) implements AttemptEnd {}

  /// No provider was called because something was missing: the model's key, or its provider.
  record NotCalled(Attempt attempt, Failure failure) implements AttemptEnd {}

  /// It failed before anything was sent to the client.
  record Failed(Attempt attempt, Failure failure, List<String> losses) implements AttemptEnd {}

  /// A budget or limit had no room for it, so no provider was called.
  record NoRoom(Shortage shortage) implements AttemptEnd {}

  /// The request goes on with an earlier answer that is known only elsewhere.
  ///
  /// @param failure what the client is told if no other model can be called
  record NotKept(Failure failure) implements AttemptEnd {}

  /// The circuit breaker does not let the model be called now.
  record NotAdmitted(String why) implements AttemptEnd {}
}
