package io.signalbox.app.kit.code;

/// A stretch of a line that something is to be said of: it is underlined by a wave, and the words
/// appear when the pointer rests on it.
///
/// @param line from 1
/// @param column from 1, in characters
/// @param length at least 1
/// @param style `error`, `warning` or `note`
/// @param words what is to be said
public record CodeMark(int line, int column, int length, String style, String words) {
  /// Whether a place lies on it.
  boolean covers(int index, int offset) {
    return index == line - 1 && offset >= column - 1 && offset <= column - 1 + length;
  }
}
