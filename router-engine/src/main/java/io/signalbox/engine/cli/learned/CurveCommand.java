package io.signalbox.engine.cli.learned;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.SavedFile;
import io.signalbox.engine.cli.command.ScratchCommand;
import io.signalbox.engine.learned.Curve;
import io.signalbox.engine.learned.Evaluation;
import io.signalbox.engine.learned.Outcomes;
import io.signalbox.engine.learned.TrainedRouter;
import io.signalbox.engine.learned.TrainedText;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox curve`: cost against quality.
@Command(
    description =
        "Measures cost against quality of a trained router on other outcomes than it was trained"
            + " on; or, for one file of outcomes, by cross-validation.")
public final class CurveCommand extends ScratchCommand {
  private static final int MOST_FOLDS = 20;
  private static final int MOST_REPEATS = 100;

  /// Fewer prompts say nothing.
  private static final int FEWEST = 20;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A trained router; or outcomes, for cross-validation.")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description = "Outcomes that the router was not trained on.")
  private @Nullable Path data;

  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "2",
      description = "Parts of the cross-validation, 2 to 20 (default: 2).")
  private int folds = 2;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often it is done, each time with other parts (default: 1).")
  private int repeats = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of the parts and of the intervals (default: 1).")
  private long seed = 1;

  @Option(names = "--svg", paramLabel = "FILE", description = "Also draw the curve as SVG.")
  private @Nullable Path svg;

  @Mixin private EncoderOption encoder = new EncoderOption();

  public CurveCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    if (folds < 2 || folds > MOST_FOLDS || repeats < 1 || repeats > MOST_REPEATS) {
      throw new BadInputException("--folds must be 2 to 20, --repeats 1 to 100.");
    }
    Curve curve = curve(engine);
    Optional.ofNullable(svg).ifPresent(to -> SavedFile.write(to, CurveSvg.of(curve)));
    if (json) {
      console.json(CurveText.view(curve));
    } else {
      CurveText.lines(curve).forEach(console::line);
    }
    return ExitCode.FINE;
  }

  private Curve curve(Engine engine) {
    byte[] bytes = DataFile.bytes(file);
    Optional<Path> others = Optional.ofNullable(data);
    if (TrainedText.isTrained(bytes)) {
      TrainedRouter router = DataFile.router(file, bytes);
      Path other =
          others.orElseThrow(() ->
              new BadInputException(
                  "DATA is missing: "
                      + file
                      + " is a trained router, which is measured on outcomes."));
      return measured(engine, router, DataFile.outcomes(other, DataFile.bytes(other)));
    } else if (others.isPresent()) {
      throw new BadInputException(file + ": no trained router. `signalbox train` makes one.");
    }
    return Evaluation.crossed(
        DataFile.outcomes(file, bytes), encoder.encoding(engine.plugins()), folds, repeats, seed);
  }

  private Curve measured(Engine engine, TrainedRouter router, Outcomes outcomes) {
    var lacking =
        router.models().stream().filter(model -> !outcomes.models().contains(model)).toList();
    if (!lacking.isEmpty()) {
      throw new BadInputException(
          data + ": no outcomes of " + String.join(", ", lacking) + ", which the router knows.");
    }
    Outcomes unseen = router.unseen(outcomes);
    if (unseen.size() < FEWEST) {
      throw new BadInputException(
          data + ": fewer than " + FEWEST + " prompts that the router was not trained on.");
    } else if (unseen.size() < outcomes.size()) {
      int seen = outcomes.size() - unseen.size();
      console.remark("signalbox: left out " + seen + " prompts that the router was trained on");
    }
    return Evaluation.of(
        router, unseen, EncoderOption.opened(engine.plugins(), router.encoder()), seed);
  }
}
