package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.lab.Given;
import io.signalbox.engine.lab.Heard;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.lab.RouteSimulation;
import io.signalbox.engine.lab.judge.JudgeQuestion;
import io.signalbox.engine.route.redaction.RequestRedaction;
import io.signalbox.engine.store.Verdicts.Label;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Makes the calls of a run for real. Safe for threads.
///
/// @param live sends them; they are recorded and paid for as any others
/// @param rehearsal tells which promises are about a prompt
/// @param cards of models
/// @param clock dates what came
public record MatrixCalls(
    LiveRun live,
    RouteSimulation rehearsal,
    Function<Model, ModelCard> cards,
    InstantSource clock) {
  /// Calls for one request, unless a fallback says more.
  private static final int USUAL_ATTEMPTS = 3;

  /// The name of a promise of the graph that forbids a model to see a prompt; empty if none does.
  static Optional<String> forbidding(RoutingGraph graph, Model model, Collection<String> about) {
    return graph.promises().stream()
        .filter(promise -> promise.only().isPresent() && about.contains(promise.name()))
        .filter(promise -> !Promise.allows(promise.only().orElse(Condition.NEVER), model))
        .map(Promise::name)
        .findFirst();
  }

  /// The names of the graph's promises that are about a prompt; no provider is called.
  List<String> promises(RoutingGraph graph, MatrixPrompt prompt) {
    boolean any = graph.promises().stream().anyMatch(promise -> promise.only().isPresent());
    return any
        ? rehearsal.of(graph, prompt.request(), prompt.client(), Given.NOTHING).asked().promises()
        : List.of();
  }

  /// The most that an answer can cost; empty if a price is unknown.
  Optional<Money> most(MatrixTarget target, MatrixPrompt prompt) {
    return target
        .model()
        .map(model -> most(model, prompt.request()))
        .orElseGet(() -> most(target.graph(), prompt.request()));
  }

  /// Of a graph any of its models may answer, after others that failed.
  private Optional<Money> most(RoutingGraph graph, ChatRequest request) {
    Money dearest = Money.ZERO;
    for (Model model : graph.models().values()) {
      Optional<Money> each = most(model, request);
      if (each.isEmpty()) {
        return Optional.empty();
      }
      dearest = dearest.max(each.get());
    }
    int attempts =
        graph.nodes().values().stream()
            .filter(FallbackNode.class::isInstance)
            .map(FallbackNode.class::cast)
            .mapToInt(node -> node.attempts().orElse(USUAL_ATTEMPTS))
            .max()
            .orElse(USUAL_ATTEMPTS);
    var times = BigDecimal.valueOf(Math.max(attempts, USUAL_ATTEMPTS));
    return Optional.of(new Money(dearest.usd().multiply(times)));
  }

  private Optional<Money> most(Model model, ChatRequest request) {
    ModelCard card = cards.apply(model);
    return Estimate.worstCase(
            card, request, card.promptTokens(request), JudgeQuestion.LONGEST_ANSWER)
        .map(WorstCase::usd);
  }

  /// Asks for an answer.
  MatrixCell answer(MatrixTarget target, MatrixPrompt prompt) {
    var heard = new Heard();
    Trace trace = live.of(target.graph(), prompt.request(), prompt.client(), heard::take);
    Optional<Usage> usage = trace.answer().flatMap(Attempt::usage);
    return new MatrixCell(
        new MatrixCell.CellKey(target.key(), prompt.key()),
        target.id(),
        prompt.name(),
        heard.isWhole(trace) ? "" : heard.why(trace),
        heard.text(),
        heard.tools(),
        trace.answeredBy(),
        trace.firstTokenMillis(),
        trace.millis(),
        usage.map(Usage::promptTokens).orElse(0L),
        usage.map(Usage::completionTokens).orElse(0L),
        trace.cost(),
        trace.id(),
        clock.instant());
  }

  /// What a judge is asked about a pair.
  ///
  /// @param targetFirst whether the answer is shown before that of the base
  /// @param hidden what graphs that are compared keep from models
  static ChatRequest question(
      MatrixJudge judge,
      MatrixPrompt prompt,
      MatrixCell target,
      MatrixCell base,
      boolean targetFirst,
      Set<RewriteNode.Redaction> hidden) {
    var shown =
        new JudgeQuestion.Shown(
            conversation(prompt.request()),
            targetFirst ? target.answer() : base.answer(),
            targetFirst ? base.answer() : target.answer());
    String mark = UUID.randomUUID().toString();
    return new RequestRedaction(hidden)
        .of(JudgeQuestion.request(judge.model().id(), judge.rubric(), shown, mark))
        .withMetadata(prompt.request().metadata());
  }

  private static String conversation(ChatRequest request) {
    var all = new StringBuilder();
    request
        .messages()
        .forEach(message ->
            all.append(message.role().name().toLowerCase(java.util.Locale.ROOT))
                .append(": ")
                .append(message.text())
                .append('\n'));
    return all.toString().strip();
  }

  /// The most that a judge's answer can cost; empty if its price is unknown.
  Optional<Money> most(MatrixJudge judge, ChatRequest question) {
    return most(judge.model(), question);
  }

  /// What a judge said.
  ///
  /// @param label empty: no answer came
  /// @param why none came
  record Said(Optional<Label> label, String why, Optional<Money> usd) {}

  /// Asks a judge.
  Said verdict(MatrixJudge judge, ChatRequest question, boolean targetFirst) {
    var heard = new Heard();
    Trace trace = live.of(judge.graph(), question, Client.LOCAL, heard::take);
    return heard.isWhole(trace)
        ? new Said(Optional.of(JudgeQuestion.label(heard.text(), targetFirst)), "", trace.cost())
        : new Said(Optional.empty(), heard.why(trace), trace.cost());
  }
}
