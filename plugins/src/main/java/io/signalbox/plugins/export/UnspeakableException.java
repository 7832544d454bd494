package io.signalbox.plugins.export;

/// A gateway cannot say a condition, or a part of it.
final class UnspeakableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;

  UnspeakableException(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  /// What it cannot say.
  String why() {
    return why;
  }
}
