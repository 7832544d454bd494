package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.GraphFiles;
import io.signalbox.engine.cli.command.SavedFile;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.lab.SuiteRun;
import io.signalbox.engine.workspace.SuiteFile;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox test`: runs the tests of graphs.
@Command(description = "Runs tests of graphs; no provider is called.")
final class TestCommand extends AnyCommand {
  @Parameters(paramLabel = "SUITE", arity = "1..*", description = "Suite files.")
  private List<Path> suites = new ArrayList<>();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also write the results as JUnit XML to this file.")
  private @Nullable Path junit;

  @Option(
      names = "--coverage",
      description = "List nodes, outputs and models that no test reached.")
  private boolean coverage;

  @Option(
      names = "--update",
      description =
          "Replace the expected model, path, attempts and status by the actual ones;"
              + " limits of cost and time are kept.")
  private boolean update;

  TestCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  /// A suite that was run.
  record Run(Path file, SuiteText text, RoutingGraph graph, SuiteResult result) {}

  @Override
  public int run(Engine engine) {
    var files = new GraphFiles(engine);
    var suite = new SuiteRun(engine.rehearsal());
    List<Run> runs = suites.stream().map(file -> run(files, suite, file)).toList();
    if (update) {
      runs = runs.stream().map(each -> updated(suite, each)).toList();
    }
    report(runs);
    boolean failed = runs.stream().anyMatch(each -> each.result().failed() > 0);
    return failed ? ExitCode.FINDINGS : ExitCode.FINE;
  }

  private Run run(GraphFiles files, SuiteRun run, Path file) {
    SuiteText text = read(file, console);
    SuiteFile suite = text.suite().orElseThrow();
    RoutingGraph graph = files.runnable(file.resolveSibling(suite.graph()), console);
    return new Run(file, text, graph, run.of(graph, suite));
  }

  /// Reads a suite.
  ///
  /// @throws BadInputException if it has errors, which are printed, or there is no such file
  static SuiteText read(Path file, Console console) {
    try {
      SuiteText text = SuiteText.load(file);
      if (!text.isSound()) {
        console.problems(text.problems().stream().filter(Problem::isError).toList());
        throw new BadInputException(file + " has errors. Fix them to run it.");
      }
      return text;
    } catch (NoSuchFileException e) {
      throw new BadInputException("there is no file " + file + ".");
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage());
    }
  }

  /// Rewrites the file of a suite and runs it again.
  private Run updated(SuiteRun suite, Run run) {
    Optional<SuiteText> text = SuiteUpdate.of(run);
    if (text.isEmpty()) {
      return run;
    }
    SavedFile.write(run.file(), text.get().text());
    console.remark("Updated " + run.file() + "; review the change before you commit it.");
    SuiteFile changed = text.get().suite().orElseThrow();
    return new Run(run.file(), text.get(), run.graph(), suite.of(run.graph(), changed));
  }

  private void report(List<Run> runs) {
    Optional.ofNullable(junit).ifPresent(file -> SavedFile.write(file, JUnitXml.of(runs)));
    if (json) {
      console.json(SuiteView.of(runs, coverage));
    } else {
      SuiteReport.lines(runs, coverage).forEach(console::line);
    }
  }
}
