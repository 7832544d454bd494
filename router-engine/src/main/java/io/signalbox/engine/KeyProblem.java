package io.signalbox.engine;

import io.signalbox.engine.exchange.Egress;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.upstream.ServerOrigin;
import java.util.List;
import java.util.stream.Collectors;

/// Says why a model is called without its key, that is, not at all. Names only, never values. Pure.
final class KeyProblem {
  private KeyProblem() {}

  /// @param path whether the variable holds the path of a file
  /// @param parts that could take the key's place
  static String missing(String provider, String name, boolean path, List<Provider.KeyPart> parts) {
    String all =
        parts.stream()
            .filter(part -> !part.optional())
            .map(Provider.KeyPart::variable)
            .collect(Collectors.joining(", "));
    return "there is no key for "
        + provider
        + ": set "
        + name
        + (path ? " to the path of a file that can be read" : " in the environment")
        + ", or run `signalbox keys set "
        + name
        + "`"
        + (all.isEmpty() ? "" : "; or set all of " + all);
  }

  static String unconfirmed(Egress use) {
    return "the key "
        + name(use)
        + " was not sent, because "
        + origin(use)
        + " is not confirmed for it; to allow this server, run `"
        + use.allowing()
        + "`";
  }

  static String elsewhere(Egress use, Provider owner) {
    return use.key().map(KeyRef::id).orElse("")
        + " is the key of "
        + owner.name()
        + " and is sent only to "
        + ServerOrigin.shown(owner)
        + "; give this address a key under another name";
  }

  static String noAddress(Egress use) {
    return "the key "
        + name(use)
        + " was not sent, because the address of "
        + use.model()
        + " is not a plain http or https address; correct its url";
  }

  private static String name(Egress use) {
    return use.key().map(KeyRef::name).orElse("");
  }

  private static String origin(Egress use) {
    return use.server().map(ServerOrigin::text).orElse("");
  }
}
