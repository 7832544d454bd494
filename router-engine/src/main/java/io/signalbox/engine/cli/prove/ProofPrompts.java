package io.signalbox.engine.cli.prove;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/// The requests of a proof that are made of a graph: at the borders of each rule alone, of several
/// together, and with models that fail on their way. The same for the same graph and seed.
final class ProofPrompts {
  /// What a server can say, or leave unsaid, in an HTTP answer.
  private static final Set<FailureClass> FAILURES =
      EnumSet.complementOf(EnumSet.of(FailureClass.INTERRUPTED, FailureClass.TIMEOUT));

  private final List<Borders.Side> sides;
  private final Random random;
  private final Function<ProofRequest, List<String>> calls;

  /// @param calls the models that a request calls, in order
  ProofPrompts(RoutingGraph graph, long seed, Function<ProofRequest, List<String>> calls) {
    this(Borders.of(graph), seed, calls);
  }

  /// @param sides of the borders at which requests are to lie
  ProofPrompts(List<Borders.Side> sides, long seed, Function<ProofRequest, List<String>> calls) {
    this.sides = List.copyOf(sides);
    this.random = new Random(seed);
    this.calls = calls;
  }

  /// So many requests, the plain one first, then each border.
  List<ProofRequest> made(int count) {
    var all = new ArrayList<ProofRequest>();
    all.add(new ProofDraft().done());
    all.add(new ProofDraft().named("a stream").member("stream", true).done());
    for (Borders.Side side : sides) {
      var draft = new ProofDraft();
      side.put().accept(draft);
      all.add(draft.done());
    }
    while (all.size() > Math.max(count, 2)) {
      all.remove(2 + random.nextInt(all.size() - 2));
    }
    int alone = all.size();
    while (all.size() < count) {
      ProofRequest base = random.nextBoolean() ? all.get(random.nextInt(alone)) : several();
      all.add(failing(base));
    }
    return all;
  }

  private ProofRequest several() {
    var draft = new ProofDraft();
    for (int i = random.nextInt(3); i >= 0 && !sides.isEmpty(); i--) {
      sides.get(random.nextInt(sides.size())).put().accept(draft);
    }
    if (random.nextInt(4) == 0) {
      draft.named("a stream").member("stream", true);
    }
    return draft.member("user", "user-" + random.nextInt(20)).done();
  }

  /// The same where the models on its way fail, one after the other, each with a class of its own.
  private ProofRequest failing(ProofRequest base) {
    Map<String, FailureClass> failing = new HashMap<>();
    ProofRequest now = base;
    for (int i = random.nextInt(4); i > 0; i--) {
      List<String> called = calls.apply(now);
      if (called.isEmpty() || failing.containsKey(called.getLast())) {
        break;
      }
      var kinds = List.copyOf(FAILURES);
      failing.put(called.getLast(), kinds.get(random.nextInt(kinds.size())));
      now = base.failing(failing);
    }
    return now;
  }
}
