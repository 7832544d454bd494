package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.condition.Condition;
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
    Optional<Money> usd) {}
