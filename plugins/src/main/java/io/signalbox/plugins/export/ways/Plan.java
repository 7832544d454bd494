package io.signalbox.plugins.export.ways;

import io.signalbox.engine.chat.FailureClass;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What is done with requests on one way through a graph: a draw of chains of models. Immutable.
///
/// @param shares at least one; a chain without calls is refused
/// @param refusal with what a request is answered that calls nothing, if the graph says it
public record Plan(List<Share> shares, Optional<Refusal> refusal) {
  private static final int MOST_SHARES = 200;

  public Plan {
    shares = List.copyOf(shares);
  }

  /// A plan without words of the graph for requests that call nothing.
  public Plan(List<Share> shares) {
    this(shares, Optional.empty());
  }

  /// What the graph answers.
  public record Refusal(int status, String message) {}

  /// A chain and how often it is drawn.
  public record Share(BigDecimal weight, Chain chain) {}

  /// Calls, each after the one before has failed.
  public record Chain(List<Call> calls, CallLimits limits) {
    public Chain {
      calls = List.copyOf(calls);
    }

    Chain followedBy(List<Call> rest, CallLimits more) {
      var all = new ArrayList<>(calls);
      all.addAll(rest);
      return new Chain(all, limits.with(more));
    }

    Chain within(int most) {
      int retries = calls.isEmpty() ? 0 : Math.min(limits.retries(), most / calls.size() - 1);
      return new Chain(
          calls.stream().limit(most).toList(),
          new CallLimits(Math.max(0, retries), limits.first(), limits.total(), limits.on()));
    }
  }

  /// One call of a model.
  ///
  /// @param model the model's id
  /// @param change what is done to the request on the way, the first change first
  public record Call(String model, Change change) {}

  /// What a request gets and loses.
  ///
  /// @param set JSON by the member's name
  /// @param drop members; what is set wins
  public record Change(Map<String, String> set, SequencedSet<String> drop) {
    public static final Change NONE = new Change(Map.of(), new java.util.LinkedHashSet<>());

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

  /// CallLimits of a chain; empty: none.
  ///
  /// @param on after which failures the next call is made; empty: the gateway does not ask
  public record CallLimits(
      int retries,
      Optional<Duration> first,
      Optional<Duration> total,
      Optional<Set<FailureClass>> on) {
    public static final CallLimits NONE =
        new CallLimits(0, Optional.empty(), Optional.empty(), Optional.empty());

    CallLimits with(CallLimits outer) {
      return new CallLimits(
          Math.max(retries, outer.retries),
          least(first, outer.first),
          least(total, outer.total),
          both(on, outer.on));
    }

    private static Optional<Set<FailureClass>> both(
        Optional<Set<FailureClass>> a, Optional<Set<FailureClass>> b) {
      return a.isPresent() && b.isPresent()
          ? Optional.of(a.get().stream().filter(b.get()::contains).collect(Collectors.toSet()))
          : a.or(() -> b);
    }

    private static Optional<Duration> least(Optional<Duration> a, Optional<Duration> b) {
      return a.isPresent() && b.isPresent()
          ? (a.get().compareTo(b.get()) < 0 ? a : b)
          : a.or(() -> b);
    }
  }

  public static Plan of(List<Call> calls) {
    return new Plan(List.of(new Share(BigDecimal.ONE, new Chain(calls, CallLimits.NONE))));
  }

  /// Nothing may be called.
  public static Plan refused() {
    return of(List.of());
  }

  /// Nothing may be called, and the graph says what is answered.
  public static Plan refused(int status, String message) {
    return new Plan(refused().shares(), Optional.of(new Refusal(status, message)));
  }

  public boolean isRefused() {
    return shares.stream().allMatch(each -> each.chain().calls().isEmpty());
  }

  public boolean isDraw() {
    return shares.size() > 1;
  }

  /// The chain that is drawn most often, the first of equals.
  public Chain likeliest() {
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

  /// Whether a draw of these has more shares than a gateway is given.
  static boolean isTooMany(List<Plan> plans) {
    return plans.stream().mapToInt(each -> each.shares().size()).sum() > MOST_SHARES;
  }

  /// The same without a draw: its likeliest chain.
  Plan settled() {
    return new Plan(List.of(new Share(BigDecimal.ONE, likeliest())));
  }

  /// How many calls one request can make: a chain begins anew with each retry.
  ///
  /// @param together whether of a draw the other branches follow one that failed
  public int calls(boolean together) {
    var each =
        shares.stream()
            .mapToInt(
                share -> share.chain().calls().size() * (1 + share.chain().limits().retries()));
    return together ? each.sum() : each.max().orElse(0);
  }

  /// The same with at most so many calls: first without retries, then with shorter chains. Each
  /// share keeps one call at least.
  ///
  /// @param together whether the branches of a draw share them
  public Plan within(int most, boolean together) {
    if (calls(together) <= most) {
      return this;
    }
    int each = together ? Math.max(1, most / shares.size()) : most;
    return new Plan(
        shares.stream()
            .map(share -> new Share(share.weight(), share.chain().within(each)))
            .toList());
  }

  /// Each branch of a draw, then these calls.
  Plan followedBy(List<Call> rest, CallLimits limits) {
    return new Plan(
        shares.stream()
            .map(share -> new Share(share.weight(), share.chain().followedBy(rest, limits)))
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
            .toList(),
        refusal);
  }
}
