package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.store.AppKeys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `signalbox apps`: who may use the proxy.
@Command(
    description = "Manages the apps that may use the proxy; each has its own key.",
    subcommands = {
      AppsCommand.ListApps.class,
      AppsCommand.AddApp.class,
      AppsCommand.ReplaceKey.class,
      AppsCommand.RevokeApp.class
    })
final class AppsCommand extends GroupCommand {
  AppsCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  /// `apps list`.
  @Command(name = "list", description = "Lists the apps and when their keys were last used.")
  static final class ListApps extends AnyCommand {
    private static final String LINE = "%-20s  %-5s  %-20s  %s";

    ListApps(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    @Override
    public int run(Engine engine) {
      var apps = engine.store().apps().list();
      if (json) {
        console.json(apps.stream().map(ListApps::view).toList());
      } else {
        console.line(
            apps.isEmpty()
                ? "No apps. Add one with `signalbox apps add NAME`."
                : LINE.formatted("app", "key", "created", "last used"));
        apps.forEach(app -> console.line(line(app)));
      }
      return ExitCode.FINE;
    }

    private static String line(AppKeys.App app) {
      return LINE.formatted(
          app.name(),
          app.ending().isEmpty() ? "" : "…" + app.ending(),
          app.created().truncatedTo(ChronoUnit.SECONDS),
          app.lastUsed().map(Instant::toString).orElse("never"));
    }

    private static Map<String, Object> view(AppKeys.App app) {
      var view = new LinkedHashMap<String, Object>();
      view.put("name", app.name());
      if (!app.ending().isEmpty()) {
        view.put("key_ending", app.ending());
      }
      view.put("created", app.created().toString());
      app.firstUsed().ifPresent(at -> view.put("first_used", at.toString()));
      app.lastUsed().ifPresent(at -> view.put("last_used", at.toString()));
      return view;
    }
  }

  /// What prints a key once.
  abstract static class MakeKey extends AnyCommand {
    @Parameters(paramLabel = "NAME", description = "A name for the app.")
    private String name = "";

    MakeKey(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    abstract AppKeys.Added make(AppKeys apps, String app);

    @Override
    public int run(Engine engine) {
      switch (make(engine.store().apps(), name)) {
        case AppKeys.Added.Fresh fresh -> show(fresh.key().reveal());
        case AppKeys.Added.Refused refused -> throw new BadInputException(refused.problem().line());
      }
      return ExitCode.FINE;
    }

    private void show(String key) {
      if (json) {
        console.json(Map.of("name", name, "key", key));
      } else {
        console.line(key);
        console.remark("Copy the key now; it is not shown again.");
      }
    }
  }

  /// `apps add`.
  @Command(name = "add", description = "Adds an app and prints its key once.")
  static final class AddApp extends MakeKey {
    AddApp(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    @Override
    AppKeys.Added make(AppKeys apps, String app) {
      return apps.add(app);
    }
  }

  /// `apps replace`.
  @Command(
      name = "replace",
      description =
          "Gives an app a new key and prints it once; the old key is refused from then on.")
  static final class ReplaceKey extends MakeKey {
    ReplaceKey(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    @Override
    AppKeys.Added make(AppKeys apps, String app) {
      if (apps.list().stream().noneMatch(each -> each.name().equals(app))) {
        throw unknown(app);
      }
      return apps.renew(app);
    }
  }

  private static BadInputException unknown(String name) {
    return new BadInputException("there is no app " + name + "; `signalbox apps list` shows all.");
  }

  /// `apps revoke`.
  @Command(name = "revoke", description = "Revokes an app's key.")
  static final class RevokeApp extends AnyCommand {
    @Parameters(paramLabel = "NAME", description = "The name of the app.")
    private String name = "";

    RevokeApp(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    @Override
    public int run(Engine engine) {
      if (!engine.store().apps().revoke(name)) {
        throw unknown(name);
      }
      if (json) {
        console.json(Map.of("name", name, "revoked", true));
      } else {
        console.remark("Revoked " + name + ".");
      }
      return ExitCode.FINE;
    }
  }
}
