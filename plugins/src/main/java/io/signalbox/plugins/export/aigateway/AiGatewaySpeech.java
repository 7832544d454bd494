package io.signalbox.plugins.export.aigateway;

import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.Sayable;
import io.signalbox.plugins.export.Statuses;
import io.signalbox.plugins.export.UnspeakableException;
import io.signalbox.plugins.export.choice.HalfSeen;
import io.signalbox.plugins.export.choice.Speech;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Envoy AI Gateway can say.
record AiGatewaySpeech() implements Speech {
  static final String NAME = "Envoy AI Gateway";

  @Override
  public String gateway() {
    return NAME;
  }

  @Override
  public void say(Expr condition) throws UnspeakableException {
    var _ = HeaderMatches.of(condition);
  }

  @Override
  public HalfSeen halfSeen() {
    return new HalfSeen(Set.of(Signal.METADATA));
  }

  @Override
  public void reportRules(RulesNode node, FidelityReport report) {
    report.approximate(
        node.id(),
        "Labels are read only from headers of their own, as in x-signalbox-metadata-task:"
            + " translate; labels in the body are not seen.");
  }

  @Override
  public void reportSplit(SplitNode node, FidelityReport report) {
    report.approximate(
        node.id(),
        "Envoy assigns a branch at random for each request, so it takes another branch than"
            + " Signalbox, and none is sticky; of a branch with several models only the first one"
            + " is called.");
  }

  @Override
  public void reportFallback(FallbackNode node, FidelityReport report) {
    Statuses.report(node, report);
    report.approximate(
        node.id(),
        "A failing model is called again each time, for there is no circuit breaker; and a model"
            + " that cannot take a request, such as one with images, is called all the same.");
    if (node.retries() > 0) {
      report.approximate(node.id(), "Retries wait 0.1 s and longer, and do not read Retry-After.");
    }
    if (node.firstToken().isPresent()) {
      report.approximate(
          node.id(), "The first-token timeout is lost: it would end whole answers, too.");
    }
  }

  @Override
  public void reportReject(RejectNode node, FidelityReport report) {
    report.approximate(
        node.id(),
        "Requests are refused with status 503 and Envoy's words, not with %d and this message: they go to an address that does not exist."
            .formatted(node.status()));
  }

  @Override
  public Optional<String> balance(BalanceNode.Measure by) {
    return switch (by) {
      case TURNS, IN_FLIGHT ->
          Optional.of("Envoy chooses at random among the models; `where` is ignored.");
      case COST, LATENCY, HEADROOM, SUCCESS -> Optional.empty();
    };
  }

  @Override
  public Optional<String> objection(String name, @Nullable Object value) {
    return Sayable.json(name, value);
  }

  @Override
  public Optional<String> dropObjection(String name) {
    return name.equals("images")
        ? Optional.of("only whole members can be removed")
        : Optional.empty();
  }

  @Override
  public Optional<String> prependObjection() {
    return Optional.of("Envoy AI Gateway adds nothing to prompts");
  }

  @Override
  public Optional<String> appendObjection() {
    return prependObjection();
  }
}
