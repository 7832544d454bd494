package io.signalbox.engine;

import io.signalbox.engine.api.LearnedBranches;
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
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The routers of learned nodes. Each file is read when it is first needed, and again when it has
/// changed; a file of outcomes is learned from. Safe for threads.
final class LearnedRouters {
  /// So many are kept for the next graph.
  private static final int MOST = 16;

  /// The same outcomes give the same router.
  private static final long SEED = 1;

  private final Encoders encoders;
  private final Map<Key, Lazy<LearnedTraining>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Lazy<LearnedTraining>> eldest) {
          return size() > MOST;
        }
      };

  LearnedRouters(Encoders encoders) {
    this.encoders = encoders;
  }

  /// A state of a file, and how its texts are encoded.
  private record Key(Path file, long modified, long size, String encoder) {}

  /// The file is not in the graph's directory.
  private static final class ElsewhereException extends Exception {
    private static final long serialVersionUID = 1;
  }

  /// What came of a node's file. May take some seconds per thousand outcomes, once.
  LearnedTraining training(LearnedNode node, RoutingGraph graph) {
    try {
      return lazy(key(node, graph)).get();
    } catch (InvalidPathException | SecurityException e) {
      return new LearnedTraining.Failed("the path cannot be read");
    } catch (ElsewhereException e) {
      return new LearnedTraining.Failed("it is not in the directory of the graph");
    } catch (NoSuchFileException e) {
      return new LearnedTraining.Failed("there is no such file");
    } catch (IOException e) {
      return new LearnedTraining.Failed("it cannot be read: " + e.getMessage());
    }
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

  private Lazy<LearnedTraining> lazy(Key key) {
    synchronized (known) {
      return known.computeIfAbsent(key, each -> new Lazy<>(() -> read(each)));
    }
  }

  private static Key key(LearnedNode node, RoutingGraph graph)
      throws IOException, ElsewhereException {
    Path file = graph.file(node.from()).orElseThrow(ElsewhereException::new);
    return new Key(
        file, Files.getLastModifiedTime(file).toMillis(), Files.size(file), node.encoder());
  }

  private LearnedTraining read(Key key) {
    try {
      byte[] bytes = RegularFile.read(key.file(), OutcomeText.MOST_BYTES);
      return TrainedText.isTrained(bytes) ? trained(bytes) : learned(bytes, key.encoder());
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
