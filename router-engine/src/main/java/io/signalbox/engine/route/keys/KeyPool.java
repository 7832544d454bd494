package io.signalbox.engine.route.keys;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.Model;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A model that a route has arrived at, once for each of its keys that has not been passed over:
/// the first is the one to call. Immutable.
///
/// @param byKey the model, each time with one of its keys
public record KeyPool(List<Model> byKey) {
  /// Nothing to call.
  public static final KeyPool NONE = new KeyPool(List.of());

  /// Failures that say something about the key and nothing about the model.
  private static final Set<FailureClass> OF_A_KEY =
      EnumSet.of(FailureClass.RATE_LIMITED, FailureClass.OUT_OF_CREDIT, FailureClass.UNAUTHORIZED);

  public KeyPool {
    byKey = List.copyOf(byKey);
  }

  /// What to call; there must be one.
  public Model first() {
    return byKey.getFirst();
  }

  /// Whether another key is left.
  public boolean hasMore() {
    return byKey.size() > 1;
  }

  /// Whether the next key may help after a failure with the first.
  public boolean helps(FailureClass failure) {
    return hasMore() && OF_A_KEY.contains(failure);
  }

  /// The same without the first; it must have more.
  public KeyPool rest() {
    return new KeyPool(byKey.subList(1, byKey.size()));
  }
}
