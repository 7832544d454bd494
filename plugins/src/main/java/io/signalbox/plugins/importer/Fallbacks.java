package io.signalbox.plugins.importer;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Adds fallbacks to a graph in the making that allow as many calls as it takes to reach their last
/// branch. Belongs to one thread.
public final class Fallbacks {
  /// After any failure: gateways that tell no errors apart take a refused request on, too.
  public static final Set<FailureClass> ANY =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(FailureClass.CONTENT_FILTERED)));

  private final GraphDraft draft;
  private final Calls calls;

  public Fallbacks(GraphDraft draft) {
    this.draft = draft;
    this.calls = new Calls(draft);
  }

  /// How often and how long a fallback tries.
  ///
  /// @param retries of each branch
  /// @param total for all calls together
  public record Limits(int retries, Optional<Duration> firstToken, Optional<Duration> total) {
    /// None.
    public static final Limits NONE = new Limits(0, Optional.empty(), Optional.empty());

    /// Only retries.
    public static Limits retries(int retries) {
      return new Limits(retries, Optional.empty(), Optional.empty());
    }

    /// Only a time for the whole.
    public static Limits total(Optional<Duration> total) {
      return new Limits(0, Optional.empty(), total);
    }

    boolean isNone() {
      return retries == 0 && firstToken.isEmpty() && total.isEmpty();
    }
  }

  /// Branches in this order; one branch without limits stays as it is.
  ///
  /// @param wish for the id
  /// @param to at least one
  /// @param at where the report says so if they are more calls than a request can make
  public String over(
      String wish, List<String> to, Set<FailureClass> on, Limits limits, ConfigValue at) {
    List<String> distinct = to.stream().distinct().toList();
    if (distinct.size() == 1 && limits.isNone()) {
      return distinct.getFirst();
    }
    int most = (limits.retries() + 1) * calls.inTurn(distinct);
    String id = draft.id(wish);
    draft.became(at, id);
    return draft.add(
        new FallbackNode(
            id,
            About.NOTHING,
            distinct,
            on,
            limits.retries(),
            limits.firstToken(),
            limits.total(),
            calls.attempts(most, at)));
  }
}
