package io.signalbox.engine.catalog;

import java.util.Locale;

/// What a model reads.
public enum InputKind {
  TEXT,
  IMAGE,
  PDF,
  AUDIO,
  VIDEO;

  /// The name in files: lower case.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
