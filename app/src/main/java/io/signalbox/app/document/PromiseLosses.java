package io.signalbox.app.document;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which promises a change of a graph costs. Pure.
public final class PromiseLosses {
  private static final Set<ProblemCode> FAILED =
      EnumSet.of(
          ProblemCode.PROMISE_BROKEN, ProblemCode.PROMISE_MORE, ProblemCode.PROMISE_IN_DOUBT);

  private PromiseLosses() {}

  /// The names of promises that are broken or in doubt after a change and were not in that way
  /// before it: one in doubt that breaks now counts, too.
  ///
  /// @param before the problems of the graph before the change
  /// @param after those after it
  public static List<String> between(List<Problem> before, List<Problem> after) {
    Map<String, String> lost = failures(after);
    lost.keySet().removeAll(failures(before).keySet());
    return lost.values().stream().distinct().sorted().toList();
  }

  /// Whether promises of a graph could be proved: it has no other errors.
  public static boolean isProved(List<Problem> problems) {
    return problems.stream().noneMatch(each -> each.isError() && !FAILED.contains(each.code()));
  }

  /// The names of promises that fail, by name and how they fail.
  private static Map<String, String> failures(List<Problem> problems) {
    var failures = new LinkedHashMap<String, String>();
    problems.stream()
        .filter(each -> FAILED.contains(each.code()))
        .forEach(each ->
            Optional.ofNullable(each.arguments().get("promise"))
                .map(String::valueOf)
                .ifPresent(name -> failures.put(each.code().id() + ": " + name, name)));
    return failures;
  }
}
