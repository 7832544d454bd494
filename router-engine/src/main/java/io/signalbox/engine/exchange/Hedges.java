package io.signalbox.engine.exchange;

import io.signalbox.engine.route.Move;
import io.signalbox.engine.route.RoutePlan;
import io.signalbox.engine.trace.Attempt;
import java.util.Optional;
import java.util.Set;

/// What a hedged call is to its request: where the route has another model for it, and what is
/// noted of those that did not answer. Belongs to one thread.
///
/// @param first the call that is hedged
/// @param counted budgets and limits that have counted the request
record Hedges(
    AnswerCalls calls,
    RoutePlan plan,
    TraceDraft draft,
    HedgedCall.Entrant first,
    Set<String> counted)
    implements HedgedCall.Run {

  @Override
  public Optional<HedgedCall.Entrant> hedge() {
    // The request is counted by the first call, whose reservation is still held.
    first.call().claims().forEach(claim -> counted.add(claim.node()));
    return plan.hedge().flatMap(this::prepared);
  }

  private Optional<HedgedCall.Entrant> prepared(Move.Call call) {
    var entrant = calls.beside(call, first.usual());
    if (calls.isRetry(call) || !isPrepared(entrant.attempt())) {
      plan.notHedged();
      return Optional.empty();
    }
    return Optional.of(entrant);
  }

  /// One that is not prepared, also by a mistake of ours, leaves nothing held.
  private static boolean isPrepared(AttemptRun attempt) {
    boolean prepared = false;
    try {
      prepared = attempt.prepared().isEmpty();
      return prepared;
    } finally {
      if (!prepared) {
        attempt.close();
      }
    }
  }

  @Override
  public void failed(HedgedCall.Entrant entrant, AttemptEnd.Failed failed) {
    calls.failed(entrant.call(), failed);
    plan.heed(entrant.call().model(), failed.failure());
  }

  @Override
  public void lost(Attempt attempt) {
    draft.attempted(attempt);
  }
}
