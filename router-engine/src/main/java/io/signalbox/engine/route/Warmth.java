package io.signalbox.engine.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What stay nodes on a request's path want. Immutable.
///
/// @param model the id of the model that nodes with a choice are to choose; empty for none
/// @param keys the conversations that remember who answers
record Warmth(Optional<String> model, List<WarmConversation.Owner> keys) {
  static final Warmth NONE = new Warmth(Optional.empty(), List.of());

  /// A further stay node; the nearer one to the model decides.
  Warmth and(WarmConversation.Owner key, Optional<String> wished) {
    var all = new ArrayList<>(keys);
    all.add(key);
    return new Warmth(wished.or(() -> model), List.copyOf(all));
  }

  /// The same without a wish.
  Warmth free() {
    return new Warmth(Optional.empty(), keys);
  }
}
