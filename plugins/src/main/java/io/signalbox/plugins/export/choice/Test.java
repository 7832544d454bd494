package io.signalbox.plugins.export.choice;

import io.signalbox.engine.graph.condition.Expr;

/// A condition that requests of a way must meet.
///
/// @param when what the gateway can say of it
/// @param text the whole condition, as the graph says it
/// @param unlessFalse whether it also holds where it cannot be worked out, as promises do
public record Test(Expr when, String text, boolean unlessFalse) {
  /// Whether it holds wherever another one does, as far as their words tell.
  boolean covers(Test other) {
    return when.equals(other.when) && (unlessFalse || !other.unlessFalse);
  }
}
