package io.signalbox.app.state;

/// A page of the workbench.
public enum PageId {
  WELCOME("Welcome", "Shortcut+0"),
  GRAPH("Graph", "Shortcut+1"),
  MODELS("Models and keys", "Shortcut+2"),
  CONFORM("Check endpoint", "Shortcut+9"),
  TRAFFIC("Traffic", "Shortcut+3"),
  EXPERIMENTS("Experiments", "Shortcut+8"),
  COMPARE("Compare", "Shortcut+4"),
  CONNECT("Connect an app", "Shortcut+5"),
  EXPORT("Export", "Shortcut+6"),
  SETTINGS("Settings", "Shortcut+7"),
  HELP("Help", "F1");

  private final String words;
  private final String keys;

  PageId(String words, String keys) {
    this.words = words;
    this.keys = keys;
  }

  /// How people call it.
  public String words() {
    return words;
  }

  /// Its keys, as actions write them.
  public String keys() {
    return keys;
  }
}
