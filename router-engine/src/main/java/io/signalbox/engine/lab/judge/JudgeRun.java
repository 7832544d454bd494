package io.signalbox.engine.lab.judge;

import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.lab.Heard;
import io.signalbox.engine.lab.Judgment;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.route.client.AssignmentHash;
import io.signalbox.engine.store.Pairs;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.Verdicts.Label;
import io.signalbox.engine.store.Verdicts.PairVerdict;
import io.signalbox.engine.trace.Trace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// Asks a judge which of two recorded answers is better: the one that a client got, or that of the
/// copy. What it says is kept after each call, so a run that ends early goes on where it was.
/// Requests are recorded and paid for as any others. Belongs to one thread.
public final class JudgeRun {
  /// So many calls in a row without an answer, and the rest will get none either.
  private static final int MOST_FAILED_IN_A_ROW = 5;

  /// The cost of so many pairs stands for all.
  private static final int ESTIMATED_PAIRS = 50;

  private final LiveRun live;
  private final Store store;
  private final JudgePlan plan;
  private final ModelCard card;
  private final InstantSource clock;
  private final Map<String, Integer> withheld = new LinkedHashMap<>();
  private final Map<String, Integer> failed = new LinkedHashMap<>();
  private Optional<String> stopped = Optional.empty();
  private int verdicts;
  private int broken;
  private int failedInARow;
  private int calls;
  private int asked; // pairs
  private Money usd = Money.ZERO;
  private int unpriced;

  private JudgeRun(
      LiveRun live,
      Store store,
      JudgePlan plan,
      Function<Model, ModelCard> cards,
      InstantSource clock) {
    this.live = live;
    this.store = store;
    this.plan = plan;
    this.card = cards.apply(plan.judge());
    this.clock = clock;
  }

  /// What there is to judge.
  ///
  /// @param pairs the keys of the pairs, each with the verdicts that are known of it
  /// @param before how many need no call any more
  /// @param halves of how many requests only one answer is kept
  private record Work(Map<Pairs.PairKey, List<PairVerdict>> pairs, int before, long halves) {
    static Work of(Store store, JudgePlan plan) {
      var known = new HashMap<String, List<PairVerdict>>();
      for (PairVerdict each : store.verdicts().of(plan.judging())) {
        known.computeIfAbsent(each.request(), request -> new ArrayList<>()).add(each);
      }
      Pairs.KeptPairs kept =
          store.pairs().of(plan.graph().name(), plan.mirror().id(), plan.since());
      var pairs = new LinkedHashMap<Pairs.PairKey, List<PairVerdict>>();
      int before = 0;
      for (Pairs.PairKey key : kept.whole()) {
        List<PairVerdict> said = known.getOrDefault(key.request(), List.of());
        if (said.size() >= plan.turns()) {
          before++;
        } else {
          pairs.put(key, said);
        }
      }
      return new Work(pairs, before, kept.halves());
    }
  }

  /// What a run would be.
  ///
  /// @param pairs how many pairs it would ask about
  /// @param before how many this judge has judged
  /// @param halves of how many copied requests only one answer is kept
  /// @param usd what it costs at most, about; empty if the judge's price is unknown
  public record Offer(int pairs, int before, long halves, Optional<Money> usd) {
    /// Whether no text is kept at all.
    public boolean isWithoutTexts() {
      return pairs + before + halves == 0;
    }
  }

  /// Works out what a run would be; no provider is called.
  public static Offer offer(Store store, JudgePlan plan, Function<Model, ModelCard> cards) {
    Work work = Work.of(store, plan);
    ModelCard card = cards.apply(plan.judge());
    List<Pairs.Pair> some =
        work.pairs().keySet().stream()
            .limit(ESTIMATED_PAIRS)
            .flatMap(key -> store.pairs().find(key).stream())
            .toList();
    Optional<Money> sum = Optional.of(Money.ZERO);
    for (Pairs.Pair each : some) {
      Optional<Money> most = most(card, question(plan, each, false));
      sum = sum.flatMap(before -> most.map(before::plus));
    }
    int pairs = Math.min(plan.limit(), work.pairs().size());
    return new Offer(
        pairs, work.before(), work.halves(), sum.map(s -> scaled(s, some, pairs * plan.turns())));
  }

  private static Money scaled(Money sum, List<Pairs.Pair> some, int calls) {
    return some.isEmpty()
        ? Money.ZERO
        : new Money(
            sum.usd()
                .multiply(BigDecimal.valueOf(calls))
                .divide(BigDecimal.valueOf(some.size()), 12, RoundingMode.UP));
  }

  /// Runs it on the calling thread; interrupting the thread gives it up.
  ///
  /// @param progress gets how many pairs are done
  public static JudgeReport of(
      LiveRun live,
      Store store,
      JudgePlan plan,
      Function<Model, ModelCard> cards,
      InstantSource clock,
      IntConsumer progress) {
    return new JudgeRun(live, store, plan, cards, clock).all(progress);
  }

  private JudgeReport all(IntConsumer progress) {
    Work work = Work.of(store, plan);
    int done = 0;
    for (var each : work.pairs().entrySet()) {
      if (asked >= plan.limit()) {
        break;
      }
      store.pairs().find(each.getKey()).ifPresent(pair -> one(pair, each.getValue()));
      if (stopped.isPresent()) {
        break;
      }
      progress.accept(++done);
    }
    int wanted = Math.min(work.pairs().size() - done, plan.limit() - asked);
    int left = stopped.isPresent() ? wanted : 0;
    List<PairVerdict> all = store.verdicts().of(plan.judging());
    return new JudgeReport(
        plan,
        done + left,
        work.before(),
        work.halves(),
        verdicts,
        broken,
        withheld,
        failed,
        stopped,
        left,
        usd,
        unpriced,
        all.isEmpty() ? Optional.empty() : Optional.of(Judgment.of(plan.judging(), all)));
  }

  private void one(Pairs.Pair pair, List<PairVerdict> known) {
    Optional<String> forbidden = JudgePromises.forbidding(plan.graph(), plan.judge(), pair);
    if (forbidden.isPresent()) {
      withheld.merge(forbidden.get(), 1, Integer::sum);
      return;
    }
    boolean copyFirst = copyFirst(pair, known);
    int before = calls;
    for (int turn = 0; turn < plan.turns() && stopped.isEmpty(); turn++) {
      int next = turn;
      if (known.stream().noneMatch(each -> each.turn() == next)) {
        ask(pair, turn, copyFirst == (turn == 0));
      }
    }
    asked += calls > before ? 1 : 0;
  }

  /// The order of the first turn: drawn, or as it was when the pair was asked before.
  private boolean copyFirst(Pairs.Pair pair, List<PairVerdict> known) {
    return known.stream()
        .findFirst()
        .map(each -> each.copyFirst() == (each.turn() == 0))
        .orElseGet(() -> AssignmentHash.draw(plan.seed() + "\u0000" + pair.key().request()) < 0.5);
  }

  private void ask(Pairs.Pair pair, int turn, boolean copyFirst) {
    if (Thread.currentThread().isInterrupted()) {
      stopped = Optional.of("it was interrupted");
      return;
    }
    ChatRequest request = question(plan, pair, copyFirst);
    if (isTooLong(request)) {
      failed.merge("the texts are too long for " + plan.judge().id(), 1, Integer::sum);
      return;
    }
    Optional<Money> most = most(card, request);
    stopped = plan.usd().flatMap(cap -> overCap(cap, most));
    if (stopped.isEmpty()) {
      call(pair, turn, copyFirst, request, most);
    }
  }

  private static ChatRequest question(JudgePlan plan, Pairs.Pair pair, boolean copyFirst) {
    String mark = UUID.randomUUID().toString();
    return JudgeQuestion.request(plan.judge().id(), plan.question(), pair, copyFirst, mark);
  }

  private boolean isTooLong(ChatRequest request) {
    long tokens = card.promptTokens(request) + (long) JudgeQuestion.LONGEST_ANSWER;
    return tokens > card.contextTokens().orElse(Long.MAX_VALUE);
  }

  private static Optional<Money> most(ModelCard card, ChatRequest request) {
    return Estimate.worstCase(
            card, request, card.promptTokens(request), JudgeQuestion.LONGEST_ANSWER)
        .map(WorstCase::usd);
  }

  private Optional<String> overCap(Money cap, Optional<Money> most) {
    if (most.isEmpty()) {
      return Optional.of(
          "the price of " + plan.judge().id() + " is unknown, so no cap can be kept");
    }
    return usd.plus(most.get()).compareTo(cap) > 0
        ? Optional.of("the next call could exceed the cap of " + cap.shown())
        : Optional.empty();
  }

  private void call(
      Pairs.Pair pair, int turn, boolean copyFirst, ChatRequest request, Optional<Money> most) {
    calls++;
    var heard = new Heard();
    Trace trace = live.of(plan.calling(), request, Client.LOCAL, heard::take);
    paid(trace, most);
    if (!heard.isWhole(trace)) {
      failed(heard.why(trace));
      return;
    }
    failedInARow = 0;
    Label label = JudgeQuestion.label(heard.text(), copyFirst);
    verdicts += label == Label.NONE ? 0 : 1;
    broken += label == Label.NONE ? 1 : 0;
    store
        .verdicts()
        .keep(
            plan.judging(),
            new PairVerdict(pair.key().request(), turn, copyFirst, label, clock.instant()));
  }

  /// What is not known counts with the most that it can be.
  private void paid(Trace trace, Optional<Money> most) {
    if (trace.cost().isEmpty()) {
      unpriced++;
    }
    usd = usd.plus(trace.cost().or(() -> most).orElse(Money.ZERO));
  }

  private void failed(String why) {
    failed.merge(why, 1, Integer::sum);
    if (++failedInARow >= MOST_FAILED_IN_A_ROW) {
      stopped = Optional.of(MOST_FAILED_IN_A_ROW + " calls in a row got no answer");
    }
  }
}
