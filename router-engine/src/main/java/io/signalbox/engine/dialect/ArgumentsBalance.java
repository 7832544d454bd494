package io.signalbox.engine.dialect;

/// Whether the arguments of a call, a JSON object that comes in pieces, are whole. Belongs to one
/// thread.
public final class ArgumentsBalance {
  private int depth;
  private boolean begun;
  private boolean inText;
  private boolean escaped;

  /// Takes more of them.
  public void add(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      add(piece.charAt(i));
    }
  }

  /// Whether every bracket that was opened is closed, and one was.
  public boolean areWhole() {
    return begun && depth == 0 && !inText;
  }

  private void add(char c) {
    if (escaped) {
      escaped = false;
    } else if (inText) {
      escaped = c == '\\';
      inText = c != '"';
    } else {
      structure(c);
    }
  }

  private void structure(char c) {
    switch (c) {
      case '"' -> inText = true;
      case '{', '[' -> {
        begun = true;
        depth++;
      }
      case '}', ']' -> depth--;
      default -> {}
    }
  }
}
