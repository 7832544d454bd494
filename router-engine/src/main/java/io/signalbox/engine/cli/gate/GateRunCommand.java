package io.signalbox.engine.cli.gate;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.GraphFiles;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.GateReport;
import io.signalbox.engine.lab.GateRun;
import io.signalbox.engine.lab.GateSuite;
import io.signalbox.engine.lab.LiveRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox gate run`: sends the suites of gates to the models behind them and keeps what came.
@Command(
    name = "run",
    description = {
      "Sends the suite of each gate through the branch behind it, for real, judges the answers and"
          + " keeps the result.",
      "Ends with 0 if all gates open, 1 if one stays closed, 3 if one could not be measured."
    })
public final class GateRunCommand extends AnyCommand {
  private static final int MOST_REPEATS = 100;

  @Parameters(paramLabel = "GRAPH", description = "The graph file.")
  private Path graph = Path.of("");

  @Option(names = "--node", paramLabel = "ID", description = "Only this gate.")
  private @Nullable String node;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "Send each case so often, 1 to 100 (default: 1).")
  private int repeat = 1;

  /// @param opening how the engine is opened
  public GateRunCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    if (repeat < 1 || repeat > MOST_REPEATS) {
      throw new BadInputException("--repeat must be 1 to " + MOST_REPEATS + ".");
    }
    RoutingGraph inForce = new GraphFiles(engine).runnable(graph, console).inForce();
    List<GateRun.Plan> plans = gates(inForce).stream().map(each -> plan(each, inForce)).toList();
    var reports = new ArrayList<GateReport>();
    for (GateRun.Plan plan : plans) {
      GateReport report = measured(engine, plan);
      reports.add(report);
      if (!json) {
        GateText.lines(report).forEach(console::line);
      }
    }
    if (json) {
      console.json(reports.stream().map(GateView::of).toList());
    }
    return code(reports);
  }

  private List<GateNode> gates(RoutingGraph inForce) {
    List<GateNode> gates =
        inForce.nodes().values().stream()
            .filter(GateNode.class::isInstance)
            .map(GateNode.class::cast)
            .filter(each -> node == null || each.id().equals(node))
            .toList();
    if (gates.isEmpty()) {
      throw new BadInputException(
          graph + " has no gate" + (node == null ? "." : " with the id " + node + "."));
    }
    return gates;
  }

  private GateRun.Plan plan(GateNode gate, RoutingGraph inForce) {
    return switch (GateSuite.load(gate, inForce)) {
      case GateSuite.Ready ready -> new GateRun.Plan(gate, inForce, ready, repeat);
      case GateSuite.Failed failed ->
          throw new BadInputException(
              "the gate %s cannot be measured with %s: %s."
                  .formatted(gate.id(), gate.suite(), failed.why()));
    };
  }

  private GateReport measured(Engine engine, GateRun.Plan plan) {
    console.remark(
        "%s: %d requests to %s, about %s"
            .formatted(
                plan.gate().id(),
                plan.requests(),
                plan.gate().to(),
                plan.estimate(engine.rehearsal()).map(Money::shown).orElse("an unknown cost")));
    var live = new LiveRun(engine.exchange(), engine::router);
    return engine.measure(plan, live, done -> progress(done, plan));
  }

  private void progress(int done, GateRun.Plan plan) {
    if (console.isInteractive()) {
      console.progress(done + " of " + plan.requests() + (done == plan.requests() ? "\n" : ""));
    }
  }

  private static int code(List<GateReport> reports) {
    if (reports.stream().anyMatch(each -> each.result().isEmpty())) {
      return ExitCode.FAILED;
    }
    boolean open =
        reports.stream().allMatch(each -> each.verdict().filter(v -> v.open()).isPresent());
    return open ? ExitCode.FINE : ExitCode.FINDINGS;
  }
}
