package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.store.AppKeys;
import java.time.Instant;
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
      AppsCommand.RevokeApp.class
    })
final class AppsCommand extends GroupCommand {
  AppsCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  /// `apps list`.
  @Command(name = "list", description = "Lists the apps and when their keys were last used.")
  static final class ListApps extends AnyCommand {
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
                : "%-20s  %s".formatted("app", "last used"));
        apps.forEach(app ->
            console.line(
                "%-20s  %s"
                    .formatted(app.name(), app.lastUsed().map(Instant::toString).orElse("never"))));
      }
      return ExitCode.FINE;
    }

    private static Map<String, Object> view(AppKeys.App app) {
      var view = new LinkedHashMap<String, Object>();
      view.put("name", app.name());
      view.put("created", app.created().toString());
      app.firstUsed().ifPresent(at -> view.put("first_used", at.toString()));
      app.lastUsed().ifPresent(at -> view.put("last_used", at.toString()));
      return view;
    }
  }

  /// `apps add`.
  @Command(name = "add", description = "Adds an app and prints its key once.")
  static final class AddApp extends AnyCommand {
    @Parameters(paramLabel = "NAME", description = "A name for the app.")
    private String name = "";

    AddApp(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    @Override
    public int run(Engine engine) {
      switch (engine.store().apps().add(name)) {
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
        throw new BadInputException(
            "there is no app " + name + "; `signalbox apps list` shows all.");
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
