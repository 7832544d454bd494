package io.signalbox.plugins.export.ways;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.Nearest;
import io.signalbox.plugins.export.Statuses;
import io.signalbox.plugins.export.UnspeakableException;
import io.signalbox.plugins.export.choice.HalfSeen;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A gateway whose routes have conditions: a way is a route, the first one that holds. A route
/// draws one of its models, or calls them one after the other.
///
/// @param <C> what it calls a condition
public abstract class RoutedCarrier<C> implements Carrier<C> {
  private final String main;
  private final ConditionWords<C> words;

  /// @param main the name of the route of requests of which no rule holds
  protected RoutedCarrier(String main, ConditionWords<C> words) {
    this.main = main;
    this.words = words;
  }

  /// What is said of labels; empty: they are read wherever they stand.
  protected abstract Optional<String> labels();

  /// Where calls have no limit of time, as the end of a sentence.
  protected String timeless() {
    return "behind a split";
  }

  /// Why a request cannot get a member; empty: it can.
  protected abstract Optional<String> objection(String name, String json);

  /// Reports what of a model's own parameters is not sent, or not alone.
  public void parameters(Model model, FidelityReport report) {
    model
        .params()
        .forEach((name, json) -> {
          beside(name).ifPresent(what -> report.approximate(model.id(), what));
          objection(name, json)
              .ifPresent(why ->
                  report.unsupported(
                      model.id(), "Its parameter " + name + " is not sent: " + why + "."));
        });
  }

  /// Of what it sees a part only.
  protected HalfSeen halfSeen() {
    return new HalfSeen(Set.of());
  }

  @Override
  public String ways() {
    return "routes";
  }

  @Override
  public String tooLate() {
    return gateway() + " chooses a route before it splits or falls back";
  }

  private String lack() {
    return gateway() + " has no words for ";
  }

  @Override
  public Optional<C> said(RulesNode node, RulesNode.Rule rule, FidelityReport report) {
    try {
      var near = Nearest.of(rule.when().tree(), this::ruled);
      near.lost().forEach(why -> report.narrowed(node, rule, lack() + why));
      if (rule.when().text().contains("metadata")) {
        labels().ifPresent(what -> report.approximate(node.id(), what));
      }
      return Optional.of(near.said());
    } catch (UnspeakableException e) {
      report.leftOut(node, rule, lack() + e.why());
      return Optional.empty();
    }
  }

  @Override
  public Optional<C> guard(Promise promise, FidelityReport report) {
    var when = promise.when().orElseThrow();
    try {
      C said = promised(when.tree());
      if (when.text().contains("metadata")) {
        labels().ifPresent(what -> report.approximate(promise, what));
      }
      return Optional.of(said);
    } catch (UnspeakableException e) {
      report.approximate(
          promise,
          lack() + e.why() + ": the promise is kept for every request, whatever its condition.");
      return Optional.empty();
    }
  }

  private C ruled(Expr condition) throws UnspeakableException {
    halfSeen().inRule(condition);
    return words.of(condition);
  }

  /// Must hold wherever the condition does.
  protected C promised(Expr condition) throws UnspeakableException {
    halfSeen().inPromise(condition);
    return words.of(condition);
  }

  @Override
  public C always() {
    return words.all(List.of());
  }

  @Override
  public C both(C outer, C inner) {
    return words.all(List.of(outer, inner));
  }

  @Override
  public C either(C one, C other) {
    return words.any(List.of(one, other));
  }

  @Override
  public String prefix(boolean kept) {
    return main(kept) + ".";
  }

  @Override
  public String main(boolean kept) {
    return kept ? main + ".kept" : main;
  }

  @Override
  public Optional<String> choice() {
    return Optional.empty();
  }

  @Override
  public boolean drawsGoOn() {
    return false;
  }

  @Override
  public String drawnEnd() {
    return gateway() + " has no share without a model";
  }

  @Override
  public boolean drawsFirst() {
    return false;
  }

  @Override
  public boolean repeats() {
    return false;
  }

  @Override
  public Optional<Set<FailureClass>> classes(Set<FailureClass> on) {
    return Optional.of(Set.copyOf(on));
  }

  @Override
  public void fallback(FallbackNode node, FidelityReport report) {
    Statuses.report(node, report);
    if (node.retries() > 0) {
      report.unsupported(node.id(), gateway() + " does not call a failed model again.");
    }
    if (node.firstToken().isPresent()) {
      report.unsupported(
          node.id(),
          "first_token is lost: a limit of " + gateway() + " would end whole answers, too.");
    }
    if (node.total().isPresent()) {
      report.approximate(
          node.id(),
          "The total timeout applies to each call and to each wait for more of it, and is lost "
              + timeless()
              + ".");
    }
  }

  @Override
  public void reject(RejectNode node, FidelityReport report) {
    report.approximate(
        node.id(), "The error has the shape of " + gateway() + "'s own, not of OpenAI's.");
  }

  @Override
  public Optional<String> beside(String name) {
    return name.equals("max_tokens")
        ? Optional.of("A client's own max_completion_tokens stays beside max_tokens.")
        : Optional.empty();
  }

  @Override
  public Optional<String> cannotDrop(String name) {
    return Optional.of(name + " stays in the request: " + gateway() + " drops nothing here.");
  }

  @Override
  public String drawn() {
    return gateway()
        + " takes turns by weight, so a request takes another branch than in Signalbox; the"
        + " fallbacks of a branch are left out.";
  }

  @Override
  public Optional<String> refusal() {
    return Optional.empty();
  }

  @Override
  public Optional<String> cannotSet(String name, String json) {
    return objection(name, json);
  }
}
