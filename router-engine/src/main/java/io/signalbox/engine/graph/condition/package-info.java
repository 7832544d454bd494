/// Conditions in CEL: read, checked for types, bounded in steps, and worked out by an evaluator of
/// our own. Entry type is [Condition]; [Expr] is the tree that exporters and editors use.
@NullMarked
package io.signalbox.engine.graph.condition;

import org.jspecify.annotations.NullMarked;
