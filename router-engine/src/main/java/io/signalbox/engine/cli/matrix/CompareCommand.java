package io.signalbox.engine.cli.matrix;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.api.Matrices;
import io.signalbox.engine.api.Matrices.MatrixOpening;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.SavedFile;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.lab.matrix.AnswerBench;
import io.signalbox.engine.lab.matrix.MatrixDifference;
import io.signalbox.engine.lab.matrix.MatrixEnd;
import io.signalbox.engine.lab.matrix.MatrixHead;
import io.signalbox.engine.lab.matrix.MatrixJournal;
import io.signalbox.engine.lab.matrix.MatrixPlan;
import io.signalbox.engine.lab.matrix.MatrixProgress;
import io.signalbox.engine.lab.matrix.MatrixRecord;
import io.signalbox.engine.lab.matrix.MatrixReport;
import io.signalbox.engine.upstream.Script;
import io.signalbox.engine.workspace.comparison.ComparisonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox compare`: sends a set of prompts to several models and holds the answers against
/// checks.
@Command(
    description = {
      "Sends every prompt of a comparison to each of its models, for real, holds the answers"
          + " against its checks and compares pass rates, cost and speed. Answers are kept as they"
          + " come.",
      "Ends with 0 if all answers are there and pass, 1 if not, 3 if nothing could be asked."
    })
public final class CompareCommand extends AnyCommand {
  private static final long PATIENCE = 120; // seconds for calls under way, at a signal
  private static final double FASTEST = 0;
  private static final double SLOWEST = 10;

  @Parameters(paramLabel = "FILE", description = "The comparison: a YAML file beside its graph.")
  private Path file = Path.of("");

  @Option(
      names = "--resume",
      description = "Go on with the latest run, or the one of --run; no answer is asked for twice.")
  private boolean resume;

  @Option(names = "--run", paramLabel = "ID", description = "The run to go on with or to show.")
  private @Nullable String run;

  @Option(
      names = "--report",
      description =
          "Only show what a run came to, with the checks as they are now; nothing is sent.")
  private boolean reportOnly;

  @Option(names = "--runs", description = "Only list the runs that are kept.")
  private boolean list;

  @Option(
      names = "--against",
      paramLabel = "ID",
      description = "Also say what is different from this run.")
  private @Nullable String against;

  @Option(
      names = "--max-cost",
      paramLabel = "USD",
      description = "Make no call that could bring the cost of the run above so many dollars.")
  private @Nullable String maxCost;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Calls at once, 1 to 64 (default: what the file says, else 4).")
  private @Nullable Integer parallel;

  @Option(names = "--simulated", description = "Simulate all models: no key, no network, no cost.")
  private boolean simulated;

  @Option(
      names = "--pace",
      paramLabel = "X",
      description =
          "With --simulated, how long answers take: 1 as the model usually does, 0 no time"
              + " (default: 1).")
  private double pace = 1;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also write the results as JUnit XML to this file.")
  private @Nullable Path junit;

  /// @param opening how the engine is opened
  public CompareCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    var matrices = new Matrices(engine);
    if (list) {
      return listed(matrices);
    }
    Optional<MatrixHead> before =
        resume || reportOnly ? Optional.of(kept(matrices)) : Optional.empty();
    MatrixPlan plan = plan(matrices, before.map(MatrixHead::simulated).orElse(simulated));
    AnswerBench bench = matrices.bench();
    if (reportOnly) {
      MatrixRecord record = record(matrices, before.orElseThrow().id());
      return told(matrices, MatrixReport.of(plan, record, bench), Optional.empty(), bench);
    }
    MatrixEnd end = asked(engine, matrices, plan, before);
    return told(matrices, MatrixReport.of(plan, end.record(), bench), Optional.of(end), bench);
  }

  private int listed(Matrices matrices) {
    List<MatrixHead> runs = matrices.runs().of(file);
    if (json) {
      console.json(runs.stream().map(head -> MatrixView.of(head, matrices.runs())).toList());
    } else {
      runs.forEach(head -> console.line(MatrixText.line(head, matrices.runs())));
    }
    return ExitCode.FINE;
  }

  /// The run to go on with.
  private MatrixHead kept(Matrices matrices) {
    List<MatrixHead> runs = matrices.runs().of(file);
    return runs.stream()
        .filter(head -> run == null || head.id().equals(run))
        .findFirst()
        .orElseThrow(() ->
            new BadInputException(
                runs.isEmpty()
                    ? "there is no run of " + file + " yet; leave out --resume and --report."
                    : file + " has no run " + run + "; --runs lists those it has."));
  }

  private MatrixPlan plan(Matrices matrices, boolean played) {
    if (simulated && !played) {
      throw new BadInputException("this run is of real models; leave out --simulated.");
    }
    MatrixPlan plan =
        switch (matrices.open(file, played)) {
          case MatrixOpening.Ready ready -> ready.plan();
          case MatrixOpening.Failed failed -> {
            failed.problems().forEach(console::remark);
            throw new BadInputException(file + " cannot be run. Fix these problems.");
          }
        };
    Optional<Money> cap = Optional.ofNullable(maxCost).map(CompareCommand::cap).or(plan::usd);
    return plan.capped(cap).inParallel(parallel(plan));
  }

  private int parallel(MatrixPlan plan) {
    int calls = Optional.ofNullable(parallel).orElse(plan.parallel());
    if (calls < 1 || calls > ComparisonFile.MOST_PARALLEL) {
      throw new BadInputException("--parallel must be 1 to " + ComparisonFile.MOST_PARALLEL + ".");
    }
    return calls;
  }

  private static Money cap(String text) {
    try {
      Money cap = Money.of(text);
      if (cap.usd().signum() > 0) {
        return cap;
      }
    } catch (IllegalArgumentException e) {
      // it is told below
    }
    throw new BadInputException("--max-cost must be an amount above 0, as in 0.50.");
  }

  private MatrixEnd asked(
      Engine engine, Matrices matrices, MatrixPlan plan, Optional<MatrixHead> before) {
    if (pace < FASTEST || pace > SLOWEST) {
      throw new BadInputException("--pace must be 0 to 10.");
    }
    if (plan.simulated()) {
      engine.simulate(Script.allAnswer(), pace);
    }
    var stop = new AtomicBoolean();
    var ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> await(stop, ended), "stop-comparison");
    Runtime.getRuntime().addShutdownHook(hook);
    try (MatrixJournal journal =
        before.map(head -> matrices.resume(head.id())).orElseGet(() -> matrices.begin(plan))) {
      MatrixText.beginning(plan, journal, matrices.estimate(plan)).forEach(console::remark);
      var live = new LiveRun(engine.exchange(), engine::router);
      return matrices.run(plan, journal, live, stop::get, this::progress);
    } finally {
      engine.store().ledger().flush(); // the program may end as soon as the hook does
      ended.countDown();
      removed(hook);
    }
  }

  /// At a signal no call begins any more, and those under way come to their end.
  private static void await(AtomicBoolean stop, CountDownLatch ended) {
    stop.set(true);
    try {
      boolean whole = ended.await(PATIENCE, TimeUnit.SECONDS);
      System.getLogger(CompareCommand.class.getName())
          .log(System.Logger.Level.DEBUG, "ended with all calls: " + whole);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removed(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program ends already, and the hook is what it waits for.
    }
  }

  private void progress(MatrixProgress progress) {
    if (console.isInteractive()) {
      boolean last = progress.done() == progress.cells();
      console.progress(MatrixText.progress(progress) + (last ? "\n" : ""));
    }
  }

  private static MatrixRecord record(Matrices matrices, String id) {
    try {
      return MatrixJournal.read(matrices.runs().file(id));
    } catch (IOException e) {
      throw new EngineException("the run " + id + " cannot be read: " + e.getMessage());
    }
  }

  private int told(
      Matrices matrices, MatrixReport report, Optional<MatrixEnd> end, AnswerBench bench) {
    Optional<MatrixDifference> difference =
        Optional.ofNullable(against).map(id -> difference(matrices, id, report, bench));
    Optional.ofNullable(junit).ifPresent(to -> SavedFile.write(to, MatrixJUnit.of(report)));
    if (json) {
      console.json(MatrixView.of(report, end, difference));
    } else {
      MatrixText.lines(report, end).forEach(console::line);
      difference.ifPresent(each -> MatrixText.lines(each).forEach(console::line));
    }
    return code(report);
  }

  private static MatrixDifference difference(
      Matrices matrices, String id, MatrixReport report, AnswerBench bench) {
    MatrixRecord old = record(matrices, id).under(report.plan());
    return MatrixDifference.of(MatrixReport.of(report.plan(), old, bench), report);
  }

  private static int code(MatrixReport report) {
    boolean nothing = report.columns().stream().allMatch(each -> each.answered() == 0);
    if (nothing) {
      return ExitCode.FAILED;
    }
    boolean all =
        report.columns().stream().allMatch(each -> each.passed() == report.plan().prompts().size());
    return all ? ExitCode.FINE : ExitCode.FINDINGS;
  }
}
