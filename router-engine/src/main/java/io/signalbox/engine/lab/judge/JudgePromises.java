package io.signalbox.engine.lab.judge;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.store.Pairs;
import io.signalbox.engine.store.Pairs.PromisedModel;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether the texts of a request may go to a judge. What the graph promised of models when the
/// request came holds for the judge, too, and so does what it promises now. Whether a promise is
/// about the request was found out then, from all that the request said; of a promise that was not
/// there then it is not known, so the texts stay.
final class JudgePromises {
  private JudgePromises() {}

  /// The name of a promise that forbids it; empty if none does.
  static Optional<String> forbidding(RoutingGraph graph, Model judge, Pairs.Pair pair) {
    return Stream.concat(forbiddingThen(judge, pair), forbiddingNow(graph, judge, pair))
        .findFirst();
  }

  private static Stream<String> forbiddingThen(Model judge, Pairs.Pair pair) {
    return promises(pair)
        .filter(PromisedModel::about)
        .filter(promise -> !allows(promise.only(), judge))
        .map(PromisedModel::name);
  }

  private static Stream<String> forbiddingNow(RoutingGraph graph, Model judge, Pairs.Pair pair) {
    return graph.promises().stream()
        .filter(promise -> promise.only().isPresent())
        .filter(promise -> isAbout(promise, pair))
        .filter(promise -> !Promise.allows(promise.only().orElse(Condition.NEVER), judge))
        .map(Promise::name);
  }

  private static boolean isAbout(Promise promise, Pairs.Pair pair) {
    String when = promise.when().map(Condition::text).orElse("");
    boolean known = promises(pair).anyMatch(each -> each.when().equals(when));
    return !known || promises(pair).anyMatch(each -> each.when().equals(when) && each.about());
  }

  private static Stream<PromisedModel> promises(Pairs.Pair pair) {
    return Stream.concat(pair.original().promises().stream(), pair.copy().promises().stream());
  }

  private static boolean allows(String only, Model judge) {
    return switch (Condition.readOfModel(only)) {
      case Condition.Parsed.Ready ready -> Promise.allows(ready.condition(), judge);
      case Condition.Parsed.Broken broken -> false;
    };
  }
}
