package io.signalbox.app.keys;

import io.signalbox.app.fx.Reply;
import io.signalbox.engine.exchange.Egress;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.upstream.ServerOrigin;
import java.util.Optional;

/// Whether a key may go to a server. Two questions are the same if key and server are.
final class KeyConfirmation {
  private final Egress use;
  private final ServerOrigin server;
  private final Reply reply = new Reply();
  private int waiting;

  /// @param use with a key and a server
  KeyConfirmation(Egress use) {
    this.use = use;
    this.server = use.server().orElseThrow();
  }

  /// What is asked about.
  ///
  /// @param key the key's name
  /// @param origin the server, as it is compared and dialed
  record Pair(String key, String origin) {
    static Optional<Pair> of(Egress use) {
      return use.key()
          .map(KeyRef::name)
          .flatMap(key -> use.server().map(server -> new Pair(key, server.text())));
    }
  }

  Pair pair() {
    return Pair.of(use).orElseThrow();
  }

  /// What the user says.
  Reply reply() {
    return reply;
  }

  /// One more call waits for the answer. Calls of this and the next method are made one at a time.
  void join() {
    waiting++;
  }

  /// A call waits no longer.
  ///
  /// @return whether none does
  boolean leave() {
    waiting--;
    return waiting == 0;
  }

  /// The question, without the key.
  KeyConfirmations.Asked words() {
    String own =
        server
            .ownLetters()
            .map(each ->
                " In its own script this host reads " + each + ", which may look like another.")
            .orElse("");
    String readable =
        server.isReadable()
            ? " http is not encrypted: whoever sits between here and there can read the key."
            : "";
    return new KeyConfirmations.Asked(
        "Send the key " + pair().key() + " to " + server.text() + "?",
        "The model "
            + use.model()
            + " asks for it, and you have not confirmed this server for the"
            + " key."
            + own
            + readable);
  }
}
