package io.signalbox.engine.workspace.config;

/// A text is not what it should be, at an offset.
final class MalformedTextException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int offset;

  MalformedTextException(String why, int offset) {
    super(why, null, false, false);
    this.offset = offset;
  }

  int offset() {
    return offset;
  }
}
