package io.signalbox.engine;

import io.signalbox.engine.api.LearnedCurve;
import io.signalbox.engine.api.LearnedTraining;
import io.signalbox.engine.learned.Evaluation;
import io.signalbox.engine.learned.OutcomeText;
import io.signalbox.engine.learned.TrainedText;
import io.signalbox.engine.workspace.RegularFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleConsumer;

/// Cost against quality of the files of learned nodes, each measured once. Safe for threads.
final class LearnedCurves {
  private static final int PARTS = 2;
  private static final long SEED = 1;

  private final Recent<LearnedFile, Measurement> known = new Recent<>();

  /// One measurement for all who ask for it.
  private record Measurement(List<DoubleConsumer> told, Lazy<LearnedCurve> curve) {
    LearnedCurve telling(DoubleConsumer progress) {
      told.add(progress);
      try {
        return curve.get();
      } finally {
        told.remove(progress);
      }
    }
  }

  /// @param training what came of the file
  LearnedCurve of(LearnedFile file, LearnedTraining training, DoubleConsumer progress) {
    return switch (training) {
      case LearnedTraining.Failed failed -> new LearnedCurve.Failed(failed.why());
      case LearnedTraining.Ready ready ->
          known.of(file, key -> measurement(key, ready)).telling(progress);
    };
  }

  private static Measurement measurement(LearnedFile file, LearnedTraining.Ready training) {
    var told = new CopyOnWriteArrayList<DoubleConsumer>();
    return new Measurement(
        told,
        new Lazy<>(
            () -> measured(file, training, share -> told.forEach(each -> each.accept(share)))));
  }

  private static LearnedCurve measured(
      LearnedFile file, LearnedTraining.Ready training, DoubleConsumer progress) {
    try {
      byte[] bytes = RegularFile.read(file.file(), OutcomeText.MOST_BYTES);
      return TrainedText.isTrained(bytes)
          ? new LearnedCurve.Ready(Evaluation.ofHeldBack(training.router(), SEED))
          : crossed(bytes, training, progress);
    } catch (IOException e) {
      return new LearnedCurve.Failed("it cannot be read: " + e.getMessage());
    } catch (RuntimeException | LinkageError broken) {
      return new LearnedCurve.Failed("measuring failed: " + broken.getClass().getSimpleName());
    }
  }

  private static LearnedCurve crossed(
      byte[] bytes, LearnedTraining.Ready training, DoubleConsumer progress) {
    return switch (OutcomeText.read(bytes)) {
      case OutcomeText.OutcomesResult.Refused refused -> new LearnedCurve.Failed(refused.why());
      case OutcomeText.OutcomesResult.Read read ->
          new LearnedCurve.Ready(
              Evaluation.crossed(read.outcomes(), training.encoding(), PARTS, 1, SEED, progress));
    };
  }
}
