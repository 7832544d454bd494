package io.signalbox.app.session;

/// A pane below the canvas.
public enum Tool {
  SIMULATE("Simulate"),
  TESTS("Tests"),
  PROBLEMS("Problems"),
  HISTORY("History");

  private final String words;

  Tool(String words) {
    this.words = words;
  }

  /// How people call it.
  public String words() {
    return words;
  }
}
