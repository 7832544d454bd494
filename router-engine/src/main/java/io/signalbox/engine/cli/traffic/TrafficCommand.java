package io.signalbox.engine.cli.traffic;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.Since;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficRow;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `signalbox traffic`: what happened.
@Command(
    description = "Lists recorded requests, newest first.",
    subcommands = {TrafficShowCommand.class})
public final class TrafficCommand extends AnyCommand {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private static final long LOOK_NANOS = 250_000_000L;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Since when: 30m, 6h, 7d, a date or a time.")
  private @Nullable String since;

  @Option(names = "--app", paramLabel = "NAME", description = "Only requests of this app.")
  private @Nullable String app;

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "Only requests that this model answered.")
  private @Nullable String model;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only requests with this status, such as 404, 4 or 4xx.")
  private @Nullable String status;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "The most requests to list.")
  private int limit = 50;

  @Option(names = "--follow", description = "Print new requests until stopped.")
  private boolean follow;

  /// @param opening how the engine is opened
  public TrafficCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    Ledger ledger = engine.store().ledger();
    TrafficFilter filter = filter();
    if (follow) {
      return follow(ledger, filter);
    }
    var rows = ledger.page(filter, TrafficFilter.Position.TOP, Math.clamp(limit, 1, 10_000));
    if (json) {
      console.json(rows.stream().map(row -> view(row, trace(ledger, row))).toList());
    } else {
      console.line(rows.isEmpty() ? "No requests recorded." : head());
      rows.forEach(row -> console.line(line(row, trace(ledger, row))));
    }
    return ExitCode.FINE;
  }

  private TrafficFilter filter() {
    var from = Optional.ofNullable(since).map(text -> Since.read(text, InstantSource.system()));
    var only = Optional.ofNullable(status).map(StatusText::read);
    return new TrafficFilter(
        from,
        Optional.empty(),
        Optional.ofNullable(app),
        Optional.ofNullable(model),
        Optional.empty(),
        only.map(OptionalInt::of).orElse(OptionalInt.empty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private int follow(Ledger ledger, TrafficFilter filter) {
    long seen = ledger.newest();
    while (!Thread.currentThread().isInterrupted()) {
      List<TrafficRow> rows = ledger.after(seen, filter, 1_000);
      for (TrafficRow row : rows) {
        seen = Math.max(seen, row.number());
        print(row, trace(ledger, row));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return ExitCode.FINE;
  }

  private void print(TrafficRow row, Optional<Trace> trace) {
    if (json) {
      console.json(view(row, trace));
    } else {
      console.line(line(row, trace));
    }
  }

  /// Empty if another process has just tidied it away.
  private static Optional<Trace> trace(Ledger ledger, TrafficRow row) {
    return ledger.trace(row.id());
  }

  private static String head() {
    return "%-14s  %-16s  %-10s  %-18s  %-6s  %8s  %8s  %10s  %s"
        .formatted("time", "id", "app", "model", "status", "ms", "first", "cost", "path");
  }

  private static String line(TrafficRow row, Optional<Trace> trace) {
    String why = trace.map(AttemptsText::of).orElse("");
    String first =
        row.firstTokenMillis().isPresent() ? "" + row.firstTokenMillis().getAsLong() : "–";
    String mark = row.simulated() ? "~" : "";
    return "%-14s  %-16s  %-10s  %-18s  %-6d  %8d  %8s  %10s  %s"
        .formatted(
            TIME.format(row.at()),
            RecordedId.shown(row.id()),
            row.app().isEmpty() ? "–" : row.app(),
            model(row, trace) + mark,
            row.status(),
            row.millis(),
            first,
            row.usd().map(Money::shown).orElse("unknown"),
            row.path() + beside(why) + beside(row.error()));
  }

  /// An earlier answer is told with the cache that gave it: `opus cached`.
  private static String model(TrafficRow row, Optional<Trace> trace) {
    return trace
        .flatMap(Trace::cached)
        .map(cached -> cached.model() + " cached")
        .orElse(row.model().isEmpty() ? "–" : row.model());
  }

  private static String beside(String text) {
    return text.isEmpty() ? "" : "  " + text;
  }

  private static Map<String, Object> view(TrafficRow row, Optional<Trace> trace) {
    var view = new LinkedHashMap<String, Object>();
    view.put("id", row.id());
    view.put("at", row.at().toString());
    view.put("graph", row.graph());
    view.put("app", row.app());
    view.put("asked_model", row.askedModel());
    view.put("model", row.model());
    view.put("provider", row.provider());
    trace
        .flatMap(Trace::answer)
        .map(Attempt::key)
        .filter(key -> !key.isEmpty())
        .ifPresent(key -> view.put("key", key));
    view.put("path", row.path().isEmpty() ? List.of() : List.of(row.path().split(" ")));
    view.put("status", row.status());
    view.put("ms", row.millis());
    row.firstTokenMillis().ifPresent(ms -> view.put("first_token_ms", ms));
    view.put("attempts", row.attempts());
    view.put("failures", trace.map(AttemptsText::failures).orElse(List.of()));
    trace.flatMap(Trace::cached).ifPresent(cached -> view.put("cached", view(cached)));
    view.put("prompt_tokens", row.promptTokens());
    view.put("completion_tokens", row.completionTokens());
    row.usd().map(Money::plain).ifPresent(usd -> view.put("usd", usd));
    view.put("simulated", row.simulated());
    view.put("error", row.error());
    return view;
  }

  private static Map<String, Object> view(Trace.Cached cached) {
    var view = new LinkedHashMap<String, Object>();
    view.put("node", cached.node());
    view.put("model", cached.model());
    view.put("age_ms", cached.age().toMillis());
    cached.saved().map(Money::plain).ifPresent(usd -> view.put("saved_usd", usd));
    return view;
  }
}
