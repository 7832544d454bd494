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
            .map(each -> " The host name reads " + each + " and may imitate another one.")
            .orElse("");
    String readable =
        use.readable() ? " http is not encrypted, so others on the network can read the key." : "";
    return new KeyConfirmations.Asked(
        "Send the key " + pair().key() + " to " + use.origin() + "?",
        "The model "
            + use.model()
            + " needs it, and this server is not confirmed for the key."
            + own
            + readable);
  }
}
