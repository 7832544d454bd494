package io.signalbox.app.state;

/// A page of the workbench.
public enum PageId {
  WELCOME("Welcome", 0),
  GRAPH("Graph", 1),
  MODELS("Models and keys", 2),
  CONFORM("Check endpoint", 9),
  TRAFFIC("Traffic", 3),
  EXPERIMENTS("Experiments", 8),
  COMPARE("Compare", 4),
  CONNECT("Connect an app", 5),
  EXPORT("Export", 6),
  SETTINGS("Settings", 7);

  private final String words;
  private final int digit;

  PageId(String words, int digit) {
    this.words = words;
    this.digit = digit;
  }

  /// How people call it.
  public String words() {
    return words;
  }

  /// The digit of its keys.
  public int digit() {
    return digit;
  }
}
