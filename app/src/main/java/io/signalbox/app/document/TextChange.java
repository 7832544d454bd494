package io.signalbox.app.document;

/// What became of a text: a stretch was replaced by another. Immutable.
///
/// @param at where it begins, in characters
record TextChange(int at, String before, String after) {

  /// What leads from one text to another.
  static TextChange between(String old, String now) {
    int most = Math.min(old.length(), now.length());
    int head = 0;
    while (head < most && old.charAt(head) == now.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && old.charAt(old.length() - 1 - tail) == now.charAt(now.length() - 1 - tail)) {
      tail++;
    }
    return new TextChange(
        head, old.substring(head, old.length() - tail), now.substring(head, now.length() - tail));
  }

  /// The text afterwards.
  String forth(String text) {
    return text.substring(0, at) + after + text.substring(at + before.length());
  }

  /// The text before.
  String back(String text) {
    return text.substring(0, at) + before + text.substring(at + after.length());
  }
}
