package io.signalbox.plugins.export;

/// A gateway cannot say a condition, or a part of it.
public final class UnspeakableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;

  /// @param why what it cannot say
  public UnspeakableException(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  /// What it cannot say.
  public String why() {
    return why;
  }
}
