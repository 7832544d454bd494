package io.signalbox.engine.lab;

import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.route.gate.GateResult;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.SuiteCase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/// Measures what lies behind a gate: sends every case of its suite that expects an answer through
/// the branch for real, and judges the answers. Requests are recorded and paid for as any others.
/// Belongs to one thread.
public final class GateRun {
  /// Too many requests without an answer, and the rest says little: cases that fail are not like
  /// those that do not.
  private static final int MOST_NOT_RUN = 10; // percent

  private final LiveRun live;
  private final Plan plan;
  private final Instant began;
  private final String branch;
  private final Map<String, Integer> notRun = new LinkedHashMap<>();
  private final List<GateReport.Failed> failures = new ArrayList<>();
  private final Set<Integer> answered = new HashSet<>();
  private int lost;
  private int answers;
  private int passed;
  private Money usd = Money.ZERO;
  private int unpriced;

  private GateRun(LiveRun live, Plan plan, GateBoard board) {
    this.live = live;
    this.plan = plan;
    this.began = board.now();
    this.branch = board.fingerprint(plan.gate(), plan.graph());
  }

  /// What is to be sent. Immutable.
  ///
  /// @param gate of the graph in force
  /// @param graph in force
  /// @param repeat how often each case is sent, from 1
  public record Plan(GateNode gate, RoutingGraph graph, GateSuite.Ready suite, int repeat) {
    /// How many requests that is.
    public int requests() {
      return suite.cases().size() * repeat;
    }

    /// The graph behind the gate. No earlier answer counts, and no copy is made.
    private RoutingGraph branch() {
      var off = new HashSet<String>();
      graph
          .nodes()
          .forEach((id, node) -> {
            if (node instanceof CacheNode || node instanceof MirrorNode) {
              off.add(id);
            }
          });
      return graph.withStart(gate.to()).withDisabled(off);
    }

    /// What it is expected to cost; empty if a price is unknown.
    public Optional<Money> estimate(RouteSimulation simulation) {
      RoutingGraph branch = branch();
      Money sum = Money.ZERO;
      for (SuiteCase each : suite.cases()) {
        var trace =
            simulation.of(
                branch,
                SuiteRequest.of(each.request()),
                SuiteRequest.client(each.request()),
                Given.NOTHING);
        Optional<Money> usd = trace.estimate().flatMap(Estimate::usd).map(Estimate.Range::expected);
        if (usd.isEmpty()) {
          return Optional.empty();
        }
        sum = sum.plus(usd.get());
      }
      return Optional.of(new Money(sum.usd().multiply(BigDecimal.valueOf(repeat))));
    }
  }

  /// Runs it on the calling thread; interrupting the thread gives it up.
  ///
  /// @param board dates the result, by the moment and by what is behind the gate as it begins
  /// @param progress gets how many requests are done
  public static GateReport of(LiveRun live, Plan plan, GateBoard board, IntConsumer progress) {
    var run = new GateRun(live, plan, board);
    run.all(progress);
    return run.report();
  }

  private void all(IntConsumer progress) {
    RoutingGraph branch = plan.branch();
    List<SuiteCase> cases = plan.suite().cases();
    for (int i = 0; i < plan.requests(); i++) {
      if (Thread.currentThread().isInterrupted()) {
        lost("it was interrupted", plan.requests() - i);
        return;
      }
      if (isHopeless()) {
        lost("given up, because too many got no answer", plan.requests() - i);
        return;
      }
      one(branch, i % cases.size(), cases.get(i % cases.size()));
      progress.accept(i + 1);
    }
  }

  private boolean isHopeless() {
    return lost * 100 > plan.requests() * MOST_NOT_RUN;
  }

  private void lost(String why, int requests) {
    notRun.merge(why, requests, Integer::sum);
    lost += requests;
  }

  private void one(RoutingGraph branch, int index, SuiteCase test) {
    if (test.request().images() > 0) {
      lost("a suite has no real images", 1);
      return;
    }
    var heard = new Heard();
    Trace trace =
        live.of(
            branch,
            SuiteRequest.of(test.request()),
            SuiteRequest.client(test.request()),
            heard::take);
    trace.cost().ifPresentOrElse(each -> usd = usd.plus(each), () -> unpriced++);
    if (!heard.isWhole(trace)) {
      lost(heard.why(trace), 1);
      return;
    }
    answers++;
    answered.add(index);
    var objection = AnswerVerdict.objection(test.expect().answer().orElseThrow(), heard.text());
    objection.ifPresentOrElse(
        each -> failures.add(new GateReport.Failed(test.name(), each)), () -> passed++);
  }

  private GateReport report() {
    Optional<GateResult> result =
        isHopeless() || answered.isEmpty() ? Optional.empty() : Optional.of(result());
    return new GateReport(
        plan.gate(), plan.requests(), answers, passed, failures, notRun, usd, unpriced, result);
  }

  private GateResult result() {
    return new GateResult(
        began, answered.size(), answers, passed, plan.suite().fingerprint(), branch);
  }
}
