package io.signalbox.app.state;

/// A pane below the canvas.
public enum ToolPane {
  SIMULATE("Simulate"),
  TESTS("Tests"),
  PROBLEMS("Problems"),
  HISTORY("History"),
  /// Only of graphs that were imported.
  IMPORT("Import report");

  private final String words;

  ToolPane(String words) {
    this.words = words;
  }

  /// How people call it.
  public String words() {
    return words;
  }
}
