package io.signalbox.app.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What was done to a text, to be undone and done again without limit. For the UI thread.
final class UndoHistory {
  private final Deque<Edit> past = new ArrayDeque<>();
  private final Deque<Edit> future = new ArrayDeque<>();
  private boolean closed = true;

  /// Something that was done.
  ///
  /// @param what in a person's words: `Move Triage`
  record Edit(String what, TextChange change) {}

  /// Keeps what was done.
  ///
  /// @param joined whether it goes on with the last one, if that has the same words: typing
  void add(String what, String old, String now, boolean joined) {
    boolean joins = joined && !closed && !past.isEmpty() && past.peek().what().equals(what);
    String first = joins ? past.pop().change().back(old) : old;
    future.clear();
    closed = !joined;
    past.push(new Edit(what, TextChange.between(first, now)));
  }

  /// Whatever comes next is a step of its own.
  void close() {
    closed = true;
  }

  /// Takes the last step back.
  ///
  /// @return the text before it; empty if there is none
  Optional<String> back(String text) {
    closed = true;
    return Optional.ofNullable(past.poll())
        .map(edit -> {
          future.push(edit);
          return edit.change().back(text);
        });
  }

  /// Does again what was taken back last.
  Optional<String> forth(String text) {
    closed = true;
    return Optional.ofNullable(future.poll())
        .map(edit -> {
          past.push(edit);
          return edit.change().forth(text);
        });
  }

  /// What would be undone.
  Optional<String> last() {
    return Optional.ofNullable(past.peek()).map(Edit::what);
  }

  /// What would be done again.
  Optional<String> next() {
    return Optional.ofNullable(future.peek()).map(Edit::what);
  }
}
