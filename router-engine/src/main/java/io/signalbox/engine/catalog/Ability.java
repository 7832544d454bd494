package io.signalbox.engine.catalog;

import java.util.Locale;

/// What a model can do beyond text.
public enum Ability {
  TOOLS,
  IMAGES,
  JSON,
  REASONING,
  STREAM,
  /// Takes the beginning of its answer as the last message, and goes on with it.
  PREFILL,
  /// Turns texts into vectors, and answers nothing.
  EMBEDDINGS;

  private final String id = name().toLowerCase(Locale.ROOT);

  /// The name in files: lower case.
  public String id() {
    return id;
  }
}
