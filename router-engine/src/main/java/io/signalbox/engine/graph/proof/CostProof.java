package io.signalbox.engine.graph.proof;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Proves that no call costs more than promised, or finds each that can: with the longest prompt
/// and answer that the rules on the way and the model's limits leave.
///
/// Example: a model takes 200,000 tokens at $3 a million and answers with up to 64,000 at $15.
/// Where the rules let only `tokens <= 8000 && max_tokens <= 1000` come to it, a call costs 8,000 ×
/// $3 / 1M
/// + 1,000 × $15 / 1M = $0.039 at most. Without the rules the longest answer and a prompt that
///   fills the rest of the window come to 136,000 × $3 / 1M + 64,000 × $15 / 1M = $1.368.
final class CostProof implements PathExploration.Visitor {
  private static final Expr TOKENS = new Expr.Variable(Signal.TOKENS, List.of());
  private static final Expr MAX_TOKENS = new Expr.Variable(Signal.MAX_TOKENS, List.of());

  private static final int FRAME = 400; // characters around the question, the labels and the text
  private static final int MOST_BYTES = 3; // of a character of a text in UTF-16

  /// So many paths to one call are looked at closely.
  private static final int MOST_LOOKS = 40;

  private final Promise promise;
  private final Money most;
  private final Function<Model, ModelCard> cards;
  private final Map<Called, Verdict> broken = new LinkedHashMap<>();
  private final Map<Called, Verdict> doubts = new LinkedHashMap<>();
  private final Map<Called, Integer> looks = new HashMap<>();

  private CostProof(Promise promise, Money most, Function<Model, ModelCard> cards) {
    this.promise = promise;
    this.most = most;
    this.cards = cards;
  }

  /// The calls that can cost more, then those of which it is not known.
  static List<Verdict> of(
      RoutingGraph graph, Promise promise, Money most, Function<Model, ModelCard> cards) {
    var proof = new CostProof(promise, most, cards);
    boolean ended =
        new PathExploration(graph, proof).go(Promises.cases(promise), Promises.decisions(promise));
    proof.doubts.keySet().removeAll(proof.broken.keySet());
    var verdicts = new ArrayList<Verdict>(proof.broken.values());
    verdicts.addAll(proof.doubts.values());
    if (!ended) {
      verdicts.add(Verdict.Unknown.tooMany(promise));
    }
    return verdicts.isEmpty() ? List.of(new Verdict.Holds(promise)) : verdicts;
  }

  @Override
  public boolean reached(Model model, Knowledge known, GraphPath way) {
    ModelCard card = cards.apply(model);
    OptionalLong prompt = least(high(known.of(TOKENS)), card.contextTokens());
    return look(new Call(model, card, "", prompt, answer(model, card, known)), known, way);
  }

  @Override
  public boolean consulted(AskNode node, Model model, Knowledge known, GraphPath way) {
    ModelCard card = cards.apply(model);
    OptionalLong prompt = least(promptOf(node), card.contextTokens());
    OptionalLong answer =
        isOverridden(model)
            ? card.maxOutputTokens()
            : least(OptionalLong.of(AskNode.LONGEST_ANSWER), card.maxOutputTokens());
    return look(new Call(model, card, node.id(), prompt, answer), known, way);
  }

  /// @return whether to go on
  private boolean look(Call call, Knowledge known, GraphPath way) {
    if (call.card().price().isEmpty()) {
      doubt(call, "the price of " + call.model().id() + " is unknown", way);
    } else if (call.prompt().isEmpty() || call.answer().isEmpty()) {
      String what = call.prompt().isEmpty() ? "prompt" : "answer";
      doubt(call, "nothing limits the " + what + " at " + call.model().id(), way);
    } else if (!broken.containsKey(call.called())) {
      judge(call, known, way);
    }
    return true;
  }

  /// The most tokens that it is sent: a text has at most as many as bytes.
  private static OptionalLong promptOf(AskNode ask) {
    long labels = ask.answers().keySet().stream().mapToLong(label -> label.length() + 3L).sum();
    long letters = ask.question().length() + labels + AskNode.LONGEST_TEXT + FRAME;
    return OptionalLong.of(letters * MOST_BYTES);
  }

  /// What a finding is about: a model, called for the answer or for the decision of a node.
  private record Called(String model, String by) {}

  /// A call that a request may make.
  ///
  /// @param by the node for whose decision it is; empty: it is for the answer
  /// @param prompt the most tokens of the prompt; empty: not limited
  /// @param answer the most tokens of the answer; empty: not limited
  private record Call(
      Model model, ModelCard card, String by, OptionalLong prompt, OptionalLong answer) {
    Called called() {
      return new Called(model.id(), by);
    }
  }

  private void judge(Call call, Knowledge known, GraphPath way) {
    Price price = call.card().price().orElseThrow();
    long answer = call.answer().orElseThrow();
    if (worst(price, call.prompt().orElseThrow(), answer).compareTo(most) <= 0) {
      return;
    }
    long window = call.card().contextTokens().orElse(Long.MAX_VALUE);
    long prompt = Math.min(call.prompt().orElseThrow(), Math.max(0, window - answer));
    Money likely = plain(price, prompt, answer);
    String words = arithmetic(call.model(), prompt, answer, likely);
    if (likely.compareTo(most) <= 0) {
      doubt(call, words + ", and more if the prompt is written to a cache", way);
      return;
    }
    boolean looked = looks.merge(call.called(), 1, Integer::sum) <= MOST_LOOKS;
    Optional<Map<String, Object>> example = looked ? Witness.of(way, known) : Optional.empty();
    example.ifPresentOrElse(
        values -> broken(call, words, way, values),
        () -> doubt(call, words + ", but no request was found that takes this path", way));
  }

  private void broken(Call call, String words, GraphPath way, Map<String, Object> example) {
    broken.put(
        call.called(),
        new Verdict.Broken(promise, way.path(), way.exits(), Optional.empty(), example, words));
  }

  private void doubt(Call call, String reason, GraphPath way) {
    doubts.putIfAbsent(call.called(), Verdict.Unknown.on(way, promise, reason));
  }

  private static String arithmetic(Model model, long prompt, long answer, Money usd) {
    return String.format(
        Locale.ROOT,
        "a call of %s can cost %s: %,d prompt tokens and %,d for the answer",
        model.id(),
        usd.shown(),
        prompt,
        answer);
  }

  /// A parameter of the model may ask for more than the client does.
  private static OptionalLong answer(Model model, ModelCard card, Knowledge known) {
    boolean said = known.of(MAX_TOKENS).filter(each -> low(each) >= 1).isPresent();
    return isOverridden(model) || !said
        ? card.maxOutputTokens()
        : least(high(known.of(MAX_TOKENS)), card.maxOutputTokens());
  }

  private static boolean isOverridden(Model model) {
    return model.params().keySet().stream().anyMatch(name -> name.contains("max"));
  }

  private static double low(Domain domain) {
    return domain instanceof Domain.Numbers numbers ? numbers.low().doubleValue() : 0;
  }

  /// The upper bound, where a rule gives one.
  private static OptionalLong high(Optional<Domain> domain) {
    return domain.isPresent()
            && domain.get() instanceof Domain.Numbers numbers
            && numbers.high().doubleValue() < Integer.MAX_VALUE
        ? OptionalLong.of(numbers.high().longValue())
        : OptionalLong.empty();
  }

  private static OptionalLong least(OptionalLong a, OptionalLong b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isPresent() ? a : b;
    }
    return OptionalLong.of(Math.min(a.getAsLong(), b.getAsLong()));
  }

  /// The most that so many tokens can cost: in whatever tier, read plainly or written to a cache.
  private static Money worst(Price price, long prompt, long answer) {
    Money worst = Money.ZERO;
    for (Price.Tier tier : price.tiers()) {
      long size = Math.min(prompt, tierEnd(price, tier));
      if (size > tier.above() || tier.above() == 0) {
        worst = worst.max(plain(price, size, answer));
        worst = worst.max(cost(price, usage(size, size, 0, answer)));
        worst = worst.max(cost(price, usage(size, 0, size, answer)));
      }
    }
    return worst;
  }

  private static long tierEnd(Price price, Price.Tier tier) {
    return price.tiers().stream()
        .mapToLong(Price.Tier::above)
        .filter(above -> above > tier.above())
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static Usage usage(long prompt, long written, long writtenHour, long answer) {
    return new Usage(prompt, 0, written, writtenHour, answer, 0, Optional.empty());
  }

  private static Money plain(Price price, long prompt, long answer) {
    return cost(price, Usage.of(prompt, answer));
  }

  private static Money cost(Price price, Usage usage) {
    return Cost.most(Optional.of(price), usage).orElse(Money.ZERO);
  }
}
