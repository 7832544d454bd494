package io.signalbox.engine.graph.check;

import io.signalbox.engine.graph.MemberForm;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Checks what members of requests are set to, by models and by rewrites.
final class ParameterCheck {
  private static final int LONGEST = 40;

  private final List<Problem> problems = new ArrayList<>();

  private ParameterCheck() {}

  static List<Problem> problems(RoutingGraph graph) {
    var check = new ParameterCheck();
    graph
        .models()
        .forEach((id, model) -> check.members("models." + id + ".params.", model.params()));
    graph
        .nodes()
        .forEach((id, node) -> {
          if (node instanceof RewriteNode rewrite) {
            check.members("nodes." + id + ".set.", rewrite.set());
          }
        });
    return check.problems;
  }

  private void members(String path, Map<String, String> members) {
    members.forEach((member, json) ->
        MemberForm.of(member)
            .filter(form -> !form.allows(json))
            .ifPresent(form -> problems.add(problem(path + member, member, json, form))));
  }

  private static Problem problem(String path, String member, String json, MemberForm form) {
    String shown = json.length() > LONGEST ? json.substring(0, LONGEST) + "…" : json;
    String fix =
        json.equals("null")
            ? "Remove it; `drop` of a rewrite leaves a member out."
            : "Write it without quotation marks or leading zeros if it is a number.";
    return Problem.error(
        "bad-parameter",
        path,
        "`" + member + "` must be " + form.words() + ", but is " + shown + ".",
        fix);
  }
}
