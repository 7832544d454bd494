package io.signalbox.engine.route;

import io.signalbox.engine.cache.CacheQuery;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.route.keys.KeyPool;
import io.signalbox.engine.route.redaction.RedactionMarks;
import io.signalbox.engine.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The route of one request, worked out as far as it is needed: a branch that is never reached
/// decides nothing. Belongs to one thread.
public final class RoutePlan implements OtherCalls {
  private final RoutingGraph graph;
  private final Decisions decisions;
  private final Asides asides;
  private final CallLimit callLimit;
  private final Facts asked;
  private final RouteParts parts;
  private final Branchings branchings;
  private final List<Step> steps = new ArrayList<>();
  private final QuotaDecisions quotas;
  private final Arrivals arrivals;
  private RoutePosition passage;
  private Optional<Stand> beforeHedge = Optional.empty();
  private KeyPool keys = KeyPool.NONE;
  private Optional<Model> called = Optional.empty();

  /// @param before the steps that led to the start
  RoutePlan(RouteParts parts, RoutePosition start, CallLimit callLimit, List<Step> before) {
    this.graph = parts.graph();
    this.parts = parts;
    this.callLimit = callLimit;
    this.branchings = new Branchings(callLimit);
    this.quotas = new QuotaDecisions(graph, parts.world());
    this.arrivals = new Arrivals(parts, quotas);
    this.asides =
        new Asides(
            parts,
            quotas,
            callLimit,
            start.facts(),
            (mirror, at) ->
                new RoutePlan(
                    parts.ofCopy(), at, callLimit.ofCopy(), Asides.toCopy(steps, mirror, at)));
    this.decisions = new Decisions(parts, quotas, asides.findings());
    this.passage = start;
    this.asked = start.facts();
    this.steps.addAll(before);
  }

  /// Where a call was made, with what is left to try there.
  private record Stand(RoutePosition passage, KeyPool keys) {}

  /// The first move.
  public Move next() {
    return walk();
  }

  /// The move after the model of the last one failed.
  public Move after(Failure failure) {
    called.ifPresent(model -> heed(model, failure));
    if (keyHelps(failure.kind())) {
      branchings.made();
      return withNextKey();
    }
    String because = passage.at() + " " + failure.kind().id();
    Optional<QuotaDecisions.Back> back = backAfter(failure.kind());
    return branchings
        .after(failure.kind(), QuotaDecisions.depth(back))
        .map(next -> goOn(next, next.isRetry() ? "retry: " + because : because))
        .orElseGet(() -> over(back));
  }

  /// The move after an answer broke off of which the client has read so much, all of it plain text:
  /// a fallback that continues answers has its next model go on there.
  public Move afterBroken(Failure failure, String said) {
    called.ifPresent(model -> heed(model, failure));
    String because = passage.at() + " " + failure.kind().id();
    Optional<Failover> next = branchings.brokenOff(failure.kind(), said);
    String after = "continues after " + said.length() + " characters: " + because;
    return next.isPresent() ? goOn(next.get(), after) : new Move.End();
  }

  private boolean keyHelps(FailureClass failure) {
    return keys.helps(failure) && branchings.hasCallLeft();
  }

  private Move withNextKey() {
    keys = keys.rest();
    return offer(keys.first());
  }

  /// The budget that takes `over` if no other model is left after a failure.
  private Optional<QuotaDecisions.Back> backAfter(FailureClass failure) {
    return quotas.dropping(passage).filter(back -> branchings.heeds(failure, back.depth()));
  }

  /// Goes back to a budget or limit, which takes `over`; it ends if there is none.
  private Move over(Optional<QuotaDecisions.Back> back) {
    if (back.isEmpty()) {
      return new Move.End();
    }
    quotas.leave(back.get());
    branchings.leaveTo(back.get().depth());
    passage = back.get().position();
    return walk();
  }

  /// The call of a model failed while another one goes on.
  public void heed(Model model, Failure failure) {
    arrivals.heed(model, failure, passage.facts());
  }

  /// The move after the model of the last one could not be called for want of something; that does
  /// not count as a call.
  public Move afterNotCalled(Failure failure) {
    branchings.takeBack();
    return after(failure);
  }

  /// The move after the model of the last one was skipped. If it was to be called, that does not
  /// count as a call.
  public Move passOver() {
    if (keys.hasMore()) {
      branchings.takeBack();
      return withNextKey();
    }
    Optional<QuotaDecisions.Back> back = quotas.dropping(passage);
    return branchings
        .onward(QuotaDecisions.depth(back))
        .map(next -> goOn(next, passage.at() + " was skipped"))
        .orElseGet(() -> over(back));
  }

  /// The move after a budget or limit had no room for what was to be held.
  public Move over(Shortage shortage) {
    branchings.takeBack();
    keys = KeyPool.NONE;
    return quotas
        .dropped(shortage, passage.claims())
        .flatMap(dropped -> called.<Move>map(model -> quotas.skip(model, dropped)))
        .orElseGet(() -> over(quotas.over(shortage, passage)));
  }

  /// The move after the model of the last consultation answered.
  ///
  /// @param real whether a provider was called for it; of what was simulated nothing is remembered
  public Move consulted(String answer, boolean real) {
    asides.consulted(answer, real);
    return walk();
  }

  /// The move after the last consultation brought no answer; why is for a person.
  public Move notConsulted(String why) {
    asides.notConsulted(why);
    return walk();
  }

  /// The move after the last copy was not made; why is for a person.
  public Move notCopied(String why) {
    asides.notCopied(why);
    return walk();
  }

  /// The call before a hedge may be the one that has answered.
  @Override
  public void answered(Model model, Usage usage) {
    RoutePosition first = beforeHedge.map(Stand::passage).orElse(passage);
    var at = first.at().equals(model.id()) ? first : passage;
    arrivals.answered(model, at.warmth(), usage);
  }

  private Move goOn(Failover next, String because) {
    stepTo(next, because);
    return walk();
  }

  private void stepTo(Failover next, String because) {
    passage = branchings.place(next);
    steps.add(new Step(next.node(), next.label(), passage.at(), because, Map.of(), List.of(), 0));
  }

  /// An earlier answer is given: the route ends at its cache.
  ///
  /// @param because what was found, for a person
  public void recalled(String node, String because) {
    steps.add(new Step(node, "hit", "", because, Map.of(), List.of(), 0));
  }

  /// The move after no earlier answer was found, or none that may be given; why is for a person.
  public Move notRecalled(String node, String why) {
    asides.notRecalled(node, why);
    return walk();
  }

  /// Why this request must not be given an answer of a model; empty if it may.
  ///
  /// @param model the model's id
  public Optional<String> forbids(String model) {
    return parts.forbidden(asked, model);
  }

  /// What caches keep the answer of the last model for.
  public List<CacheQuery> keeping() {
    return passage.keeping();
  }

  /// What the answer is given back for the client, at the place where the request stands.
  public RedactionMarks marks() {
    return passage.marks();
  }

  /// The decisions so far, in order.
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  /// A signal that is a text, of the request as it came.
  public String asked(Signal signal) {
    return asked.text(signal);
  }

  /// The ids of the nodes that were passed, each once.
  @Override
  public List<String> path() {
    return Step.path(steps);
  }

  @Override
  public List<Step> experiments() {
    return Step.experiments(steps);
  }

  /// How many calls there were with the last move; models that were not called do not count.
  @Override
  public int calls() {
    return callLimit.made();
  }

  /// Whether another model, or another key of the same, would be left to call after the last move.
  @Override
  public boolean hasAlternative() {
    return hasOtherModel() || (keys.hasMore() && branchings.hasCallLeft());
  }

  private boolean hasOtherModel() {
    return branchings.hasAlternative() || (callLimit.hasLeft() && quotas.hasOver(passage));
  }

  /// Whether a failure of this class would continue with another model or key.
  @Override
  public boolean catches(FailureClass failure) {
    return branchings.catches(failure) || keyHelps(failure) || backAfter(failure).isPresent();
  }

  private Move walk() {
    decisions.begin();
    // A graph without errors has no cycle, so the walk ends.
    while (true) {
      var at = graph.node(passage.at());
      if (at.isEmpty()) {
        return arrive(graph.model(passage.at()).orElseThrow());
      }
      Node node = at.get();
      if (node instanceof RejectNode reject) {
        steps.add(new Step(reject.id(), "", "", "rejects", Map.of(), List.of(), 0));
        return new Move.Reject(reject.id(), reject.status(), quotas.told(reject.message()));
      }
      Optional<Move> aside = asides.before(node, passage);
      if (aside.isPresent()) {
        return aside.get();
      }
      take(node);
    }
  }

  private void take(Node node) {
    RoutePosition before = passage;
    var decision = decisions.at(node, passage);
    steps.add(decision.step());
    quotas.passed(before, decision, branchings.depth());
    decision.branching().ifPresent(branchings::enter);
    passage = asides.keeping(node.id(), decision.passage());
  }

  private Move arrive(Model model) {
    var obstacle = arrivals.obstacle(model, passage);
    keys = obstacle.isPresent() ? KeyPool.NONE : arrivals.keys(model, passage, called);
    return obstacle.<Move>map(skip -> skip).orElseGet(() -> offer(keys.first()));
  }

  private Move offer(Model model) {
    Optional<String> unfit = hasOtherModel() ? arrivals.unfit(model, passage) : Optional.empty();
    return unfit.<Move>map(why -> new Move.Skip(model, why)).orElseGet(() -> call(model));
  }

  private Move.Call call(Model model) {
    branchings.called();
    called = Optional.of(model);
    beforeHedge = Optional.empty();
    return arrivals.call(model, passage, branchings);
  }

  /// The call of the next model besides the last one, which has not answered in time; empty if it
  /// is not a model that can take the request. It counts as any other call.
  public Optional<Move.Call> hedge() {
    Optional<Failover> top = branchings.hedging();
    Optional<Model> model = top.flatMap(each -> graph.model(each.next().at()));
    if (model.isEmpty() || arrivals.unfit(model.get(), top.get().next()).isPresent()) {
      return Optional.empty();
    }
    var before = new Stand(passage, keys);
    top.get().hedged();
    stepTo(top.get(), "hedge: " + passage.at() + " has not answered yet");
    keys = arrivals.keys(model.get(), passage, Optional.empty());
    var hedge = call(keys.first());
    beforeHedge = Optional.of(before);
    return Optional.of(hedge);
  }

  /// The call before the last hedge is the one that counts: it has answered, or failed last.
  public void endedBeforeHedge() {
    beforeHedge.ifPresent(before -> {
      passage = before.passage();
      keys = before.keys();
      called = Optional.of(keys.first());
    });
  }

  /// The model of the last hedge was not called.
  public void notHedged() {
    branchings.notCalled();
    branchings.innermost().orElseThrow().notHedged();
    steps.removeLast();
    endedBeforeHedge();
  }
}
