package io.signalbox.engine.api;

import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.function.DoubleConsumer;

/// The files that learned nodes learn from. What came of one is kept until it changes. Safe for
/// threads.
public interface LearnedFiles {
  /// Reads the file of a node, and learns if it holds outcomes, unless that was done; may take some
  /// seconds per thousand outcomes.
  LearnedTraining training(LearnedNode node, RoutingGraph graph);

  /// Measures cost against quality of the file of a node, unless that was done; may take some
  /// seconds per thousand outcomes. Goes on if its thread is interrupted, as others may wait for
  /// the same.
  ///
  /// @param progress told shares of the work that are done, 0 to 1, on several threads at once
  LearnedCurve curve(LearnedNode node, RoutingGraph graph, DoubleConsumer progress);
}
