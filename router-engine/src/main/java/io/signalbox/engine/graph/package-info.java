/// The rules by which requests go to models. Entry type is [RoutingGraph], an immutable value made
/// of [Node]s and [Model]s; conditions are CEL ([Condition]), edits are pure functions
/// ([GraphEdit]), and [GraphCheck] finds what is wrong with a graph and which promises it can
/// break.
@NullMarked
package io.signalbox.engine.graph;

import org.jspecify.annotations.NullMarked;
