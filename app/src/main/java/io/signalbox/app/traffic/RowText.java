package io.signalbox.app.traffic;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.store.TrafficRow;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a row's figures are written.
final class RowText {
  /// The mark of what no provider has answered.
  static final String SIMULATED = "simulated";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final long OLD_MILLIS = 86_400_000L;
  static final String NONE = "–";

  private RowText() {}

  static String time(Instant at) {
    boolean old = Instant.now().toEpochMilli() - at.toEpochMilli() > OLD_MILLIS;
    return (old ? DAY : TIME).format(at);
  }

  /// `610 ms`, `2.9 s`, `95 s`.
  static String millis(long millis) {
    if (millis < 1_000) {
      return millis + " ms";
    }
    return millis < 60_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1_000.0)
        : millis / 1_000 + " s";
  }

  static String millis(OptionalLong millis) {
    return millis.isPresent() ? millis(millis.getAsLong()) : NONE;
  }

  /// The nodes that it passed.
  ///
  /// @param graph as it is now, if it is open
  static String way(TrafficRow row, Optional<RoutingGraph> graph) {
    return row.path().isEmpty()
        ? NONE
        : Stream.of(row.path().split(" ", -1))
            .map(id -> title(id, graph))
            .collect(Collectors.joining(" → "));
  }

  /// How a node or model is called; its id if the graph does not have it any more.
  static String title(String id, Optional<RoutingGraph> graph) {
    return graph
        .flatMap(each -> each.node(id).map(Node::title).or(() -> each.model(id).map(Model::title)))
        .orElse(id);
  }

  /// Whether a budget that was used up sent it elsewhere.
  static boolean downgraded(TrafficRow row, RoutingGraph graph) {
    String[] way = (row.path() + " " + row.model()).split(" ", -1);
    for (int i = 0; i + 1 < way.length; i++) {
      if (graph.node(way[i]).orElse(null) instanceof BudgetNode budget
          && budget.over().equals(way[i + 1])
          && !budget.within().equals(way[i + 1])) {
        return true;
      }
    }
    return false;
  }

  static String tokens(TrafficRow row) {
    return row.promptTokens() + row.completionTokens() == 0
        ? NONE
        : count(row.promptTokens()) + " / " + count(row.completionTokens());
  }

  /// With thin gaps between thousands.
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u2009');
  }

  static String cost(TrafficRow row) {
    return row.usd().map(Money::shown).orElse(NONE);
  }

  /// Whether it was answered without a call: by a cache.
  static boolean isEarlier(TrafficRow row) {
    return row.model().isEmpty() && row.attempts() == 0 && row.status() == 200;
  }

  /// What is special about it, in a word each.
  static List<String> marks(TrafficRow row, Optional<RoutingGraph> graph) {
    var marks = new ArrayList<String>();
    if (graph.filter(each -> downgraded(row, each)).isPresent()) {
      marks.add("downgraded");
    }
    if (row.attempts() > 1 && row.status() < 400) {
      marks.add("failover " + (row.attempts() - 1));
    }
    if (row.cachedTokens() > 0 && row.promptTokens() > 0) {
      marks.add("cached " + 100 * row.cachedTokens() / row.promptTokens() + " %");
    }
    if (isEarlier(row)) {
      marks.add("from cache");
    }
    if (row.status() == 499) {
      marks.add("client closed");
    }
    if (row.simulated()) {
      marks.add(SIMULATED);
    }
    return marks;
  }
}
