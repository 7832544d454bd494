package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;

/// Sees to it that a stream is one answer. Some servers tell the beginning of an answer twice;
/// others, whose connections are mixed up, go on with another answer in the middle of the first,
/// and what comes then is the answer to nobody's question. Belongs to one thread.
public final class OneAnswer {
  private String id = "";
  private boolean begun;

  /// Whether with this the answer begins, which it does once.
  ///
  /// @param name the answer's id; empty if it has none
  public boolean begins(String name) {
    if (begun) {
      return false;
    }
    begun = true;
    id = name;
    return true;
  }

  /// Whether the answer has begun.
  public boolean hasBegun() {
    return begun;
  }

  /// Whether what begins here is another answer.
  ///
  /// @param name its id; empty if it has none
  public boolean isAnother(String name) {
    return begun && !name.isEmpty() && !id.isEmpty() && !name.equals(id);
  }

  /// What a stream has come to in which another answer begins.
  public static Failure mixed() {
    return Failure.of(
            FailureClass.INTERRUPTED,
            200,
            "The provider began another answer in the middle of this one.")
        .withBilled(true);
  }
}
