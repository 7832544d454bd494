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
    return shares.isEmpty() || shares.size() > MOST_SHARES ? plans.getFirst() : new Plan(shares);
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
