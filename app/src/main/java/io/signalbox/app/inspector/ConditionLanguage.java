package io.signalbox.app.inspector;

import io.signalbox.engine.graph.condition.Condition;

/// What conditions can be about.
enum ConditionLanguage {
  /// A request.
  REQUEST,
  /// A model, in promises.
  MODEL;

  Condition.Parsed read(String text) {
    return switch (this) {
      case REQUEST -> Condition.read(text);
      case MODEL -> Condition.readOfModel(text);
    };
  }
}
