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
  /// @param before what was selected before it
  /// @param after what was selected when it was taken back last
  record Edit(String what, TextChange change, Selection before, Selection after) {}

  /// What a text was, or is again.
  ///
  /// @param selected what was selected then
  record Stage(String text, Selection selected) {}

  /// Keeps what was done.
  ///
  /// @param old what was there before, with what was selected
  /// @param joined whether it goes on with the last one, if that has the same words: typing
  void add(String what, Stage old, String now, boolean joined) {
    boolean joins = joined && !closed && !past.isEmpty() && past.peek().what().equals(what);
    Stage first = joins ? before(past.pop(), old.text()) : old;
    future.clear();
    closed = !joined;
    TextChange change = TextChange.between(first.text(), now);
    past.push(new Edit(what, change, first.selected(), Selection.NONE));
  }

  private static Stage before(Edit edit, String text) {
    return new Stage(edit.change().back(text), edit.before());
  }

  /// Whatever comes next is a step of its own.
  void close() {
    closed = true;
  }

  /// Takes the last step back.
  ///
  /// @param now what is there now
  /// @return what was there before it; empty if there is none
  Optional<Stage> back(Stage now) {
    closed = true;
    return Optional.ofNullable(past.poll())
        .map(edit -> {
          future.push(new Edit(edit.what(), edit.change(), edit.before(), now.selected()));
          return before(edit, now.text());
        });
  }

  /// Does again what was taken back last.
  Optional<Stage> forth(Stage now) {
    closed = true;
    return Optional.ofNullable(future.poll())
        .map(edit -> {
          past.push(edit);
          return new Stage(edit.change().forth(now.text()), edit.after());
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
