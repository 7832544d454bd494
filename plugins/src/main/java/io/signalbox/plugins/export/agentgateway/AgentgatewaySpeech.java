package io.signalbox.plugins.export.agentgateway;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.Sayable;
import io.signalbox.plugins.export.Statuses;
import io.signalbox.plugins.export.UnspeakableException;
import io.signalbox.plugins.export.choice.Speech;
import io.signalbox.plugins.export.choice.Test;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What agentgateway can say.
record AgentgatewaySpeech() implements Speech {
  static final String NAME = "agentgateway";

  @Override
  public String gateway() {
    return NAME;
  }

  @Override
  public void say(Expr condition) throws UnspeakableException {
    var _ = new CelText(new RequestFacts()).of(new Test(condition, "", false));
  }

  @Override
  public void reportRules(RulesNode node, FidelityReport report) {
    // its CEL decides the same
  }

  @Override
  public void reportSplit(SplitNode node, FidelityReport report) {
    report.approximate(
        node.id(),
        "agentgateway assigns a branch at random for each request, so it takes another branch than"
            + " Signalbox"
            + (node.sticky() == SplitNode.Sticky.REQUEST ? "." : ", and none is sticky."));
  }

  @Override
  public void reportFallback(FallbackNode node, FidelityReport report) {
    Statuses.report(node, report);
    if (!node.on().contains(FailureClass.UNREACHABLE) && node.to().size() > 1) {
      report.unsupported(
          node.id(),
          "agentgateway tries again whenever a server cannot be reached, which does not lead on"
              + " here: only the first model is called.");
      return;
    }
    report.approximate(
        node.id(),
        "A failing model is passed over by all requests for 30 s. A request of more than 64 KB is"
            + " not tried again. A model that cannot take a request, such as one with images, is"
            + " called all the same.");
    if (node.retries() > 0) {
      report.approximate(
          node.id(), "Failures of all requests together count as retries, without a wait.");
    }
    if (node.firstToken().isPresent() && !node.on().contains(FailureClass.TIMEOUT)) {
      report.approximate(node.id(), "The first-token timeout is lost, since it does not lead on.");
    }
  }

  @Override
  public void reportReject(RejectNode node, FidelityReport report) {
    report.remark(
        node.id(), "The message has the shape of OpenAI's errors, whatever the client speaks.");
  }

  @Override
  public Optional<String> balance(BalanceNode.Measure by) {
    return switch (by) {
      case LATENCY, IN_FLIGHT, TURNS ->
          Optional.of(
              "agentgateway takes the better of two models that it picks at random, by health and"
                  + " latency; `where` is ignored.");
      case COST, HEADROOM, SUCCESS -> Optional.empty();
    };
  }

  @Override
  public Optional<String> counts(LimitNode node, RejectNode over) {
    return node.requests().getAsLong() > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(
            "Each process counts for itself, in spans that begin when it starts instead of those of"
                + " the calendar, and refuses with status 429 and words of its own.");
  }

  @Override
  public Optional<String> objection(String name, @Nullable Object value) {
    return Sayable.json(name, value);
  }

  @Override
  public Optional<String> dropObjection(String name) {
    return Set.of("images").contains(name)
        ? Optional.of("agentgateway drops whole members only")
        : Optional.empty();
  }

  @Override
  public Optional<String> prependObjection() {
    return Optional.empty();
  }

  @Override
  public Optional<String> appendObjection() {
    return Optional.of("agentgateway adds messages at the end of the conversation only");
  }
}
