package io.signalbox.app.document;

/// Hears what happens to open graphs. Called on the UI thread.
public interface FileListener {
  /// A graph was opened or closed.
  void filesChanged();

  /// A graph was saved.
  void saved(OpenFile file);
}
