package io.signalbox.plugins.export.tensorzero;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// What of a graph one function of TensorZero can say: a draw of chains of models. Immutable.
///
/// @param shares at least one; a chain without calls is refused
record Plan(List<Share> shares) {
  private static final int MOST_SHARES = 200;

  Plan {
    shares = List.copyOf(shares);
  }

  /// A chain and how often it is drawn.
  record Share(BigDecimal weight, Chain chain) {}

  /// Calls, each after the one before has failed.
  record Chain(List<Call> calls, Limits limits) {
    Chain {
      calls = List.copyOf(calls);
    }

    Chain within(int most) {
      int retries = calls.isEmpty() ? 0 : Math.min(limits.retries(), most / calls.size() - 1);
      return new Chain(
          calls.stream().limit(most).toList(),
          new Limits(Math.max(0, retries), limits.first(), limits.total()));
    }
  }

  /// One call of a model.
  ///
  /// @param model the model's id
  /// @param change what is done to the request on the way, the first change first
  record Call(String model, Change change) {}

  /// What a request gets and loses.
  ///
  /// @param set JSON by the member's name
  /// @param drop members; what is set wins
  record Change(Map<String, String> set, SequencedSet<String> drop) {
    static final Change NONE = new Change(Map.of(), new java.util.LinkedHashSet<>());

    /// The same with what another node has done before.
    Change after(Change earlier) {
      var both = new LinkedHashMap<>(earlier.set);
      drop.forEach(both::remove);
      both.putAll(set);
      var gone = new java.util.LinkedHashSet<>(earlier.drop);
      gone.addAll(drop);
      gone.removeAll(both.keySet());
      return new Change(both, gone);
    }
  }

  /// Limits of a chain; empty: none.
  record Limits(int retries, Optional<Duration> first, Optional<Duration> total) {
    static final Limits NONE = new Limits(0, Optional.empty(), Optional.empty());

    Limits with(Limits outer) {
      return new Limits(
          Math.max(retries, outer.retries), least(first, outer.first), least(total, outer.total));
    }

    private static Optional<Duration> least(Optional<Duration> a, Optional<Duration> b) {
      return a.isPresent() && b.isPresent()
          ? (a.get().compareTo(b.get()) < 0 ? a : b)
          : a.or(() -> b);
    }
  }

  static Plan of(List<Call> calls) {
    return new Plan(List.of(new Share(BigDecimal.ONE, new Chain(calls, Limits.NONE))));
  }

  /// Nothing may be called.
  static Plan refused() {
    return of(List.of());
  }

  boolean isRefused() {
    return shares.stream().allMatch(each -> each.chain().calls().isEmpty());
  }

  boolean isDraw() {
    return shares.size() > 1;
  }

  /// The chain that is drawn most often, the first of equals.
  Chain likeliest() {
    Share best = shares.getFirst();
    for (Share each : shares) {
      best = each.weight().compareTo(best.weight()) > 0 ? each : best;
    }
    return best.chain();
  }

  /// A draw among plans; a draw of draws is one.
  static Plan drawn(List<BigDecimal> weights, List<Plan> plans) {
    var shares = new ArrayList<Share>();
    for (int i = 0; i < plans.size(); i++) {
      BigDecimal weight = weights.get(i);
      plans.get(i).shares().stream()
          .filter(each -> weight.signum() > 0)
          .forEach(each -> shares.add(new Share(weight.multiply(each.weight()), each.chain())));
    }
    return shares.isEmpty() ? plans.getFirst() : new Plan(shares);
  }

  /// Whether a draw of these has more shares than TensorZero is given.
  static boolean isTooMany(List<Plan> plans) {
    return plans.stream().mapToInt(each -> each.shares().size()).sum() > MOST_SHARES;
  }

  /// The same without a draw: its likeliest chain.
  Plan settled() {
    return new Plan(List.of(new Share(BigDecimal.ONE, likeliest())));
  }

  /// How many calls one request can make: a chain begins anew with each retry, and of a draw the
  /// other branches follow one that failed.
  int calls() {
    return shares.stream()
        .mapToInt(each -> each.chain().calls().size() * (1 + each.chain().limits().retries()))
        .sum();
  }

  /// The same with at most so many calls: first without retries, then with shorter chains. Each
  /// share keeps one call at least.
  Plan within(int most) {
    if (calls() <= most) {
      return this;
    }
    int each = Math.max(1, most / shares.size());
    return new Plan(
        shares.stream()
            .map(share -> new Share(share.weight(), share.chain().within(each)))
            .toList());
  }

  /// The same, each request changed before.
  Plan after(Change change) {
    return new Plan(
        shares.stream()
            .map(each ->
                new Share(
                    each.weight(),
                    new Chain(
                        each.chain().calls().stream()
                            .map(call -> new Call(call.model(), call.change().after(change)))
                            .toList(),
                        each.chain().limits())))
            .toList());
  }
}
