package io.signalbox.app.keys;

import io.signalbox.app.fx.Reply;
import io.signalbox.engine.api.KeyUse;

/// Whether a key may go to a server. Two questions are the same if key and server are.
final class KeyConfirmation {
  private final KeyUse use;
  private final Reply reply = new Reply();
  private int waiting;

  KeyConfirmation(KeyUse use) {
    this.use = use;
  }

  /// What is asked about.
  ///
  /// @param key the key's name
  /// @param origin the server, as it is compared and dialed
  record Pair(String key, String origin) {
    static Pair of(KeyUse use) {
      return new Pair(use.key(), use.origin());
    }
  }

  Pair pair() {
    return Pair.of(use);
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
        use.ownLetters()
            .map(each ->
                " In its own script this host reads " + each + ", which may look like another.")
            .orElse("");
    String readable =
        use.readable()
            ? " http is not encrypted: whoever sits between here and there can read the key."
            : "";
    return new KeyConfirmations.Asked(
        "Send the key " + pair().key() + " to " + use.origin() + "?",
        "The model "
            + use.model()
            + " asks for it, and you have not confirmed this server for the"
            + " key."
            + own
            + readable);
  }
}
