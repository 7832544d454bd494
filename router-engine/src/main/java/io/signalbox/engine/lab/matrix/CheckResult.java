package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.workspace.comparison.AnswerCheck;

/// What came of a check of one answer. Immutable.
///
/// @param why for people, without a word of the answer; empty if that is plain
public record CheckResult(AnswerCheck check, CheckStanding standing, String why) {
  /// How it ended.
  public enum CheckStanding {
    PASSED,
    FAILED,

    /// The check needs a value that the prompt does not have.
    NOT_ABOUT
  }

  /// Whether it speaks against the answer.
  public boolean isFailed() {
    return standing == CheckStanding.FAILED;
  }
}
