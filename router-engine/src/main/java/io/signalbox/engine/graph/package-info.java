/// The rules by which requests go to models. Entry type is [RoutingGraph], an immutable value made
/// of [Node]s and [Model]s; edits are pure functions ([GraphEdit]). Conditions, checks and proofs
/// have packages of their own.
@NullMarked
package io.signalbox.engine.graph;

import org.jspecify.annotations.NullMarked;
