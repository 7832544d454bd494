package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ConditionException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Something that must never happen, whatever path a request takes. Immutable.
///
/// @param name how people call it
/// @param when the requests that it is about; empty: all
/// @param only what must be true of the model that is called
/// @param attempts the most calls for one request
/// @param usd the most that one call may cost
public record Promise(
    String name,
    Optional<Condition> when,
    Optional<Condition> only,
    OptionalInt attempts,
    Optional<Money> usd) {

  /// A promise and a request.
  ///
  /// @param about whether it is about the request; also where that could not be found out
  public record OfRequest(Promise promise, boolean about) {}

  /// Whether a condition on models holds for one; one that cannot be worked out does not.
  public static boolean allows(Condition only, Model model) {
    Map<String, Object> seen = new HashMap<>();
    seen.put("id", model.id());
    seen.put("name", model.model());
    seen.put("provider", model.provider());
    seen.put("labels", model.labels());
    try {
      return only.holds(signal -> seen);
    } catch (ConditionException e) {
      return false;
    }
  }
}
