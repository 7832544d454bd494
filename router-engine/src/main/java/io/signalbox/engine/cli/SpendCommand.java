package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.Since;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.SpendRow;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `signalbox spend`: what it cost.
@Command(description = "Shows the cost of requests.")
final class SpendCommand extends AnyCommand {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "30d",
      description = "Since when: 30m, 6h, 7d, a date or a time.")
  private String since = "30d";

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "model",
      description = "${COMPLETION-CANDIDATES}")
  private Ledger.SpendBy by = Ledger.SpendBy.MODEL;

  SpendCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    var clock = InstantSource.system();
    Instant from = Since.read(since, clock);
    List<SpendRow> rows =
        engine
            .store()
            .ledger()
            .spend(by, from, clock.instant().plusSeconds(900), ZoneId.systemDefault());
    if (json) {
      console.json(rows.stream().map(SpendCommand::view).toList());
    } else {
      console.line(
          rows.isEmpty() ? "No spend." : "%-24s %10s %14s".formatted("", "requests", "cost"));
      rows.forEach(
          row -> console.line("%-24s %10d %14s".formatted(name(row), row.requests(), cost(row))));
    }
    return ExitCode.FINE;
  }

  /// An unknown price is unknown, never zero.
  private static String cost(SpendRow row) {
    String known = row.usd().shown();
    return row.unpriced() == 0
        ? known
        : (row.unpriced() == row.requests() ? "unknown" : known + " + unknown");
  }

  private static String name(SpendRow row) {
    return row.of().isEmpty() ? "–" : row.of();
  }

  private static Map<String, Object> view(SpendRow row) {
    var view = new LinkedHashMap<String, Object>();
    view.put("key", row.of());
    view.put("requests", row.requests());
    view.put("usd", row.usd().plain());
    view.put("unpriced_requests", row.unpriced());
    return view;
  }
}
