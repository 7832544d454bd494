package io.signalbox.engine.lab;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.SuiteResult.Mismatch;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.SuiteCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// Compares what a test expects with what came. Belongs to one thread.
final class SuiteVerdict {
  private final RoutingGraph graph;
  private final SuiteCase test;
  private final Trace trace;
  private final String read;
  private final List<Mismatch> mismatches = new ArrayList<>();

  /// @param read what the client has read of the answer
  SuiteVerdict(RoutingGraph graph, SuiteCase test, Trace trace, String read) {
    this.read = read;
    this.graph = graph;
    this.test = test;
    this.trace = trace;
  }

  List<Mismatch> all() {
    strangers();
    var expect = test.expect();
    String model = trace.isAnswered() ? trace.answeredBy() : noAnswer();
    expect.model().ifPresent(wanted -> same("model", wanted, model));
    expect.path().ifPresent(wanted -> same("path", list(wanted), list(trace.path())));
    expect.attempts().ifPresent(wanted -> same("attempts", list(wanted), list(called(trace))));
    expect
        .status()
        .ifPresent(
            wanted -> same("status", String.valueOf(wanted), String.valueOf(trace.status())));
    expect.answer().ifPresent(this::answer);
    expect.usdBelow().ifPresent(this::usd);
    expect
        .firstTokenBelow()
        .ifPresent(most -> below("first_token", most, trace.firstTokenMillis()));
    expect.totalBelow().ifPresent(most -> below("total", most, OptionalLong.of(trace.millis())));
    return mismatches;
  }

  /// A slip of the pen in `given` would make a test pass for nothing.
  private void strangers() {
    var given = test.given();
    Predicate<String> model = graph.models()::containsKey;
    Predicate<String> node = graph.nodes()::containsKey;
    given.models().keySet().forEach(id -> known("given." + id, "a model", id, model));
    given.health().keySet().forEach(id -> known("given.health." + id, "a model", id, model));
    given.spent().keySet().forEach(id -> known("given.spent." + id, "a node", id, node));
    given
        .cached()
        .forEach((id, by) -> {
          known("given.cached." + id, "a node", id, node);
          known("given.cached." + id, "a model", by, model);
        });
    given.gates().keySet().forEach(id -> known("given.gates." + id, "a gate", id, this::isGate));
    given.stay().ifPresent(last -> known("given.stay.model", "a model", last.model(), model));
    given.requests().keySet().forEach(id -> known("given.requests." + id, "a node", id, node));
  }

  private void known(String key, String what, String id, Predicate<String> exists) {
    if (!exists.test(id)) {
      mismatches.add(new Mismatch(key, what + " of the graph", "the graph has no " + id));
    }
  }

  private boolean isGate(String id) {
    return graph.node(id).filter(GateNode.class::isInstance).isPresent();
  }

  /// What a model would say is only known where the test says it; `gate run` asks the model.
  private void answer(SuiteCase.ExpectedAnswer wanted) {
    if (trace.isAnswered() && trace.cached().isEmpty() && isGiven(trace.answeredBy())) {
      AnswerVerdict.objection(wanted, read)
          .ifPresent(each -> mismatches.add(each.below("expect.answer.")));
    }
  }

  /// Whether it is given what a model says last.
  private boolean isGiven(String model) {
    List<SuiteCase.Happening> all = test.given().models().getOrDefault(model, List.of());
    int calls = (int) trace.allCalls().stream().filter(call -> call.model().equals(model)).count();
    int last = all.size() == 1 ? 0 : calls - 1;
    return last >= 0
        && last < all.size()
        && all.get(last) instanceof SuiteCase.Happening.Answers answers
        && answers.text().isPresent();
  }

  private String noAnswer() {
    return "no answer, status " + trace.status() + ": " + trace.error();
  }

  /// The ids of the models that were called, in order.
  static List<String> called(Trace trace) {
    return trace.calls().stream().map(Attempt::model).toList();
  }

  private static String list(List<String> ids) {
    return ids.isEmpty() ? "[]" : "[ " + String.join(", ", ids) + " ]";
  }

  private void same(String key, String wanted, String came) {
    if (!wanted.equals(came)) {
      mismatches.add(new Mismatch("expect." + key, wanted, came));
    }
  }

  private void usd(Money most) {
    Optional<Money> cost = cost(trace);
    if (cost.filter(usd -> usd.compareTo(most) < 0).isEmpty()) {
      String came = cost.map(Money::shown).orElse("unknown: a model has no price");
      mismatches.add(new Mismatch("expect.usd_below", "below " + most.shown(), came));
    }
  }

  /// What was used is known if the test says so; else the answer costs as much as is expected.
  static Optional<Money> cost(Trace trace) {
    boolean counted = trace.answer().filter(a -> !a.cost().lines().isEmpty()).isPresent();
    if (counted || trace.answer().isEmpty()) {
      return trace.cost();
    }
    return trace
        .estimate()
        .flatMap(estimate -> estimate.usd())
        .flatMap(range -> trace.cost().map(spent -> spent.plus(range.expected())));
  }

  private void below(String key, Duration most, OptionalLong came) {
    if (came.isEmpty() || came.getAsLong() >= most.toMillis()) {
      String shown = came.isEmpty() ? "no token was sent" : came.getAsLong() + " ms";
      mismatches.add(
          new Mismatch("expect." + key + "_below", "below " + most.toMillis() + " ms", shown));
    }
  }
}
