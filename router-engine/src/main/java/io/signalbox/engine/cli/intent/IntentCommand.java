package io.signalbox.engine.cli.intent;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.ScratchCommand;
import io.signalbox.engine.intent.IntentClassifier;
import io.signalbox.engine.plugin.Encoder;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.TextEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox intent`: learns classes from labeled texts and tries itself on others.
@Command(
    description =
        "Measures an intent node: learns categories from a file of labeled texts, on this machine,"
            + " and classifies those of another file.")
public final class IntentCommand extends ScratchCommand {
  /// What a text asked before costs is the mean of so many.
  private static final int REPEATS = 1_000;

  @Parameters(
      index = "0",
      paramLabel = "TRAIN",
      description = "A CSV file with the columns text and category: the examples.")
  private Path train = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "TEST",
      description = "A CSV file with the same columns: the texts that are classified.")
  private Path test = Path.of("");

  @Option(
      names = "--oos",
      paramLabel = "FILE",
      description = "A CSV file with a column text: texts of no category.")
  private @Nullable Path oos;

  @Option(
      names = "--per-class",
      paramLabel = "N",
      defaultValue = "10",
      description = "Examples of each category, chosen by chance; all or 0: all (default: 10).")
  private String perClass = "10";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of that choice (default: 1).")
  private long seed = 1;

  @Option(
      names = "--encoder",
      paramLabel = "NAME",
      defaultValue = "bge-small-en",
      description = "The encoder of texts (default: bge-small-en).")
  private String encoder = "bge-small-en";

  public IntentCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    int most = examplesPerClass();
    SequencedMap<String, List<String>> examples = LabeledTexts.read(train).sample(most, seed);
    if (examples.size() < 2) {
      throw new BadInputException(train + ": one category only; at least two are needed.");
    }
    LabeledTexts texts = LabeledTexts.read(test);
    Optional<LabeledTexts> unknown = Optional.ofNullable(oos).map(LabeledTexts::unlabeled);
    tellUnknown(examples, texts);
    IntentReport report = report(opened(engine.plugins()), examples, texts, unknown);
    if (json) {
      console.json(report.view());
    } else {
      report.lines().forEach(console::line);
    }
    return ExitCode.FINE;
  }

  private IntentReport report(
      TextEncoder opened,
      SequencedMap<String, List<String>> examples,
      LabeledTexts texts,
      Optional<LabeledTexts> unknown) {
    long begin = System.nanoTime();
    IntentClassifier classifier = IntentClassifier.trained(opened, examples);
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new IntentReport(
        encoder,
        examples.size(),
        examples.values().stream().mapToInt(List::size).sum(),
        seconds,
        classifier.assessment(),
        Trial.of(classifier, texts),
        unknown.map(each -> Trial.of(classifier, each)),
        cachedMicros(classifier, texts.all().getFirst().text()),
        IntentClassifier.CALIBRATED);
  }

  private static double cachedMicros(IntentClassifier classifier, String text) {
    classifier.classify(text);
    long begin = System.nanoTime();
    for (int i = 0; i < REPEATS; i++) {
      classifier.classify(text);
    }
    return (System.nanoTime() - begin) / 1e3 / REPEATS;
  }

  private int examplesPerClass() {
    if (perClass.equals("all") || perClass.equals("0")) {
      return Integer.MAX_VALUE;
    }
    try {
      int given = Integer.parseInt(perClass);
      if (given > 0) {
        return given;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new BadInputException("--per-class must be a whole number from 0, or all.");
  }

  private void tellUnknown(SequencedMap<String, List<String>> examples, LabeledTexts texts) {
    var lacking = new TreeSet<>(texts.byCategory().keySet());
    lacking.removeAll(examples.keySet());
    if (!lacking.isEmpty()) {
      console.remark(
          "signalbox: texts of categories without examples count as wrong: "
              + String.join(", ", lacking));
    }
  }

  private TextEncoder opened(Plugins plugins) {
    Encoder found =
        plugins
            .encoder(encoder)
            .orElseThrow(() ->
                new BadInputException(
                    "--encoder " + encoder + ": not installed; there is " + names(plugins)));
    return switch (found.open()) {
      case Encoder.Opened.Ready ready -> ready.encoder();
      case Encoder.Opened.Broken broken -> throw new EngineException(broken.problem().line());
    };
  }

  private static String names(Plugins plugins) {
    List<String> names = plugins.encoders().stream().map(Encoder::name).toList();
    return names.isEmpty() ? "none." : String.join(", ", names) + ".";
  }
}
