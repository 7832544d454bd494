package io.signalbox.engine.store;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One budget or limit that a request counts against. Immutable.
///
/// @param graph the graph's name
/// @param node the node that sets the limits
/// @param key whose share it is: an app, a user, a metadata value; empty for all together
/// @param window over which is counted
/// @param windowStart when the present window began
/// @param cap the most money in the window; empty: any
/// @param requests the most requests in the window; empty: any
/// @param tokens the most tokens in the window; empty: any
/// @param again whether an earlier call of the same request was counted here already, so that this
///   one is no further request
public record Hold(
    String graph,
    String node,
    String key,
    Window window,
    Instant windowStart,
    Optional<Money> cap,
    OptionalLong requests,
    OptionalLong tokens,
    boolean again) {}
