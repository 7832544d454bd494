package io.signalbox.engine.graph.proof;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds out which promises of a graph hold for every request that there can be. [Verdict.Holds] is
/// said only where nothing can go wrong; what cannot be decided is [Verdict.Unknown].
///
/// **The idea.** Requests cannot all be tried, but what they have in common can be followed.
/// [PathExploration] walks the graph from its start with what is known of a request that gets so
/// far ([Knowledge]: which values its variables can have). At a rules node, a request that takes
/// the second rule is one for which the first does not hold and the second does; [Assumption] works
/// out what that says of the variables. If nothing is left that a variable can be, no request goes
/// there, and the walk does not either. A promise is judged where a model is reached. Before one is
/// called broken, [Witness] finds a request that takes the path in question.
///
/// Example: the promise `only: model.labels.region == "eu"` with `when: metadata.pii == "yes"`.
///
/// ```
/// first:  { when: tokens > 8000, to: eu-large }                           otherwise: second
/// second: { when: tokens > 4000 && metadata.pii == "yes", to: eu-small }  otherwise: us
/// ```
///
/// | reached | known of the request | |
/// |---|---|---|
/// | `first` | pii is "yes" | what the promise itself says |
/// | `eu-large` | pii is "yes", tokens 8001 or more | allowed |
/// | `second` | pii is "yes", tokens 0 to 8000 | |
/// | `eu-small` | pii is "yes", tokens 4001 to 8000 | allowed |
/// | `us`, if tokens > 4000 does not hold | pii is "yes", tokens 0 to 4000 | broken, for example by `metadata.pii = "yes", tokens = 0` |
/// | `us`, if pii == "yes" does not hold | pii is "yes" and is not: nothing is left | no request |
///
/// **Why it can be trusted.** Every simplification errs to one side: what is not understood can be
/// both true and false, and what is too much to keep is forgotten. So the walk goes everywhere that
/// a request goes, and perhaps elsewhere; hence a promise that holds on the walk holds, and one
/// that does not is only broken if there is a witness.
public final class Promises {
  private Promises() {}

  /// The verdicts on all promises in their order. For each part of a promise (`only`, `attempts`,
  /// `usd`) it is that it holds, or all ways in which it can be broken or may be. The graph must be
  /// free of cycles.
  ///
  /// @param cards gives what is known of a model
  public static List<Verdict> prove(RoutingGraph graph, Function<Model, ModelCard> cards) {
    RoutingGraph inForce = graph.inForce();
    return inForce.promises().stream()
        .flatMap(promise -> prove(inForce, promise, cards).stream())
        .toList();
  }

  /// The verdicts on one promise.
  ///
  /// @param graph in force
  public static List<Verdict> prove(
      RoutingGraph graph, Promise promise, Function<Model, ModelCard> cards) {
    var verdicts = new ArrayList<Verdict>();
    promise.only().ifPresent(only -> verdicts.addAll(OnlyProof.of(graph, promise, only)));
    promise.attempts().ifPresent(most -> verdicts.add(AttemptsProof.of(graph, promise, most)));
    promise.usd().ifPresent(most -> verdicts.addAll(CostProof.of(graph, promise, most, cards)));
    return verdicts;
  }

  /// The cases in which a promise is about a request.
  static List<Knowledge> cases(Promise promise) {
    return promise
        .when()
        .map(when -> Assumption.holds(when, Knowledge.NOTHING))
        .orElse(List.of(Knowledge.NOTHING));
  }

  /// What the promise itself demands of the requests of a path.
  static List<GraphPath.Decision> decisions(Promise promise) {
    return promise.when().stream().map(when -> new GraphPath.Decision(when, true, true)).toList();
  }

  static String shown(List<String> path) {
    return path.size() <= 12
        ? String.join(" → ", path)
        : path.stream().limit(8).collect(Collectors.joining(" → ")) + " → … → " + path.getLast();
  }
}
