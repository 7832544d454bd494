package io.signalbox.engine.api;

import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.lab.matrix.AnswerBench;
import io.signalbox.engine.lab.matrix.MatrixCalls;
import io.signalbox.engine.lab.matrix.MatrixEnd;
import io.signalbox.engine.lab.matrix.MatrixJournal;
import io.signalbox.engine.lab.matrix.MatrixPlan;
import io.signalbox.engine.lab.matrix.MatrixProgress;
import io.signalbox.engine.lab.matrix.MatrixPrompt;
import io.signalbox.engine.lab.matrix.MatrixRun;
import io.signalbox.engine.lab.matrix.MatrixRuns;
import io.signalbox.engine.lab.matrix.MatrixTarget;
import io.signalbox.engine.plugin.Encoder;
import io.signalbox.engine.spi.TextEncoder;
import io.signalbox.engine.workspace.comparison.ComparisonText;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Comparisons of models on sets of prompts, as the terminal and the window see them. Safe for
/// threads.
public final class Matrices {
  /// The cost of so many prompts stands for all.
  private static final int ESTIMATED_PROMPTS = 50;

  private final Engine engine;

  public Matrices(Engine engine) {
    this.engine = engine;
  }

  /// What came of opening a comparison.
  public sealed interface MatrixOpening {
    /// It can be run.
    record Ready(MatrixPlan plan) implements MatrixOpening {}

    /// It cannot.
    ///
    /// @param problems for people, each with its place
    record Failed(List<String> problems) implements MatrixOpening {
      public Failed {
        problems = List.copyOf(problems);
      }
    }
  }

  /// Opens the file of a comparison, its graph and its prompts. No provider is called.
  ///
  /// @param simulated whether every model is played by the simulated provider
  public MatrixOpening open(Path file, boolean simulated) {
    try {
      return open(file, ComparisonText.load(file), simulated);
    } catch (NoSuchFileException e) {
      return failed("there is no file " + file + ".");
    } catch (IOException e) {
      return failed(file + " cannot be read: " + e.getMessage() + ".");
    }
  }

  private static MatrixOpening failed(String why) {
    return new MatrixOpening.Failed(List.of(why));
  }

  /// The same with what the file holds.
  public MatrixOpening open(Path file, ComparisonText text, boolean simulated) {
    return new MatrixPlanning(engine, file, simulated).of(text);
  }

  /// The runs that lie in the home.
  public MatrixRuns runs() {
    return new MatrixRuns(engine.home());
  }

  /// Begins a run.
  ///
  /// @throws EngineException if its journal cannot be written
  public MatrixJournal begin(MatrixPlan plan) {
    try {
      return runs().begin(plan, engine.gates().now());
    } catch (IOException e) {
      throw new EngineException("the run cannot be kept: " + e.getMessage());
    }
  }

  /// Goes on with a run.
  ///
  /// @throws EngineException if its journal cannot be used; the message says why
  public MatrixJournal resume(String id) {
    try {
      return MatrixJournal.resume(runs().file(id));
    } catch (NoSuchFileException e) {
      throw new EngineException("there is no run " + id + ".");
    } catch (IOException e) {
      throw new EngineException("the run cannot go on: " + e.getMessage() + ".");
    }
  }

  /// Asks what the journal lacks, for real, and keeps each answer as it comes.
  ///
  /// @param live sends the requests
  /// @param stop whether it is to stop; what is under way then comes to its end
  /// @param told gets how far it is, on any thread, one at a time
  public MatrixEnd run(
      MatrixPlan plan,
      MatrixJournal journal,
      LiveRun live,
      BooleanSupplier stop,
      Consumer<MatrixProgress> told) {
    var calls =
        new MatrixCalls(
            live, engine.rehearsal(), engine.plugins()::card, () -> engine.gates().now());
    return MatrixRun.of(plan, journal, calls, stop, told);
  }

  /// What holds answers against checks.
  public AnswerBench bench() {
    return new AnswerBench(this::encoder);
  }

  Optional<TextEncoder> encoder(String name) {
    return engine
        .plugins()
        .encoder(name)
        .map(Encoder::open)
        .filter(Encoder.Opened.Ready.class::isInstance)
        .map(opened -> ((Encoder.Opened.Ready) opened).encoder());
  }

  /// What all answers of a plan will probably cost, without its judge; empty if a price is unknown.
  /// No provider is called.
  public Optional<Money> estimate(MatrixPlan plan) {
    List<MatrixPrompt> some = plan.prompts().stream().limit(ESTIMATED_PROMPTS).toList();
    Money sum = Money.ZERO;
    for (MatrixTarget target : plan.targets()) {
      for (MatrixPrompt prompt : some) {
        Optional<Money> usd =
            engine
                .estimate(target.graph(), prompt.request(), prompt.client())
                .estimate()
                .flatMap(Estimate::usd)
                .map(Estimate.Range::expected);
        if (usd.isEmpty()) {
          return Optional.empty();
        }
        sum = sum.plus(usd.get());
      }
    }
    return Optional.of(
        new Money(
            sum.usd()
                .multiply(BigDecimal.valueOf(plan.prompts().size()))
                .divide(BigDecimal.valueOf(some.size()), 12, RoundingMode.UP)));
  }
}
