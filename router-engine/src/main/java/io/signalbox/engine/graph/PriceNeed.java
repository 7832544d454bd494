package io.signalbox.engine.graph;

import java.util.List;

/// Models below these targets need a price, or the node cannot do what it is for. Immutable.
///
/// @param code the problem that a missing price is
/// @param field the field that names the targets
/// @param targets ids of nodes or models
public record PriceNeed(ProblemCode code, String field, List<String> targets) {}
