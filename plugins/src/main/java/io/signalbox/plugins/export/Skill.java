package io.signalbox.plugins.export;

/// What a program that walks a [DecisionTable] may be able to do besides deciding by the request.
enum Skill {
  /// It counts tokens as Signalbox does.
  COUNTS_TOKENS,
  /// It remembers how many requests came, and whose turn it is.
  COUNTS_REQUESTS,
  /// It remembers what they cost, and how many tokens they took.
  COUNTS_SPEND,
  /// It tells failures by what a provider says, not by the status alone.
  READS_ERRORS,
  /// It tells them of streams, too.
  READS_ERRORS_OF_STREAMS,
  /// It ends the wait for a first token without limiting the rest of the answer.
  TIMES_FIRST_TOKENS,
  /// It limits the time of a whole answer.
  TIMES_ANSWERS,
  /// It waits before it tries a model again.
  WAITS,
  /// It redacts personal data.
  REDACTS,
  /// It works out macros over lists.
  UNFOLDS
}
