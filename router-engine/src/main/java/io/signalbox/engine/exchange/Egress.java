package io.signalbox.engine.exchange;

import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.upstream.ServerOrigin;
import java.util.Optional;

/// Where the requests of a model go, and which key goes with them. Neither the key nor whether
/// there is one is known here. Immutable.
///
/// @param model its id in the graph
/// @param provider the provider's name
/// @param server where they go; empty: its address cannot be used, so nothing goes anywhere
/// @param key whose value goes along; empty: none
/// @param standing whether it may
public record Egress(
    String model,
    String provider,
    Optional<ServerOrigin> server,
    Optional<KeyRef> key,
    Standing standing) {

  /// Whether a key may go to a server.
  public enum Standing {
    /// No key goes along.
    NO_KEY("no key"),
    /// It is the usual key of the provider whose address this is.
    OWN("the provider's own address"),
    /// The owner of the key has confirmed the server.
    CONFIRMED("confirmed"),
    /// The owner has not: the key stays.
    UNCONFIRMED("not confirmed"),
    /// It is another provider's usual key: it stays, whatever anybody confirms.
    REFUSED("refused");

    private final String words;

    Standing(String words) {
      this.words = words;
    }

    /// For a person.
    public String words() {
      return words;
    }
  }

  /// The command that confirms the server for the key, for a shell.
  public String allowing() {
    String address = server.map(ServerOrigin::text).orElse("HOST");
    String word = address.contains("[") ? "'" + address + "'" : address;
    return "signalbox keys allow " + key.map(KeyRef::name).orElse("NAME") + " " + word;
  }
}
