package io.signalbox.engine.route;

import io.signalbox.engine.graph.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What stay nodes on a request's path want. Immutable.
///
/// @param model the model that nodes with a choice are to choose, with the key that is to be used;
///   empty for none
/// @param keys the conversations that remember who answers
record Warmth(Optional<Model> model, List<WarmConversation.Owner> keys) {
  static final Warmth NONE = new Warmth(Optional.empty(), List.of());

  /// A further stay node; the nearer one to the model decides.
  Warmth and(WarmConversation.Owner key, Optional<Model> wished) {
    var all = new ArrayList<>(keys);
    all.add(key);
    return new Warmth(wished.or(() -> model), List.copyOf(all));
  }

  /// The same without a wish.
  Warmth free() {
    return new Warmth(Optional.empty(), keys);
  }
}
