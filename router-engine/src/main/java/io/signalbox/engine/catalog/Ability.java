package io.signalbox.engine.catalog;

import java.util.Locale;

/// What a model can do beyond text.
public enum Ability {
  TOOLS,
  IMAGES,
  JSON,
  REASONING,
  STREAM;

  /// The name in files: lower case.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
