package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.GraphFiles;
import io.signalbox.engine.exchange.Egress;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `signalbox check`: problems and promises.
@Command(description = "Reports problems of graphs and promises that can be broken.")
final class CheckCommand extends AnyCommand {
  @Parameters(paramLabel = "GRAPH", arity = "1..*", description = "Graph files.")
  private List<Path> graphs = new ArrayList<>();

  CheckCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    var files = new GraphFiles(engine);
    var problems = new ArrayList<Problem>(engine.plugins().problems());
    List<GraphFiles.Read> read = graphs.stream().map(files::read).toList();
    read.forEach(each -> problems.addAll(each.problems()));
    if (json) {
      console.json(views(engine, problems, read));
    } else {
      problems.forEach(problem -> console.line(problem.line()));
      console.line(summary(problems));
      read.forEach(each -> show(each.file(), egress(engine, each)));
    }
    boolean objection = problems.stream().anyMatch(p -> p.severity() != Problem.Severity.NOTE);
    return objection ? ExitCode.FINDINGS : ExitCode.FINE;
  }

  /// Where requests would go is a notice, not an objection.
  private static List<Egress> egress(Engine engine, GraphFiles.Read read) {
    return read.graph().map(engine::egress).orElse(List.of());
  }

  private void show(Path file, List<Egress> egress) {
    if (!egress.isEmpty()) {
      console.line(file + " sends requests to:");
      new EgressText(givenHome()).lines(egress).forEach(console::line);
    }
  }

  private List<Map<String, Object>> views(
      Engine engine, List<Problem> problems, List<GraphFiles.Read> read) {
    var views = new ArrayList<>(problems.stream().map(CheckCommand::view).toList());
    var text = new EgressText(givenHome());
    for (GraphFiles.Read each : read) {
      for (Egress use : egress(engine, each)) {
        var view = text.view(use);
        view.put("file", each.file().toString());
        views.add(view);
      }
    }
    return views;
  }

  private String summary(List<Problem> problems) {
    long errors = problems.stream().filter(Problem::isError).count();
    return problems.isEmpty()
        ? graphs.size() + (graphs.size() == 1 ? " graph" : " graphs") + ", no problems."
        : errors
            + (errors == 1 ? " error, " : " errors, ")
            + (problems.size() - errors)
            + " warnings and notes.";
  }

  static Map<String, Object> view(Problem problem) {
    var view = new LinkedHashMap<String, Object>();
    view.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    view.put("code", problem.code().id());
    view.put("message", problem.message());
    view.put("fix", problem.fix());
    view.put("path", problem.path());
    view.put("arguments", problem.arguments());
    problem.suggestion().ifPresent(word -> view.put("suggestion", word));
    if (!problem.route().isEmpty()) {
      view.put("route", problem.route().stream().map(Place::path).toList());
    }
    problem
        .at()
        .ifPresent(spot -> {
          view.put("file", spot.file());
          view.put("line", spot.line());
          view.put("column", spot.column());
        });
    return view;
  }
}
