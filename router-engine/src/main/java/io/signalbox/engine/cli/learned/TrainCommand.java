package io.signalbox.engine.cli.learned;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.SavedFile;
import io.signalbox.engine.cli.command.ScratchCommand;
import io.signalbox.engine.learned.Outcomes;
import io.signalbox.engine.learned.Proof;
import io.signalbox.engine.learned.TrainedRouter;
import io.signalbox.engine.learned.TrainedText;
import io.signalbox.engine.learned.Training;
import io.signalbox.engine.learned.Wish;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox train`: a router from outcomes.
@Command(
    description =
        "Trains a router on prompts with outcomes of models, on this machine, and says whether it"
            + " is no worse than the best single model on held-back prompts.")
public final class TrainCommand extends ScratchCommand {
  @Parameters(
      paramLabel = "DATA",
      description =
          "Outcomes: JSON lines or CSV with text, model, score and cost, or CSV with a prompt"
              + " column and a column of scores for each model.")
  private Path data = Path.of("");

  @Option(
      names = "-o",
      paramLabel = "FILE",
      required = true,
      description = "The file of the trained router.")
  private Path file = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of the choice of held-back prompts (default: 1).")
  private long seed = 1;

  @Mixin private EncoderOption encoder = new EncoderOption();

  public TrainCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    Outcomes outcomes = DataFile.outcomes(data, DataFile.bytes(data));
    long begin = System.nanoTime();
    TrainedRouter router =
        Training.trained(outcomes, encoder.id(), encoder.encoding(engine.plugins()), seed);
    double seconds = (System.nanoTime() - begin) / 1e9;
    SavedFile.write(file, TrainedText.written(router));
    double quality = router.safeQuality(Wish.USUAL_CONFIDENCE);
    var wish = new Wish.Quality(quality, Wish.USUAL_CONFIDENCE);
    Proof proof = router.proof(wish, router.models());
    if (json) {
      console.json(view(router, outcomes, proof, quality, seconds));
    } else {
      tell(router, outcomes, proof, quality, seconds);
    }
    return proof.moved() > 0 ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  private void tell(
      TrainedRouter router, Outcomes all, Proof proof, double quality, double seconds) {
    console.line(
        String.format(
            Locale.ROOT,
            "Learned from %,d of %,d prompts and %d models in %.1f s; wrote %s",
            router.trainedOn(),
            all.size(),
            router.models().size(),
            seconds,
            file));
    if (proof.moved() > 0) {
      console.line(
          String.format(
              Locale.ROOT,
              "With quality %.2f and more it is no worse than %s on held-back prompts:",
              quality,
              router.bestModel()));
      ProofText.lines(proof).forEach(console::line);
    } else {
      console.line(
          String.format(
              Locale.ROOT,
              "At no quality could it be shown to be no worse than %s on %,d held-back prompts: it"
                  + " would always decline. More prompts help, and models that are good at"
                  + " different things.",
              router.bestModel(),
              proof.prompts()));
    }
  }

  private Map<String, Object> view(
      TrainedRouter router, Outcomes all, Proof proof, double quality, double seconds) {
    var view = new LinkedHashMap<String, Object>();
    view.put("file", file.toString());
    view.put("prompts", all.size());
    view.put("trained_on", router.trainedOn());
    view.put("models", router.models());
    view.put("encoder", router.encoder());
    view.put("seconds", seconds);
    view.put("shown", proof.moved() > 0);
    view.put("quality", quality);
    view.put("proof", ProofText.view(proof));
    return view;
  }
}
