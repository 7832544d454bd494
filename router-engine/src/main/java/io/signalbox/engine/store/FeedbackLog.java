package io.signalbox.engine.store;

import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.trace.Feedback;
import java.util.List;
import java.util.function.Consumer;

/// What apps said of their answers, and what the branches of experiments did. It is kept as long as
/// the traces. It never holds a text that an app wrote. Safe for use by many threads.
public interface FeedbackLog {
  /// Keeps feedback; it is written when this returns. Feedback on the same metric of the same
  /// request replaces what was said before and keeps its place in the order.
  ///
  /// @param app whose feedback it is; empty if none had to be named. It must be the request's own
  /// @throws StoreException if it cannot be written
  Feedback.Receipt record(String app, Feedback feedback);

  /// The latest 200 scores of a model in a graph, of the metric [Feedback#SCORE]. Counted in
  /// memory: it costs microseconds after the first time, when they are read. Feedback that another
  /// process was given counts from the next start on.
  ///
  /// @param model the model's id in the graph
  Success success(String graph, String model);

  /// The branches of all experiments: by graph, experiment and node, then by name.
  List<ExperimentBranch> branches();

  /// The scores of one experiment in the order in which they came.
  void scores(ExperimentBranch.ExperimentKey experiment, Consumer<BranchScore> each);

  /// A score of one branch.
  ///
  /// @param branch what the branch leads to
  record BranchScore(String branch, String metric, double score) {}
}
