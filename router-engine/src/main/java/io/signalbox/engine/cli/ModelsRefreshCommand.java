package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.refresh.CatalogChange;
import io.signalbox.engine.refresh.CatalogDiff;
import io.signalbox.engine.refresh.ModelRefresh;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox models refresh`: newer models and prices from a list that the user names.
@Command(
    name = "refresh",
    description =
        "Compares a list of models with what is known, and keeps it in the home if it is taken."
            + " Nothing is fetched unless you run this.")
final class ModelsRefreshCommand extends AnyCommand {
  @Parameters(
      paramLabel = "FROM",
      arity = "0..1",
      defaultValue = "litellm",
      description =
          "openrouter, models.dev, litellm or tokenmix; an https address; a file; or the id of a"
              + " provider, which is asked for its own list with your key (default: litellm).")
  private String from = "litellm";

  @Option(
      names = "--provider",
      paramLabel = "ID",
      description = "Whose models they are, if the list does not say it.")
  private @Nullable String provider;

  @Option(names = "--take", description = "Keep the changes without a question.")
  private boolean take;

  @Option(
      names = "--accept",
      paramLabel = "PROVIDER/MODEL",
      description = "Keep this change although it was held back; may be given several times.")
  private List<String> accept = new ArrayList<>();

  @Option(names = "--undo", description = "Go back to what was known before the last list.")
  private boolean undo;

  ModelsRefreshCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    ModelRefresh refresh = engine.refresh();
    if (undo) {
      return undone(refresh);
    }
    return switch (refresh.look(from, Optional.ofNullable(provider))) {
      case ModelRefresh.Look.Compared(CatalogDiff diff) -> compared(refresh, diff);
      case ModelRefresh.Look.Trouble(String why) -> throw new BadInputException(why);
    };
  }

  private int undone(ModelRefresh refresh) {
    boolean had = written(refresh::undo);
    if (json) {
      console.json(Map.of("undone", had));
    } else {
      console.remark(
          had
              ? "The last list is no longer used, from the next start on."
              : "No list has been taken.");
    }
    return ExitCode.FINE;
  }

  private int compared(ModelRefresh refresh, CatalogDiff diff) {
    Set<String> accepted = accepted(diff);
    if (!json) {
      lines(diff, accepted);
    }
    boolean taken = !diff.cards(accepted).isEmpty() && (take || answeredYes());
    int count = taken ? written(() -> refresh.take(diff, accepted)) : 0;
    if (json) {
      console.json(view(diff, count));
    } else if (taken) {
      console.remark(
          "Took "
              + count
              + (count == 1 ? " model" : " models")
              + "; used from the next start on."
              + " `signalbox models refresh --undo` goes back.");
    } else if (!diff.cards(accepted).isEmpty()) {
      console.remark("Nothing was kept; --take keeps it.");
    }
    return ExitCode.FINE;
  }

  private Set<String> accepted(CatalogDiff diff) {
    Set<String> held = new HashSet<>(diff.heldBack().stream().map(CatalogChange::id).toList());
    for (String id : accept) {
      if (!held.contains(id)) {
        throw new BadInputException("No change of " + id + " is held back.");
      }
    }
    return Set.copyOf(accept);
  }

  private boolean answeredYes() {
    return !json && console.isAgreed("Keep these changes? [y/N] ");
  }

  private void lines(CatalogDiff diff, Set<String> accepted) {
    diff.added().forEach(each -> console.line("+ " + line(each)));
    diff.changed().forEach(each -> console.line("~ " + line(each)));
    diff.heldBack()
        .forEach(each ->
            console.line(
                (accepted.contains(each.id()) ? "~ " : "! ") + line(each) + ": " + each.why()));
    console.remark(
        "%d new, %d changed, %d held back, %d as before; %s"
            .formatted(
                diff.added().size(),
                diff.changed().size(),
                diff.heldBack().size(),
                diff.same(),
                diff.source()));
  }

  private static String line(CatalogChange change) {
    return change.id() + "  " + String.join("; ", change.what());
  }

  private static Map<String, Object> view(CatalogDiff diff, int taken) {
    var view = new LinkedHashMap<String, Object>();
    view.put("source", diff.source());
    view.put("added", diff.added().stream().map(ModelsRefreshCommand::view).toList());
    view.put("changed", diff.changed().stream().map(ModelsRefreshCommand::view).toList());
    view.put("held_back", diff.heldBack().stream().map(ModelsRefreshCommand::view).toList());
    view.put("same", diff.same());
    view.put("taken", taken);
    return view;
  }

  private static Map<String, Object> view(CatalogChange change) {
    var view = new LinkedHashMap<String, Object>();
    view.put("model", change.id());
    view.put("what", change.what());
    if (change instanceof CatalogChange.HeldBack held) {
      view.put("why", held.why());
    }
    return view;
  }

  private interface Writing<T> {
    T run() throws IOException;
  }

  private static <T> T written(Writing<T> action) {
    try {
      return action.run();
    } catch (IOException | IllegalArgumentException e) {
      throw new BadInputException("The home cannot be written: " + e.getMessage());
    }
  }
}
