package io.signalbox.engine.cli.traffic;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.catalog.BudgetNotice;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.trace.RequestReport;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.trace.TraceCodec;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `signalbox traffic show`: everything about one request.
@Command(
    name = "show",
    description = {
      "Shows everything that is recorded of one request: who asked, its path with near misses, each"
          + " attempt with cause, times, tokens and cost, budgets, promises, and what was changed"
          + " in translation.",
      "With --json: the trace as in `signalbox run --json`, with the notices of its budgets."
    })
public final class TrafficShowCommand extends AnyCommand {
  @Parameters(
      paramLabel = "ID",
      description =
          "The request's id, as in `signalbox traffic` or in the header x-request-id; the beginning"
              + " is enough.")
  private String id = "";

  /// @param opening how the engine is opened
  public TrafficShowCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    var ledger = engine.store().ledger();
    Trace trace =
        ledger
            .trace(RecordedId.find(ledger, id))
            .orElseThrow(() -> new EngineException("the request was deleted meanwhile."));
    List<BudgetNotice> notices = engine.store().budgets().notices(trace.at().minusMillis(1));
    if (json) {
      var view = TraceCodec.view(trace);
      view.put(
          "notices",
          RequestReport.notices(trace, notices).stream().map(BudgetNotice::words).toList());
      console.json(view);
    } else {
      RequestReport.of(trace, notices, ZoneId.systemDefault()).sections().forEach(this::print);
    }
    return ExitCode.FINE;
  }

  private void print(RequestReport.FactGroup section) {
    console.line(section.title());
    int width = section.facts().stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
    int column = Math.min(width, 20);
    for (RequestReport.Fact fact : section.facts()) {
      String name = column == 0 ? "" : ("%-" + column + "s  ").formatted(fact.name());
      console.line("  " + name + fact.text());
    }
  }
}
