package io.signalbox.engine.route;

import io.signalbox.engine.trace.Step;
import java.util.Optional;

/// What a node decided.
///
/// @param step for the trace
/// @param passage where the request is now
/// @param branching more places to go if that one fails
record Decision(Step step, RoutePosition passage, Optional<Failover> branching) {}
