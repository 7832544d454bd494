package io.signalbox.engine.dialect.openai.responses;

import java.util.Locale;

/// How far an item is.
enum Status {
  IN_PROGRESS,
  COMPLETED,
  INCOMPLETE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
