package io.signalbox.engine;

import io.signalbox.engine.api.LearnedBranches;
import io.signalbox.engine.api.LearnedCurve;
import io.signalbox.engine.api.LearnedFiles;
import io.signalbox.engine.api.LearnedTraining;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.learned.Encoding;
import io.signalbox.engine.learned.OutcomeText;
import io.signalbox.engine.learned.TrainedRouter;
import io.signalbox.engine.learned.TrainedText;
import io.signalbox.engine.learned.Training;
import io.signalbox.engine.route.LearnedSource;
import io.signalbox.engine.workspace.RegularFile;
import java.io.IOException;
import java.util.function.DoubleConsumer;

/// The routers of learned nodes. Each file is read when it is first needed, and again when it has
/// changed; a file of outcomes is learned from. Safe for threads.
final class LearnedRouters implements LearnedFiles {
  /// The same outcomes give the same router.
  private static final long SEED = 1;

  private final Encoders encoders;
  private final Recent<LearnedFile, Lazy<LearnedTraining>> known = new Recent<>();
  private final LearnedCurves curves = new LearnedCurves();

  LearnedRouters(Encoders encoders) {
    this.encoders = encoders;
  }

  @Override
  public LearnedTraining training(LearnedNode node, RoutingGraph graph) {
    return switch (LearnedFile.of(node, graph)) {
      case LearnedFile.Place.Nothing nothing -> new LearnedTraining.Failed(nothing.why());
      case LearnedFile.Place.Found(LearnedFile file) -> training(file);
    };
  }

  private LearnedTraining training(LearnedFile file) {
    return known.of(file, each -> new Lazy<>(() -> read(each))).get();
  }

  @Override
  public LearnedCurve curve(LearnedNode node, RoutingGraph graph, DoubleConsumer progress) {
    return switch (LearnedFile.of(node, graph)) {
      case LearnedFile.Place.Nothing nothing -> new LearnedCurve.Failed(nothing.why());
      case LearnedFile.Place.Found(LearnedFile file) -> curves.of(file, training(file), progress);
    };
  }

  /// The router of a node that waits until it has learned.
  LearnedSource patient(LearnedNode node, RoutingGraph graph) {
    var source = new Lazy<>(() -> source(node, graph));
    return text -> source.get().find(text);
  }

  /// The router of a node that declines until it has learned.
  LiveLearned live(LearnedNode node, RoutingGraph graph) {
    return new LiveLearned(() -> source(node, graph));
  }

  private LearnedSource source(LearnedNode node, RoutingGraph graph) {
    return switch (training(node, graph)) {
      case LearnedTraining.Failed failed -> LearnedRouting.declining(failed.why());
      case LearnedTraining.Ready ready ->
          LearnedRouting.of(new LearnedBranches(node, graph, ready.router()), ready);
    };
  }

  private LearnedTraining read(LearnedFile file) {
    try {
      byte[] bytes = RegularFile.read(file.file(), OutcomeText.MOST_BYTES);
      return TrainedText.isTrained(bytes) ? trained(bytes) : learned(bytes, file.encoder());
    } catch (IOException e) {
      return new LearnedTraining.Failed("it cannot be read: " + e.getMessage());
    } catch (RuntimeException | LinkageError broken) {
      return new LearnedTraining.Failed("learning failed: " + broken.getClass().getSimpleName());
    }
  }

  private LearnedTraining trained(byte[] bytes) {
    return switch (TrainedText.read(bytes)) {
      case TrainedText.RouterResult.Refused refused -> new LearnedTraining.Failed(refused.why());
      case TrainedText.RouterResult.Read(TrainedRouter router) ->
          switch (encoding(router.encoder())) {
            case Found.Failed failed -> new LearnedTraining.Failed(failed.why());
            case Found.Ready ready -> new LearnedTraining.Ready(router, ready.encoding());
          };
    };
  }

  private LearnedTraining learned(byte[] bytes, String encoder) {
    return switch (OutcomeText.read(bytes)) {
      case OutcomeText.OutcomesResult.Refused refused -> new LearnedTraining.Failed(refused.why());
      case OutcomeText.OutcomesResult.Read read ->
          switch (encoding(encoder)) {
            case Found.Failed failed -> new LearnedTraining.Failed(failed.why());
            case Found.Ready(Encoding encoding) ->
                new LearnedTraining.Ready(
                    Training.trained(read.outcomes(), encoder, encoding, SEED), encoding);
          };
    };
  }

  /// An encoder, or why there is none.
  private sealed interface Found {
    record Ready(Encoding encoding) implements Found {}

    record Failed(String why) implements Found {}
  }

  private Found encoding(String name) {
    if (name.isEmpty() || name.equals(LearnedNode.NO_ENCODER)) {
      return new Found.Ready(Encoding.NONE);
    }
    return switch (encoders.open(name)) {
      case Encoders.Opened.Failed failed -> new Found.Failed(failed.why());
      case Encoders.Opened.Ready ready -> new Found.Ready(ready.encoder()::encode);
    };
  }
}
