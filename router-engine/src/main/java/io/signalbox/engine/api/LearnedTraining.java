package io.signalbox.engine.api;

import io.signalbox.engine.learned.Encoding;
import io.signalbox.engine.learned.TrainedRouter;

/// What came of the file that a learned node learns from. Immutable.
public sealed interface LearnedTraining {
  /// The node can decide, if its choices are good enough.
  ///
  /// @param encoding vectors by the encoder that the router was trained with
  record Ready(TrainedRouter router, Encoding encoding) implements LearnedTraining {}

  /// It cannot, so that its requests take `otherwise`.
  ///
  /// @param why for a person
  record Failed(String why) implements LearnedTraining {}
}
