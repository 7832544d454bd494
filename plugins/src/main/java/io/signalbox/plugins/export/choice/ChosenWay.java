package io.signalbox.plugins.export.choice;

import io.signalbox.engine.graph.condition.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Requests that meet all of some conditions, and what is called for them. Immutable.
///
/// @param tests empty: all requests
/// @param label the node or model that made the plan
public record ChosenWay(List<Test> tests, ChosenPlan plan, String label) {
  private static final Expr ALWAYS = new Expr.Literal(true);
  private static final Expr NEVER = new Expr.Literal(false);

  public ChosenWay {
    tests = List.copyOf(tests);
  }

  /// A way of all requests.
  static ChosenWay of(ChosenPlan plan, String label) {
    return new ChosenWay(List.of(), plan, label);
  }

  /// The same of fewer requests.
  ChosenWay given(List<Test> more) {
    var all = new ArrayList<>(more);
    all.addAll(tests);
    return new ChosenWay(all, plan, label);
  }

  ChosenWay with(ChosenPlan other) {
    return new ChosenWay(tests, other, label);
  }

  /// The same without conditions that are said twice; one that only refuses is called so.
  ChosenWay plain() {
    var once = new ArrayList<Test>();
    for (Test test : tests) {
      if (test.when().equals(ALWAYS)) {
        continue;
      }
      if (once.stream().noneMatch(each -> each.covers(test) || test.covers(each))) {
        once.add(test);
      }
    }
    boolean nothing = plan.isRefused() && plan.likeliest().end().isEmpty();
    return new ChosenWay(once, plan.plain(), nothing ? "refused" : label);
  }

  /// Whether a request may meet its conditions.
  boolean isPossible() {
    return tests.stream().noneMatch(each -> each.when().equals(NEVER));
  }

  /// Whether all requests of another way meet the conditions of this one, as far as their words
  /// tell.
  boolean covers(ChosenWay other) {
    return tests.stream()
        .allMatch(test -> other.tests.stream().anyMatch(each -> test.covers(each)));
  }

  /// All conditions as one, in the graph's words, on one line; empty: none.
  public String text() {
    return tests.stream()
        .map(each -> each.text().replaceAll("\\s+", " "))
        .map(each -> tests.size() > 1 ? "(" + each + ")" : each)
        .collect(Collectors.joining(" && "));
  }
}
