package io.signalbox.app.session;

/// A page of the workbench.
public enum Place {
  WELCOME("Welcome"),
  GRAPH("Graph"),
  MODELS("Models and keys"),
  TRAFFIC("Traffic"),
  COMPARE("Compare"),
  CONNECT("Connect an app"),
  EXPORT("Export"),
  SETTINGS("Settings");

  private final String words;

  Place(String words) {
    this.words = words;
  }

  /// How people call it.
  public String words() {
    return words;
  }
}
