package io.signalbox.engine;

import io.signalbox.engine.cache.KeptTurns;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.spi.EarlierTurns;
import io.signalbox.engine.spi.ToldAnswer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What clients of the proxy may go on with by the ids of answers. Safe for threads.
///
/// @param clock says how old an answer is
record LiveTurns(KeptTurns kept, InstantSource clock) {

  /// What is remembered of an app's conversations.
  EarlierTurns earlier(String app) {
    return id -> known(app, id).flatMap(KeptTurns.KeptTurn::items);
  }

  /// What is known of an answer or of an item of one; empty if nothing is.
  private Optional<KeptTurns.KeptTurn> known(String app, String id) {
    return kept.find(new KeptTurns.TurnId(app, id), clock.instant());
  }

  /// Remembers an answer.
  ///
  /// @param beginning how it began
  /// @param before all that was said before it; empty if that is not known
  void told(
      String app, ReplySink.Beginning beginning, ToldAnswer answer, Optional<List<String>> before) {
    var keeper = answer.byProvider() ? beginning.keeper() : Optional.<KeptTurns.Keeper>empty();
    keep(app, answer.id(), new KeptTurns.KeptTurn(keeper, before.map(said -> with(said, answer))));
    for (ToldAnswer.ToldItem item : answer.items()) {
      keep(app, item.id(), new KeptTurns.KeptTurn(keeper, Optional.of(List.of(item.json()))));
    }
  }

  private void keep(String app, String id, KeptTurns.KeptTurn turn) {
    if (!id.isEmpty()) {
      kept.keep(new KeptTurns.TurnId(app, id), turn, clock.instant());
    }
  }

  private static List<String> with(List<String> said, ToldAnswer answer) {
    var all = new ArrayList<>(said);
    answer.items().forEach(item -> all.add(item.json()));
    return all;
  }
}
