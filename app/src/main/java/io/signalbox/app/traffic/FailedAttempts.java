package io.signalbox.app.traffic;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.fx.Background;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.store.TrafficRow;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which models, and which of their keys, were tried in vain before the one that answered. It is
/// read only for rows that are looked at, and only if there was such a model. For the UI thread.
final class FailedAttempts {
  private static final int MOST = 500;

  private final Background background;
  private final Installation installation;
  private final Runnable found;
  private final Map<String, String> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };

  /// @param found told when more is known
  FailedAttempts(Background background, Installation installation, Runnable found) {
    this.background = background;
    this.installation = installation;
    this.found = found;
  }

  /// `claude-opus-4.5 ✕ 529 → `; empty if there was none, or that is not known yet.
  String of(TrafficRow row, Optional<RoutingGraph> graph) {
    if (row.attempts() < 2 || row.model().isEmpty()) {
      return "";
    }
    if (!known.containsKey(row.id())) {
      known.put(row.id(), "");
      read(row.id(), graph);
    }
    return known.getOrDefault(row.id(), "");
  }

  /// The same as far as it has been read; it reads nothing.
  String known(TrafficRow row, Optional<RoutingGraph> graph) {
    return known.getOrDefault(row.id(), "");
  }

  private void read(String id, Optional<RoutingGraph> graph) {
    background.run(
        () ->
            installation
                .engine()
                .store()
                .ledger()
                .trace(id)
                .map(trace -> words(trace, graph))
                .orElse(""),
        words -> {
          known.put(id, words);
          found.run();
        },
        trouble -> known.remove(id));
  }

  /// What did not answer, in order.
  static String words(Trace trace, Optional<RoutingGraph> graph) {
    return trace.attempts().stream()
        .filter(attempt -> attempt.outcome() instanceof Outcome.Failed)
        .map(attempt ->
            RowText.title(attempt.model(), graph) + key(attempt) + " ✕" + status(attempt) + " → ")
        .collect(Collectors.joining());
  }

  private static String key(Attempt attempt) {
    return attempt.key().isEmpty() ? "" : " " + attempt.key();
  }

  private static String status(Attempt attempt) {
    return attempt.status() == 0 ? "" : " " + attempt.status();
  }
}
