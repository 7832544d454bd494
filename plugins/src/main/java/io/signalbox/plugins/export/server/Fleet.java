package io.signalbox.plugins.export.server;

import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.QuotaNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.StayNode;
import io.signalbox.plugins.export.FidelityReport;
import java.util.Optional;

/// How many copies of the server there are. What a graph counts must be counted in one place, so a
/// graph with a budget or limit gets one copy with a disk; so does one whose server keeps keys or
/// confirmations, which would be lost with each copy that ends.
///
/// @param counts whether something is counted
/// @param keeps whether the server keeps keys or confirmations
record Fleet(boolean counts, boolean keeps) {

  /// Says of each node what copies do not share.
  ///
  /// @param keeps whether the server keeps keys or confirmations
  static Fleet of(RoutingGraph graph, boolean keeps, FidelityReport report) {
    boolean counts = false;
    for (Node node : graph.nodes().values()) {
      counts |= node instanceof QuotaNode;
      unshared(node).ifPresent(why -> report.approximate(node.id(), why));
      file(node)
          .ifPresent(file ->
              report.manual(
                  node.id(),
                  "Its file is not exported: copy it to the same path beside graph.yaml; in"
                      + " Kubernetes into the ConfigMap, with its path among the volume's items.",
                  "install -D " + quoted(file) + " /etc/signalbox/" + quoted(file)));
    }
    report.remark(
        FidelityReport.WHOLE,
        "It is the graph itself. A server has an empty ledger, and no providers and keys of your"
            + " own besides those that the graph names.");
    return new Fleet(counts, keeps);
  }

  /// Whether there is one copy, with a disk of its own.
  boolean isOne() {
    return counts || keeps;
  }

  int copies() {
    return isOne() ? 1 : 2;
  }

  private static Optional<String> unshared(Node node) {
    return switch (node) {
      case QuotaNode quota ->
          Optional.of(
              "One copy counts exactly, and kubernetes.yaml has one. Several count each for itself,"
                  + " so n copies let n times as much through.");
      case StayNode stay -> Optional.of("Each copy knows only the conversations that came to it.");
      case CacheNode cache -> Optional.of("Each copy has earlier answers of its own.");
      case BalanceNode balance when balance.by() != BalanceNode.Measure.COST ->
          Optional.of("Each copy measures by the requests that came to it.");
      default -> Optional.empty();
    };
  }

  private static Optional<String> file(Node node) {
    return switch (node) {
      case GateNode gate -> Optional.of(gate.suite());
      case LearnedNode learned -> Optional.of(learned.from());
      default -> Optional.empty();
    };
  }

  /// For a shell.
  private static String quoted(String file) {
    return "'" + file.replace("'", "'\\''") + "'";
  }
}
