package io.signalbox.engine.cli.conform;

import io.signalbox.engine.api.ConformWish;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.SavedFile;
import io.signalbox.engine.conform.ConformFinding;
import io.signalbox.engine.conform.ConformPlan;
import io.signalbox.engine.conform.ConformReport;
import io.signalbox.engine.conform.ConformVerdict;
import io.signalbox.engine.conform.LearnedProvider;
import io.signalbox.engine.conform.LearnedTraits;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox conform`: asks an endpoint what it really does.
@Command(
    description = {
      "Asks an endpoint what it really does and prints a table: dialects, models, streams, tools,"
          + " JSON, errors, limits, roles, reasoning, cache hits, connections, cancel.",
      "Sends at most "
          + ConformPlan.MOST_CALLS
          + " short calls. Ends with 0 if nothing is broken, 1"
          + " if something is, 3 if the endpoint could not be asked or what was found not be saved."
    })
public final class ConformCommand extends AnyCommand {
  private static final int LONGEST_WAIT = 3_600;

  @Parameters(
      paramLabel = "URL",
      description = "The base address as an SDK takes it, such as http://127.0.0.1:8080/v1.")
  private String address = "";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The model to ask (default: the first one that the endpoint lists).")
  private @Nullable String model;

  @Option(
      names = "--key",
      paramLabel = "REF",
      description =
          "Where the key is, env:NAME or vault:NAME; it must be confirmed for the server with"
              + " `signalbox keys allow`. Without it: the usual key of the provider whose address"
              + " it is, else none.")
  private @Nullable String key;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long one answer may take (default: 60).")
  private @Nullable Integer timeout;

  @Option(names = "--yes", description = "Do not ask before calls go to another machine.")
  private boolean yes;

  @Option(
      names = "--save",
      paramLabel = "NAME",
      description =
          "Keep what was found as a provider of your own with this id: graphs name it as"
              + " `provider`, and requests are fitted to it.")
  private @Nullable String save;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML.")
  private @Nullable Path junit;

  private String group = "";

  /// @param opening how the engine is opened
  public ConformCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    ConformWish wish = wish();
    Optional<String> name = Optional.ofNullable(save);
    name.ifPresent(id -> checkName(engine, id));
    agree(wish);
    ConformReport report = engine.conform(wish, use -> false, json ? row -> {} : this::print);
    if (!report.trouble().isEmpty()) {
      console.remark("signalbox: " + report.trouble());
    }
    Optional.ofNullable(junit).ifPresent(file -> SavedFile.write(file, ConformXml.of(report)));
    if (json) {
      console.json(ConformText.view(report));
    } else {
      ConformText.ending(report).forEach(console::line);
    }
    name.ifPresent(id -> save(engine, id, report));
    if (!report.trouble().isEmpty() || report.findings().isEmpty()) {
      return ExitCode.FAILED;
    }
    return report.count(ConformVerdict.BROKEN) > 0 ? ExitCode.FINDINGS : ExitCode.FINE;
  }

  private ConformWish wish() {
    if (!Model.isAddress(address)) {
      throw new BadInputException(
          "URL " + address + ": write a plain http or https address, as http://127.0.0.1:8080/v1.");
    }
    if (timeout != null && (timeout < 1 || timeout > LONGEST_WAIT)) {
      throw new BadInputException("--timeout must be 1 to " + LONGEST_WAIT + " seconds.");
    }
    return new ConformWish(
        address,
        Optional.ofNullable(model),
        Optional.ofNullable(key).map(ConformCommand::reference),
        Optional.ofNullable(timeout).map(Duration::ofSeconds));
  }

  private static KeyRef reference(String text) {
    return KeyRef.read(text)
        .orElseThrow(
            () -> new BadInputException("--key " + text + ": write env:NAME or vault:NAME."));
  }

  private static void checkName(Engine engine, String id) {
    engine
        .ownProviderFault(id)
        .ifPresent(fault -> {
          throw new BadInputException("--save " + id + ": " + fault + ". Choose another name.");
        });
  }

  /// Calls to another machine may cost money, so they are agreed to before.
  private void agree(ConformWish wish) {
    String bound =
        "At most %d calls and %,d tokens go to %s."
            .formatted(ConformPlan.MOST_CALLS, ConformPlan.MOST_TOKENS, address);
    if (wish.isLocal() || yes) {
      console.remark(bound);
    } else if (!console.isAgreed(bound + " Send them? [y/N] ")) {
      throw new BadInputException("nothing was sent. " + bound + " Add --yes to agree to it.");
    }
  }

  private void print(ConformFinding row) {
    if (!row.group().equals(group)) {
      group = row.group();
      console.line(group);
    }
    ConformText.lines(row).forEach(line -> console.line("  " + line));
  }

  private void save(Engine engine, String id, ConformReport report) {
    LearnedTraits learned =
        report
            .learned()
            .orElseThrow(() ->
                new EngineException(
                    "nothing was saved: the endpoint does not speak Chat Completions."));
    engine.keepProvider(
        LearnedProvider.of(id, address, learned, LocalDate.now(ZoneId.systemDefault())));
    console.remark(
        "Saved as provider %s. In a graph: { provider: %s, model: %s }. It takes effect the next time Signalbox starts."
            .formatted(id, id, report.model()));
  }
}
