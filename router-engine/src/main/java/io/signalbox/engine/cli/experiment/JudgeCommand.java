package io.signalbox.engine.cli.experiment;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.GraphFiles;
import io.signalbox.engine.cli.command.Since;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.lab.judge.JudgePlan;
import io.signalbox.engine.lab.judge.JudgeReport;
import io.signalbox.engine.lab.judge.JudgeRun;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox experiment judge`: asks a model which of two recorded answers is better.
@Command(
    name = "judge",
    description = {
      "Asks a model which answer is better: the one that the client got, or that of the copy. The"
          + " order of the two is random, and what it says is kept.",
      "Judges the texts that a mirror with keep_texts recorded; no pair is asked about twice.",
      "Ends with 0 if all pairs have a verdict, 1 if some have none, 3 if none could be judged."
    })
public final class JudgeCommand extends AnyCommand {
  @Parameters(index = "0", paramLabel = "GRAPH", description = "The graph file.")
  private Path graph = Path.of("");

  @Parameters(index = "1", paramLabel = "MIRROR", description = "The id of the mirror node.")
  private String mirror = "";

  @Option(
      names = "--with",
      required = true,
      paramLabel = "MODEL",
      description =
          "The model that judges: its id in the graph, or PROVIDER/MODEL of one that is not there.")
  private String judge = "";

  @Option(
      names = "--question",
      paramLabel = "TEXT",
      description = "What makes an answer better (default: correct, complete, as asked, concise).")
  private @Nullable String question;

  @Option(
      names = "--rubric",
      paramLabel = "FILE",
      description = "A text file with the question instead.")
  private @Nullable Path rubric;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only requests of the last 30m, 6h, 7d, or since 2026-01-31.")
  private @Nullable String since;

  @Option(names = "--limit", paramLabel = "N", description = "Ask about at most so many pairs.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--usd",
      paramLabel = "CAP",
      description = "Make no call that could bring the cost of this run above so many dollars.")
  private @Nullable String usd;

  @Option(
      names = "--both-orders",
      description = "Ask about each pair twice, with the answers in either order.")
  private boolean bothOrders;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Draws the order of the answers (default: 0).")
  private long seed;

  /// @param opening how the engine is opened
  public JudgeCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    JudgePlan plan = plan(engine, new GraphFiles(engine).runnable(graph, console).inForce());
    JudgeRun.Offer offer = engine.offer(plan);
    if (offer.isWithoutTexts()) {
      throw new BadInputException(JudgeText.withoutTexts(plan.mirror(), graph));
    }
    console.remark(JudgeText.offer(plan, offer));
    JudgeReport report =
        engine.judge(plan, new LiveRun(engine.exchange(), engine::router), this::progress);
    if (json) {
      console.json(JudgeView.of(report));
    } else {
      JudgeText.lines(report).forEach(console::line);
    }
    return code(report);
  }

  private void progress(int done) {
    if (console.isInteractive()) {
      console.progress(done + " pairs");
    }
  }

  private static int code(JudgeReport report) {
    if (report.judgment().isEmpty() && report.pairs() > 0) {
      return ExitCode.FAILED;
    }
    boolean all =
        report.broken() == 0
            && report.withheld().isEmpty()
            && report.failed().isEmpty()
            && report.stopped().isEmpty();
    return all ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  private JudgePlan plan(Engine engine, RoutingGraph inForce) {
    if (limit < 1) {
      throw new BadInputException("--limit must be 1 or more.");
    }
    return new JudgePlan(
        inForce,
        mirror(inForce),
        judge(engine, inForce),
        question(),
        Optional.ofNullable(since)
            .map(text -> Since.read(text, InstantSource.system()))
            .orElse(Instant.EPOCH),
        limit,
        Optional.ofNullable(usd).map(JudgeCommand::cap),
        seed,
        bothOrders);
  }

  private MirrorNode mirror(RoutingGraph inForce) {
    return inForce
        .node(mirror)
        .filter(MirrorNode.class::isInstance)
        .map(MirrorNode.class::cast)
        .orElseThrow(() ->
            new BadInputException(graph + " has no mirror with the id " + mirror + " in force."));
  }

  private Model judge(Engine engine, RoutingGraph inForce) {
    return inForce
        .model(judge)
        .or(() -> stranger(engine))
        .orElseThrow(() ->
            new BadInputException(
                graph
                    + " has no model "
                    + judge
                    + ". It has "
                    + String.join(", ", inForce.models().keySet())
                    + "; others are named as PROVIDER/MODEL."));
  }

  /// A model that the graph does not have, with its provider's usual key.
  private Optional<Model> stranger(Engine engine) {
    int slash = judge.indexOf('/');
    return engine.providers().stream()
        .filter(provider -> slash > 0 && provider.id().equals(judge.substring(0, slash)))
        .findFirst()
        .map(provider -> Model.of(judge, provider.id(), judge.substring(slash + 1)))
        .filter(model -> !model.model().isBlank());
  }

  private String question() {
    if (question != null && rubric != null) {
      throw new BadInputException("give either --question or --rubric.");
    }
    String asked =
        question != null
            ? question
            : rubric != null ? GraphFiles.content(rubric) : JudgePlan.USUAL_QUESTION;
    if (asked.isBlank() || asked.length() > JudgePlan.LONGEST_QUESTION) {
      throw new BadInputException(
          "a question has 1 to " + JudgePlan.LONGEST_QUESTION + " characters.");
    }
    return asked;
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
    throw new BadInputException("--usd must be an amount above 0, as in 0.50.");
  }
}
