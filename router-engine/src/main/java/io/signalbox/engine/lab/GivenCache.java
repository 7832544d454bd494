package io.signalbox.engine.lab;

import io.signalbox.engine.cache.AnswerCache;
import io.signalbox.engine.cache.CacheQuery;
import io.signalbox.engine.cache.EarlierAnswer;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Caches of a rehearsal: what is on this machine's disk is not looked at, so that the same request
/// takes the same route everywhere. A node has an earlier answer only if that is given.
///
/// @param given the models whose answers nodes have, by node id
record GivenCache(RoutingGraph graph, Map<String, String> given) implements AnswerCache {

  @Override
  public Found find(CacheQuery query, Instant now) {
    return Optional.ofNullable(given.get(query.node()))
        .flatMap(graph::model)
        .<Found>map(model -> new Hit(answer(model), query.exact(), Duration.ZERO, 1))
        .orElseGet(() -> new Miss("what is kept is not looked at in a simulation"));
  }

  private static EarlierAnswer answer(Model model) {
    return new EarlierAnswer(
        List.of(new ReplyEvent.TextDelta("…"), new ReplyEvent.Finished(FinishReason.STOP, "stop")),
        Optional.empty(),
        model.id(),
        model.provider(),
        model.model(),
        Optional.empty(),
        true);
  }

  @Override
  public void given(Hit hit, Instant now) {}

  @Override
  public void keep(List<CacheQuery> queries, EarlierAnswer answer, Instant now) {}
}
