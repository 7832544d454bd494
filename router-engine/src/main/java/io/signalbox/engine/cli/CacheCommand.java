package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.store.Answers;
import io.signalbox.engine.store.StoreException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/// `signalbox cache`: the answers that cache nodes keep.
@Command(
    description = "Shows or deletes the answers that cache nodes keep on this machine.",
    subcommands = {CacheCommand.Status.class, CacheCommand.Clear.class})
final class CacheCommand extends GroupCommand {
  CacheCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  /// `cache status`.
  @Command(name = "status", description = "Shows how many answers are kept and what they saved.")
  static final class Status extends AnyCommand {
    Status(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    @Override
    public int run(Engine engine) {
      Answers.Stock stock = told(() -> engine.store().answers().stock());
      if (json) {
        console.json(view(stock));
      } else if (stock.answers() == 0) {
        console.line("No answers are kept.");
      } else {
        console.line(
            "%d %s, %s of at most %s, the oldest of %s"
                .formatted(
                    stock.answers(),
                    stock.answers() == 1 ? "answer" : "answers",
                    megabytes(stock.bytes()),
                    megabytes(Answers.MOST_BYTES),
                    stock.oldest().map(Instant::toString).orElse("an unknown time")));
        console.line(
            "given again %d times, %s saved".formatted(stock.hits(), stock.saved().shown()));
      }
      return ExitCode.FINE;
    }

    private static String megabytes(long bytes) {
      return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static Map<String, Object> view(Answers.Stock stock) {
      var view = new LinkedHashMap<String, Object>();
      view.put("answers", stock.answers());
      view.put("bytes", stock.bytes());
      view.put("most_bytes", Answers.MOST_BYTES);
      stock.oldest().ifPresent(at -> view.put("oldest", at.toString()));
      view.put("hits", stock.hits());
      view.put("saved_usd", stock.saved().plain());
      return view;
    }
  }

  /// `cache clear`.
  @Command(name = "clear", description = "Deletes all answers that are kept.")
  static final class Clear extends AnyCommand {
    Clear(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    @Override
    public int run(Engine engine) {
      long deleted = told(() -> engine.store().answers().clear());
      if (json) {
        console.json(Map.of("deleted", deleted));
      } else {
        console.remark("Deleted " + deleted + (deleted == 1 ? " answer." : " answers."));
      }
      return ExitCode.FINE;
    }
  }

  private static <T> T told(Supplier<T> action) {
    try {
      return action.get();
    } catch (StoreException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }
}
