package io.signalbox.engine.graph.check;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.proof.Promises;
import io.signalbox.engine.graph.proof.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Says which promises can be broken, and on which path.
final class PromiseCheck {
  private PromiseCheck() {}

  static List<Problem> problems(RoutingGraph graph, Function<Model, ModelCard> cards) {
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < graph.promises().size(); i++) {
      Place place = Place.promise(i);
      List<Verdict> verdicts = Promises.prove(graph, graph.promises().get(i), cards);
      for (int part = 0; part < verdicts.size(); part++) {
        // A cost or a count is a matter of degree; the wrong model is not.
        boolean only = part == 0 && graph.promises().get(i).only().isPresent();
        problem(place, verdicts.get(part), only).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static Optional<Problem> problem(Place place, Verdict verdict, boolean only) {
    String name = verdict.promise().name();
    return switch (verdict) {
      case Verdict.Holds holds -> Optional.empty();
      case Verdict.Broken broken -> Optional.of(broken(place, name, broken, only));
      case Verdict.Unknown unknown ->
          Optional.of(
              Problem.of(ProblemCode.PROMISE_IN_DOUBT, place)
                  .with("promise", name)
                  .with("reason", unknown.reason()));
    };
  }

  private static Problem broken(Place place, String name, Verdict.Broken broken, boolean only) {
    return Problem.of(ProblemCode.PROMISE_BROKEN, place)
        .as(only ? Problem.Severity.ERROR : Problem.Severity.WARNING)
        .with("promise", name)
        .with("reason", broken.why() + example(broken.example()));
  }

  private static String example(Map<String, Object> example) {
    return example.isEmpty()
        ? ""
        : example.entrySet().stream()
            .limit(6)
            .map(each -> each.getKey() + " = " + shown(each.getValue()))
            .collect(Collectors.joining(", ", ", for example with ", ""));
  }

  private static String shown(Object value) {
    return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
  }
}
