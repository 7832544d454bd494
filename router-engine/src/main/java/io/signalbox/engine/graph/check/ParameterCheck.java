package io.signalbox.engine.graph.check;

import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Checks what members of requests are set to, by models and by rewrites.
final class ParameterCheck {
  private final List<Problem> problems = new ArrayList<>();

  private ParameterCheck() {}

  static List<Problem> problems(RoutingGraph graph) {
    var check = new ParameterCheck();
    graph
        .models()
        .forEach((id, model) -> check.members(Place.model(id).at("params"), model.params()));
    graph
        .nodes()
        .forEach((id, node) -> {
          if (node instanceof RewriteNode rewrite) {
            check.members(Place.node(id).at("set"), rewrite.set());
          }
        });
    return check.problems;
  }

  private void members(Place place, Map<String, String> members) {
    members.forEach((member, json) ->
        MemberForm.of(member)
            .filter(form -> !form.allows(json))
            .ifPresent(form -> problems.add(problem(place.at(member), member, json, form))));
  }

  private static Problem problem(Place place, String member, String json, MemberForm form) {
    boolean none = json.equals("null");
    return Problem.of(none ? ProblemCode.NULL_PARAMETER : ProblemCode.BAD_PARAMETER, place)
        .with("member", member)
        .with("wanted", form.words())
        .with("value", json);
  }
}
