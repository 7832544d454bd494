package io.signalbox.engine.store;

import java.time.Instant;
import java.util.List;

/// What judges said of copies and what they are copies of. No text is kept but the question. Safe
/// for use by many threads and processes. All methods throw [StoreException] if they cannot be read
/// or written.
public interface Verdicts {
  /// Who was asked what.
  ///
  /// @param graph the graph's name
  /// @param mirror the id of the node that copied the requests
  /// @param judge the judge's id in the graph
  /// @param model what it was: provider, name and parameters
  /// @param question what it was asked
  record Judging(String graph, String mirror, String judge, String model, String question) {}

  /// What a judge said.
  enum Label {
    /// The copy's answer is better.
    COPY,
    /// The answer that the client got is better.
    ORIGINAL,
    /// Neither is.
    TIE,
    /// It said none of these.
    NONE
  }

  /// One answer of a judge.
  ///
  /// @param request the id of the request
  /// @param turn 0; 1 if it is asked again with the answers in the other order
  /// @param copyFirst whether the copy's answer was shown first
  /// @param at when it was given
  record PairVerdict(String request, int turn, boolean copyFirst, Label label, Instant at) {}

  /// Keeps an answer; it is written when this returns. A second one for the same request and turn
  /// is dropped.
  void keep(Judging judging, PairVerdict verdict);

  /// What a judge said of a mirror's pairs, in the order in which it was said.
  List<PairVerdict> of(Judging judging);

  /// Who was asked about a mirror, the one that was asked last first.
  List<Judging> judgings(String graph, String mirror);
}
