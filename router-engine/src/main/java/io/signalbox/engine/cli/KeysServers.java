package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.upstream.ServerOrigin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `signalbox keys allow` and `keys deny`: which servers a key may be sent to.
final class KeysServers {
  private KeysServers() {}

  /// A confirmed origin for a person.
  static String shown(String origin) {
    return ServerOrigin.of(origin).map(EgressText::server).orElse(origin);
  }

  /// The arguments of both commands.
  abstract static class Pair extends AnyCommand {
    /// What a graph can write after `env:` or `vault:`.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]{0,127}");

    @Parameters(
        paramLabel = "NAME",
        description = "The name of the key: an entry of the vault or an environment variable.")
    private String key = "";

    @Parameters(
        paramLabel = "HOST",
        description =
            "The server: http://HOST[:PORT], https://HOST[:PORT], or a host alone for https. A path"
                + " makes no difference.")
    private String host = "";

    Pair(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    /// The name alone; a graph's `vault:NAME` is understood too.
    final String key() {
      String name = key.replaceFirst("^(env|vault):", "");
      if (!NAME.matcher(name).matches()) {
        throw new BadInputException(
            "not a valid key name. Use up to 128 letters, digits, _ . / or -, as after"
                + " env: or vault: in a graph.");
      }
      return name;
    }

    final ServerOrigin server() {
      return ServerOrigin.typed(host)
          .orElseThrow(() ->
              new BadInputException(
                  "not a server address. Write https://HOST or http://HOST:PORT, without"
                      + " user, password or query."));
    }

    final void told(ServerOrigin server, boolean allowed, String words) {
      if (json) {
        var view = new LinkedHashMap<String, Object>();
        view.put("key", key());
        view.put("origin", server.text());
        view.put("allowed", allowed);
        console.json(view);
      } else {
        console.remark(words);
      }
    }
  }

  /// `keys allow`.
  @Command(
      name = "allow",
      description =
          "Allows a key to be sent to a server. A provider's default key needs this for no"
              + " server of that provider and is never sent to another.")
  static final class Allow extends Pair {
    Allow(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    @Override
    public int run(Engine engine) {
      ServerOrigin server = server();
      if (isOwn(engine.owners(key()), server)) {
        told(
            server,
            true,
            key() + " is already sent to " + server.text() + ", the provider's own address.");
        return ExitCode.FINE;
      }
      engine.store().bindings().allow(key(), server.text());
      EgressText.warning(server).ifPresent(console::remark);
      told(server, true, key() + " may now be sent to " + EgressText.server(server) + ".");
      return ExitCode.FINE;
    }

    private boolean isOwn(List<Provider> owners, ServerOrigin server) {
      boolean own = owners.stream().anyMatch(server::isOf);
      if (!owners.isEmpty() && !own) {
        Provider owner = owners.getFirst();
        throw new BadInputException(
            key()
                + " is the default key of "
                + owner.name()
                + " and is sent only to "
                + ServerOrigin.shown(owner)
                + "; keep the key for "
                + server.text()
                + " under another name (`signalbox keys set NAME`) and allow that one.");
      }
      return own;
    }
  }

  /// `keys deny`.
  @Command(name = "deny", description = "Revokes the permission to send a key to a server.")
  static final class Deny extends Pair {
    Deny(Engine.Opening opening, Console console) {
      super(opening, console);
    }

    @Override
    public int run(Engine engine) {
      ServerOrigin server = server();
      if (!engine.store().bindings().deny(key(), server.text())) {
        throw new BadInputException(
            server.text()
                + " is not confirmed for "
                + key()
                + "; `signalbox keys list` shows the confirmed servers.");
      }
      told(server, false, key() + " is no longer sent to " + server.text() + ".");
      return ExitCode.FINE;
    }
  }
}
