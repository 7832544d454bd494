package io.signalbox.plugins.export.vllmsr;

import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.UnspeakableException;
import io.signalbox.plugins.export.choice.HalfSeen;
import io.signalbox.plugins.export.choice.Speech;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What vLLM Semantic Router can say.
record VllmSpeech() implements Speech {
  static final String NAME = "vLLM Semantic Router";

  @Override
  public String gateway() {
    return NAME;
  }

  @Override
  public void say(Expr condition) throws UnspeakableException {
    var _ = new SignalRules().of(condition);
  }

  /// Labels of the body, and tokens in its own count.
  @Override
  public HalfSeen halfSeen() {
    return new HalfSeen(Set.of(Signal.METADATA, Signal.TOKENS));
  }

  @Override
  public void reportRules(RulesNode node, FidelityReport report) {
    if (node.rules().stream().anyMatch(each -> reads(each.when().tree(), Signal.METADATA))) {
      report.approximate(
          node.id(), "Labels are read only from the body's metadata, not from a header.");
    }
    if (node.rules().stream().anyMatch(each -> reads(each.when().tree(), Signal.TOKENS))) {
      report.approximate(node.id(), "It counts tokens in its own way.");
    }
  }

  private static boolean reads(Expr expr, Signal signal) {
    return switch (expr) {
      case Expr.Variable variable -> variable.signal() == signal;
      case Expr.Call call -> call.args().stream().anyMatch(each -> reads(each, signal));
      case Expr.Listing listing -> listing.items().stream().anyMatch(each -> reads(each, signal));
      case Expr.Fold fold ->
          Stream.of(fold.over(), fold.step()).anyMatch(each -> reads(each, signal));
      case Expr.Select select -> reads(select.of(), signal);
      case Expr.Literal literal -> false;
      case Expr.Local local -> false;
    };
  }

  @Override
  public boolean draws() {
    return false;
  }

  @Override
  public boolean fallsBack() {
    return false;
  }

  @Override
  public void reportSplit(SplitNode node, FidelityReport report) {
    // the draw itself is lost, which is said where it is
  }

  @Override
  public void reportFallback(FallbackNode node, FidelityReport report) {
    if (node.retries() > 0 || node.firstToken().isPresent() || node.total().isPresent()) {
      report.unsupported(
          node.id(), "Its retries and times are lost: the router sets none for a decision.");
    }
  }

  @Override
  public void reportReject(RejectNode node, FidelityReport report) {
    report.approximate(
        node.id(),
        "Requests fail with a status and words of Envoy's, not with %d and this message: they go to an address where nothing listens."
            .formatted(node.status()));
  }

  @Override
  public Optional<String> objection(String name, @Nullable Object value) {
    return Optional.of("the router sets no such member");
  }

  @Override
  public Optional<String> dropObjection(String name) {
    return Set.of("images", "model", "messages").contains(name)
        ? Optional.of("the router blocks parameters only")
        : Optional.empty();
  }

  @Override
  public Optional<String> prependObjection() {
    return Optional.of("the router only replaces system prompts, or joins them in its own way");
  }

  @Override
  public Optional<String> appendObjection() {
    return prependObjection();
  }
}
