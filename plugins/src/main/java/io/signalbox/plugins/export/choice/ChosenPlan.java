package io.signalbox.plugins.export.choice;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.RejectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/// What a gateway that chooses once does with a request: a draw of chains of models. Immutable.
///
/// @param shares at least one; a chain without calls is refused
/// @param counted the limits that count its requests, each of which is refused by the gateway when
///   it is used up
public record ChosenPlan(List<ChosenShare> shares, List<LimitNode> counted) {
  private static final int MOST_SHARES = 200;

  public ChosenPlan {
    shares = List.copyOf(shares);
    counted = List.copyOf(counted);
  }

  /// One that nothing counts.
  public ChosenPlan(List<ChosenShare> shares) {
    this(shares, List.of());
  }

  /// A chain and how often it is drawn.
  public record ChosenShare(BigDecimal weight, ChosenChain chain) {}

  /// Calls, each after the one before has failed.
  ///
  /// @param end what refuses a request that is not answered before; empty: the last failure is the
  ///   answer
  public record ChosenChain(List<ChosenCall> calls, ChosenLimits limits, Optional<RejectNode> end) {
    public ChosenChain {
      calls = List.copyOf(calls);
    }

    /// One that ends with the last failure.
    public ChosenChain(List<ChosenCall> calls, ChosenLimits limits) {
      this(calls, limits, Optional.empty());
    }

    ChosenChain within(int most) {
      int retries = calls.isEmpty() ? 0 : Math.min(limits.retries(), most / calls.size() - 1);
      return new ChosenChain(
          calls.stream().limit(most).toList(), limits.withRetries(Math.max(0, retries)), end);
    }
  }

  /// One call of a model.
  ///
  /// @param model the model's id
  /// @param change what is done to the request on the way, the first change first
  /// @param beside whether it is as good as the call before it, so that the gateway may take either
  ///   first
  public record ChosenCall(String model, ChosenChange change, boolean beside) {
    /// A call after those before it.
    public ChosenCall(String model, ChosenChange change) {
      this(model, change, false);
    }

    /// The same call, as good as the one before it.
    public ChosenCall asBeside() {
      return new ChosenCall(model, change, true);
    }
  }

  /// What a request gets and loses.
  ///
  /// @param set JSON by the member's name
  /// @param drop members; what is set wins
  /// @param prepend texts before the system prompt, the first one first
  /// @param append texts after it
  public record ChosenChange(
      Map<String, String> set,
      SequencedSet<String> drop,
      List<String> prepend,
      List<String> append) {
    /// Nothing.
    public static final ChosenChange NONE = new ChosenChange(Map.of(), new LinkedHashSet<>());

    public ChosenChange {
      set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
      drop = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(drop));
      prepend = List.copyOf(prepend);
      append = List.copyOf(append);
    }

    /// One that leaves the system prompt as it is.
    public ChosenChange(Map<String, String> set, SequencedSet<String> drop) {
      this(set, drop, List.of(), List.of());
    }

    /// The same with what another node has done before.
    public ChosenChange after(ChosenChange earlier) {
      var both = new LinkedHashMap<>(earlier.set);
      drop.forEach(both::remove);
      both.putAll(set);
      var gone = new LinkedHashSet<>(earlier.drop);
      gone.addAll(drop);
      gone.removeAll(both.keySet());
      return new ChosenChange(
          both, gone, joined(prepend, earlier.prepend), joined(earlier.append, append));
    }

    private static List<String> joined(List<String> first, List<String> second) {
      var all = new ArrayList<>(first);
      all.addAll(second);
      return all;
    }
  }

  /// Limits of a chain; empty: none.
  ///
  /// @param on the failures after which it goes on; of nested fallbacks those that all of them name
  public record ChosenLimits(
      int retries,
      Optional<Duration> first,
      Optional<Duration> total,
      Optional<Set<FailureClass>> on) {
    /// None.
    public static final ChosenLimits NONE = new ChosenLimits(0, Optional.empty(), Optional.empty());

    /// Limits of a chain that goes on after any failure.
    public ChosenLimits(int retries, Optional<Duration> first, Optional<Duration> total) {
      this(retries, first, total, Optional.empty());
    }

    /// The tighter ones of these and those of a fallback around.
    public ChosenLimits with(ChosenLimits outer) {
      return new ChosenLimits(
          Math.max(retries, outer.retries),
          least(first, outer.first),
          least(total, outer.total),
          common(on, outer.on));
    }

    ChosenLimits withRetries(int other) {
      return new ChosenLimits(other, first, total, on);
    }

    private static Optional<Duration> least(Optional<Duration> a, Optional<Duration> b) {
      return a.isPresent() && b.isPresent()
          ? (a.get().compareTo(b.get()) < 0 ? a : b)
          : a.or(() -> b);
    }

    private static Optional<Set<FailureClass>> common(
        Optional<Set<FailureClass>> a, Optional<Set<FailureClass>> b) {
      if (a.isEmpty() || b.isEmpty()) {
        return a.or(() -> b);
      }
      var both = EnumSet.noneOf(FailureClass.class);
      both.addAll(a.get());
      both.retainAll(b.get());
      return Optional.of(both);
    }
  }

  /// A plan of one chain.
  public static ChosenPlan of(List<ChosenCall> calls) {
    return of(new ChosenChain(calls, ChosenLimits.NONE));
  }

  /// A plan of one chain.
  public static ChosenPlan of(ChosenChain chain) {
    return new ChosenPlan(List.of(new ChosenShare(BigDecimal.ONE, chain)));
  }

  /// Nothing may be called.
  public static ChosenPlan refused() {
    return of(List.of());
  }

  /// Whether nothing is called, whatever is drawn.
  public boolean isRefused() {
    return shares.stream().allMatch(each -> each.chain().calls().isEmpty());
  }

  /// Whether there is more than one chain.
  public boolean isDraw() {
    return shares.size() > 1;
  }

  /// The chain that is drawn most often, the first of equals.
  public ChosenChain likeliest() {
    ChosenShare best = shares.getFirst();
    for (ChosenShare each : shares) {
      best = each.weight().compareTo(best.weight()) > 0 ? each : best;
    }
    return best.chain();
  }

  /// A draw among plans; a draw of draws is one.
  public static ChosenPlan drawn(List<BigDecimal> weights, List<ChosenPlan> plans) {
    var shares = new ArrayList<ChosenShare>();
    var counted = new LinkedHashSet<LimitNode>();
    for (int i = 0; i < plans.size(); i++) {
      BigDecimal weight = weights.get(i);
      counted.addAll(plans.get(i).counted());
      plans.get(i).shares().stream()
          .filter(each -> weight.signum() > 0)
          .forEach(
              each -> shares.add(new ChosenShare(weight.multiply(each.weight()), each.chain())));
    }
    return shares.isEmpty() ? plans.getFirst() : new ChosenPlan(shares, List.copyOf(counted));
  }

  /// Whether a draw of these has more shares than a gateway is given.
  public static boolean isTooMany(List<ChosenPlan> plans) {
    return plans.stream().mapToInt(each -> each.shares().size()).sum() > MOST_SHARES;
  }

  /// The same without a draw: its likeliest chain.
  public ChosenPlan settled() {
    return new ChosenPlan(List.of(new ChosenShare(BigDecimal.ONE, likeliest())), counted);
  }

  /// The same, but all plans that only refuse with the same words are equal.
  ChosenPlan plain() {
    return isRefused()
        ? new ChosenPlan(
            List.of(
                new ChosenShare(
                    BigDecimal.ONE,
                    new ChosenChain(List.of(), ChosenLimits.NONE, likeliest().end()))),
            List.of())
        : this;
  }

  /// The same, each chain with at most so many calls, for gateways that try no other branch of a
  /// draw.
  public ChosenPlan withinEach(int most) {
    return new ChosenPlan(
        shares.stream()
            .map(share -> new ChosenShare(share.weight(), share.chain().within(most)))
            .toList(),
        counted);
  }

  /// The same, its requests counted by one more limit.
  public ChosenPlan countedBy(LimitNode limit) {
    var all = new LinkedHashSet<>(List.of(limit));
    all.addAll(counted);
    return new ChosenPlan(shares, List.copyOf(all));
  }

  /// The same, each request changed before.
  public ChosenPlan after(ChosenChange change) {
    return new ChosenPlan(
        shares.stream()
            .map(each ->
                new ChosenShare(
                    each.weight(),
                    new ChosenChain(
                        each.chain().calls().stream()
                            .map(call ->
                                new ChosenCall(
                                    call.model(), call.change().after(change), call.beside()))
                            .toList(),
                        each.chain().limits(),
                        each.chain().end())))
            .toList(),
        counted);
  }
}
