package io.signalbox.engine;

import io.signalbox.engine.api.IntentTraining;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.intent.CachedEncoder;
import io.signalbox.engine.intent.IntentClassifier;
import io.signalbox.engine.route.IntentFinding;
import io.signalbox.engine.route.IntentSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The classifiers of intent nodes. Each is trained when it is first asked; nodes with the same
/// examples share one, so that a graph that was changed elsewhere does not learn anew. Safe for
/// threads.
final class Intents {
  /// So many classifiers are kept for the next graph besides those that graphs hold.
  private static final int MOST = 64;

  private final Encoders encoders;
  private final Map<Training, Trained> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Training, Trained> eldest) {
          return size() > MOST;
        }
      };

  Intents(Encoders encoders) {
    this.encoders = encoders;
  }

  /// What a classifier is made of.
  private record Training(String encoder, SequencedMap<String, List<String>> examples) {}

  /// The classifier of a node; it is not trained yet.
  Trained of(IntentNode node) {
    var training = new Training(node.encoder(), node.examples());
    synchronized (known) {
      return known.computeIfAbsent(training, Trained::new);
    }
  }

  /// A classifier that is trained when it is first asked.
  final class Trained implements IntentSource {
    private final Lazy<IntentTraining> outcome;

    private Trained(Training training) {
      this.outcome = new Lazy<>(() -> outcome(training));
    }

    /// What came of training it, which is done now unless it was before.
    IntentTraining training() {
      return outcome.get();
    }

    @Override
    public IntentFinding find(String text) {
      return switch (outcome.get()) {
        case IntentTraining.Failed failed -> new IntentFinding.None(failed.why());
        case IntentTraining.Ready ready -> found(ready.classifier(), text);
      };
    }
  }

  /// An encoder comes from a plug-in: whatever it throws must not stop a request.
  private static IntentFinding found(IntentClassifier classifier, String text) {
    try {
      return new IntentFinding.Likely(classifier.classify(text));
    } catch (RuntimeException | LinkageError broken) {
      return new IntentFinding.None(Encoders.broken(broken));
    }
  }

  private IntentTraining outcome(Training training) {
    return switch (encoders.open(training.encoder())) {
      case Encoders.Opened.Failed failed -> new IntentTraining.Failed(failed.why());
      case Encoders.Opened.Ready ready -> trained(training, ready.encoder());
    };
  }

  private static IntentTraining trained(Training training, CachedEncoder encoder) {
    try {
      return new IntentTraining.Ready(IntentClassifier.trained(encoder, training.examples()));
    } catch (RuntimeException | LinkageError broken) {
      return new IntentTraining.Failed(Encoders.broken(broken));
    }
  }
}
