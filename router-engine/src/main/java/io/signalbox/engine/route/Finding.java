package io.signalbox.engine.route;

import java.util.Optional;

/// What was found out for a node before it decides: by calling a model, or by copying the request.
/// Immutable.
///
/// @param label the label that was given, or where the copy went; empty if there is none
/// @param because why, for a person
record Finding(Optional<String> label, String because) {
  static Finding of(String label, String because) {
    return new Finding(Optional.of(label), because);
  }

  static Finding none(String because) {
    return new Finding(Optional.empty(), because);
  }
}
