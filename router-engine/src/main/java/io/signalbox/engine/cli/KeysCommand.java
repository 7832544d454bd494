package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.KeyBindings;
import io.signalbox.engine.vault.KeyVault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `signalbox keys`: the providers' keys.
@Command(
    description = "Manages providers' keys in the system's keychain or an encrypted file.",
    subcommands = {
      KeysCommand.ListKeys.class,
      KeysCommand.SetKey.class,
      KeysCommand.ForgetKey.class,
      KeysServers.Allow.class,
      KeysServers.Deny.class
    })
final class KeysCommand extends GroupCommand {
  KeysCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  /// `keys list`.
  @Command(
      name = "list",
      description = "Lists the names of keys and the servers confirmed for them.")
  static final class ListKeys extends AnyCommand {
    ListKeys(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    @Override
    public int run(Engine engine) {
      var keys = engine.store().keys();
      List<String> names = keys.names();
      List<KeyBindings.Binding> bindings = engine.store().bindings().list();
      if (json) {
        console.json(view(keys.where(), names, bindings));
      } else {
        console.line(
            names.isEmpty() ? "No keys in " + keys.where() + "." : "In " + keys.where() + ":");
        names.forEach(name -> console.line("  " + name));
        show(bindings);
      }
      return ExitCode.FINE;
    }

    private void show(List<KeyBindings.Binding> bindings) {
      if (!bindings.isEmpty()) {
        console.line("Confirmed servers:");
        bindings.forEach(
            each -> console.line("  " + each.key() + " → " + KeysServers.shown(each.origin())));
      }
    }

    private static Map<String, Object> view(
        String where, List<String> names, List<KeyBindings.Binding> bindings) {
      var view = new LinkedHashMap<String, Object>();
      view.put("where", where);
      view.put("keys", names);
      view.put("confirmed", bindings.stream().map(ListKeys::view).toList());
      return view;
    }

    private static Map<String, Object> view(KeyBindings.Binding binding) {
      var view = new LinkedHashMap<String, Object>();
      view.put("key", binding.key());
      view.put("origin", binding.origin());
      view.put("since", binding.since().toString());
      return view;
    }
  }

  /// `keys set`.
  @Command(
      name = "set",
      description = "Saves a key that is read from the terminal or standard input.")
  static final class SetKey extends AnyCommand {
    @Parameters(paramLabel = "NAME", description = "The name of the key, such as OPENAI_API_KEY.")
    private String name = "";

    SetKey(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    @Override
    public int run(Engine engine) {
      Secret key = typed();
      if (key.isEmpty()) {
        throw new BadInputException("no key was entered; nothing was changed.");
      }
      KeyVault keys = engine.store().keys();
      keys.put(name, key)
          .ifPresent(problem -> {
            throw new EngineException(problem.line());
          });
      if (json) {
        console.json(Map.of("name", name, "where", keys.where()));
      } else {
        console.remark("Saved " + name + " in " + keys.where() + ".");
      }
      return ExitCode.FINE;
    }

    /// Never as an argument: arguments stand in the shell's history and in the process list.
    private Secret typed() {
      if (console.isInteractive()) {
        return Secret.of(console.hidden("Key for " + name + ": ").orElse("").strip());
      }
      try {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return Secret.of(Optional.ofNullable(in.readLine()).orElse("").strip());
      } catch (IOException e) {
        throw new BadInputException("the key could not be read.");
      }
    }
  }

  /// `keys forget`.
  @Command(
      name = "forget",
      aliases = "remove",
      description = "Deletes a key and the servers confirmed for it.")
  static final class ForgetKey extends AnyCommand {
    @Parameters(paramLabel = "NAME", description = "The name of the key.")
    private String name = "";

    ForgetKey(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    @Override
    public int run(Engine engine) {
      engine
          .store()
          .forgetKey(name)
          .ifPresent(problem -> {
            throw new EngineException(problem.line());
          });
      if (json) {
        console.json(Map.of("name", name, "forgotten", true));
      } else {
        console.remark("Deleted " + name + ".");
      }
      return ExitCode.FINE;
    }
  }
}
