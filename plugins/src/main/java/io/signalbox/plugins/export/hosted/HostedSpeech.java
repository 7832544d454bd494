package io.signalbox.plugins.export.hosted;

import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.Sayable;
import io.signalbox.plugins.export.choice.Speech;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a request can say to a hosted service, which decides nothing by rules: callers choose among
/// requests, and can look at whatever a condition does.
///
/// @param mostCalls how many models a request may name
record HostedSpeech(String gateway, int mostCalls) implements Speech {
  @Override
  public boolean fallsBack() {
    return mostCalls > 1;
  }

  @Override
  public void say(Expr condition) {
    // callers work it out
  }

  @Override
  public boolean byText() {
    return true;
  }

  @Override
  public boolean draws() {
    return false;
  }

  @Override
  public void reportRules(RulesNode node, FidelityReport report) {
    var paste = new StringBuilder();
    for (RulesNode.Rule rule : node.rules()) {
      paste.append(rule.when().text().replaceAll("\\s+", " "));
      paste.append("  # -> ").append(rule.to().replaceAll("\\p{Cntrl}+", " ")).append('\n');
    }
    report.manual(
        node.id(),
        gateway
            + " has no conditions: each path through the rules is a request of its own, and the"
            + " caller has to take the first one whose condition holds, by the list of the whole"
            + " graph.",
        paste.toString());
  }

  @Override
  public void reportSplit(SplitNode node, FidelityReport report) {
    // the draw is lost, which is said where it is
  }

  @Override
  public void reportFallback(FallbackNode node, FidelityReport report) {
    if (fallsBack() && node.to().size() > 1) {
      report.approximate(node.id(), gateway + " goes on after every error, whatever its class.");
    }
    if (node.retries() > 0) {
      report.unsupported(node.id(), "Retries are missing: a request cannot ask for them.");
    }
    if (node.firstToken().isPresent() || node.total().isPresent()) {
      report.unsupported(node.id(), "Its times are missing: callers set timeouts themselves.");
    }
  }

  @Override
  public void reportReject(RejectNode node, FidelityReport report) {
    report.manual(
        node.id(),
        "There is no request for it: the caller sends none and answers by itself.",
        "%d %s%n".formatted(node.status(), node.message().replaceAll("\\p{Cntrl}+", " ")));
  }

  @Override
  public Optional<String> objection(String name, @Nullable Object value) {
    return Sayable.json(name, value);
  }

  @Override
  public Optional<String> dropObjection(String name) {
    return Optional.of("callers have to leave it out themselves");
  }

  @Override
  public Optional<String> prependObjection() {
    return Optional.of("callers write the system prompt themselves");
  }

  @Override
  public Optional<String> appendObjection() {
    return prependObjection();
  }
}
