package io.signalbox.plugins.export;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.FallbackNode;
import java.util.ArrayList;
import java.util.List;

/// What a [Walker] does otherwise when a model fails.
final class TableFailover {
  private TableFailover() {}

  static void report(FallbackNode node, Walker walker, FidelityReport report) {
    Statuses.reportUnknown(node, report);
    told(node, walker).forEach(why -> report.approximate(node.id(), why));
    if (node.firstToken().isPresent() && !walker.can(Skill.TIMES_FIRST_TOKENS)) {
      report.approximate(
          node.id(),
          walker == Walker.ENVOY
              ? "The first token timeout applies to the first model of a stream alone: later ones"
                  + " come in one piece."
              : "The first token timeout applies to every pause, also later in an answer.");
    }
    if (node.total().isPresent() && !walker.can(Skill.TIMES_ANSWERS)) {
      report.approximate(
          node.id(), "The total timeout applies to each call, not to all calls together.");
    }
    if (node.retries() > 0 && !walker.can(Skill.WAITS)) {
      report.approximate(node.id(), "Retries are immediate, without a delay.");
    }
  }

  /// What is not told apart.
  private static List<String> told(FallbackNode node, Walker walker) {
    var why = new ArrayList<String>();
    if (node.on().contains(FailureClass.INTERRUPTED) && !walker.can(Skill.TIMES_FIRST_TOKENS)) {
      why.add("A stream that breaks off before its first token does not fall back.");
    }
    boolean mixed =
        node.on().contains(FailureClass.CONTEXT_TOO_LONG)
            || node.on().contains(FailureClass.CONTENT_FILTERED)
            || node.on().contains(FailureClass.RATE_LIMITED)
                != node.on().contains(FailureClass.OUT_OF_CREDIT);
    if (mixed && !walker.can(Skill.READS_ERRORS)) {
      why.add("Failures are distinguished by HTTP status only.");
    } else if (mixed && !walker.can(Skill.READS_ERRORS_OF_STREAMS)) {
      why.add(
          "Failures of streams are distinguished by HTTP status only, those of whole answers by"
              + " what the provider says, too.");
    }
    return why;
  }
}
