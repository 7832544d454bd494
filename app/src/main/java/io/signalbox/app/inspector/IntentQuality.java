package io.signalbox.app.inspector;

import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.engine.api.IntentTraining;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.intent.Assessment;
import io.signalbox.engine.intent.IntentClassifier;
import io.signalbox.engine.intent.IntentVerdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// How well an intent node tells its classes apart, found on its own examples: accuracy, the pairs
/// that are confused, both error rates of a threshold, and a message to try. Learns a moment after
/// the last change.
final class IntentQuality extends VBox {
  private static final Duration PAUSE = Duration.millis(600);
  private static final int SHOWN = 3; // pairs

  private final Subject<IntentNode> subject;
  private final Label summary = words("intent-accuracy");
  private final Label confused = words("intent-confused");
  private final Label rates = words("intent-rates");
  private final Slider threshold = new Slider(0, 100, 50);
  private final TextField message = new TextField();
  private final Label verdict = words("intent-verdict");
  private final PauseTransition pause = new PauseTransition(PAUSE);
  private Optional<IntentNode> learned = Optional.empty();
  private Optional<IntentClassifier> classifier = Optional.empty();
  private Background.Stop running = Background.Stop.NOTHING;

  IntentQuality(Subject<IntentNode> subject) {
    this.subject = subject;
    getStyleClass().add("form");
    threshold.setId("intent-threshold");
    threshold.setAccessibleText("Threshold in percent");
    threshold.valueProperty().addListener((o, was, is) -> showRates());
    threshold.valueChangingProperty().addListener((o, was, is) -> settle(is));
    message.setId("intent-message");
    message.setAccessibleText("A message to try");
    message.setPromptText("Try a message, then Enter");
    message.setOnAction(e -> tryOut());
    pause.setOnFinished(e -> learn());
    getChildren().addAll(summary, confused, threshold, rates, message, verdict);
  }

  private static Label words(String id) {
    Label label = Parts.label("", "second");
    label.setWrapText(true);
    label.setId(id);
    return label;
  }

  void follow() {
    Optional<IntentNode> now = subject.first();
    boolean same =
        now.isPresent()
            && learned.isPresent()
            && now.get().examples().equals(learned.get().examples())
            && now.get().encoder().equals(learned.get().encoder());
    if (!same) {
      learned = now;
      running.stop();
      pause.playFromStart();
    }
    if (!threshold.isValueChanging()) {
      threshold.setValue(100 * threshold());
    }
    showRates();
  }

  private double threshold() {
    return subject.first().flatMap(IntentNode::threshold).orElse(IntentClassifier.CALIBRATED);
  }

  private void settle(boolean changing) {
    double share = Math.round(threshold.getValue()) / 100.0;
    if (!changing && share != threshold()) {
      subject.change("Change threshold", node -> node.withThreshold(Optional.of(share)));
    }
  }

  private void learn() {
    Optional<IntentNode> node = subject.first().filter(IntentQuality::canBeLearned);
    if (node.isEmpty()) {
      show(new IntentTraining.Failed("Two classes with an example each are needed."));
      return;
    }
    Parts.show(summary, "Learning …");
    var engine = subject.context().installation().engine();
    running =
        background()
            .run(
                () -> engine.learn(node.get()),
                this::show,
                failed -> show(new IntentTraining.Failed(String.valueOf(failed.getMessage()))));
  }

  private static boolean canBeLearned(IntentNode node) {
    return node.examples().size() > 1 && node.examples().values().stream().noneMatch(List::isEmpty);
  }

  private Background background() {
    return subject.context().fixes().background();
  }

  private void show(IntentTraining training) {
    switch (training) {
      case IntentTraining.Failed failed -> {
        classifier = Optional.empty();
        Parts.show(summary, failed.why());
        Parts.show(confused, "");
      }
      case IntentTraining.Ready ready -> {
        classifier = Optional.of(ready.classifier());
        Assessment own = ready.classifier().assessment();
        Parts.show(
            summary,
            percent(own.accuracy())
                + " of "
                + own.tried()
                + " examples are found without themselves");
        Parts.show(confused, pairs(own));
      }
    }
    showRates();
  }

  private static String pairs(Assessment own) {
    String pairs =
        own.confusions().stream()
            .limit(SHOWN)
            .map(each -> each.label() + " taken for " + each.takenFor() + ", " + each.count() + "×")
            .collect(Collectors.joining("; "));
    return pairs.isEmpty() ? "No class is taken for another." : pairs;
  }

  private void showRates() {
    double share = threshold.getValue() / 100;
    Parts.show(
        rates,
        classifier
            .map(each -> each.assessment().at(share))
            .map(each ->
                "At "
                    + percent(share)
                    + " confidence: "
                    + percent(each.knownRefused())
                    + " of messages of the classes go to otherwise, "
                    + percent(each.unknownAccepted())
                    + " of others to a class")
            .orElse(""));
  }

  private void tryOut() {
    String text = message.getText();
    classifier.ifPresent(each ->
        background()
            .run(
                () -> each.classify(text),
                this::show,
                failed -> Parts.show(verdict, String.valueOf(failed.getMessage()))));
  }

  private void show(IntentVerdict found) {
    String words = found.label() + ", " + percent(found.confidence());
    Parts.show(verdict, found.confidence() < threshold() ? "otherwise: most like " + words : words);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
