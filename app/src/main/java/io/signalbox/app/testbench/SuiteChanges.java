package io.signalbox.app.testbench;

import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.tryout.LiveCall;
import io.signalbox.engine.workspace.SuiteText;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/// Writes suites, and can undo what it wrote. The history of a graph has nothing of it. For the UI
/// thread.
final class SuiteChanges {
  private final Background background;
  private final Notices notices;
  private final Runnable then;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper(this, "undoable");

  /// What was written over what.
  private record Step(Path place, SuiteText before, SuiteText after) {}

  /// @param then done when something was written, or was found to be changed by others
  SuiteChanges(Background background, Notices notices, Runnable then) {
    this.background = background;
    this.notices = notices;
    this.then = then;
  }

  /// Whether there is something to undo.
  ReadOnlyBooleanProperty undoableProperty() {
    return undoable.getReadOnlyProperty();
  }

  /// Writes a suite in the place of another, unless others have changed that.
  ///
  /// @param done what was done, for the user
  void write(Path place, SuiteText before, SuiteText after, String done) {
    write(
        place,
        before,
        after,
        () -> {
          steps.push(new Step(place, before, after));
          undoable.set(true);
          notices.tell(Notice.said(done).with("Undo", this::undo));
        });
  }

  /// Undoes what was written last.
  void undo() {
    if (!steps.isEmpty()) {
      Step last = steps.pop();
      undoable.set(!steps.isEmpty());
      write(
          last.place(),
          last.after(),
          last.before(),
          () -> notices.tell(Notice.said("The last change of the tests was undone.")));
    }
  }

  private void write(Path place, SuiteText before, SuiteText after, Runnable done) {
    background.run(
        () -> {
          boolean same =
              SuiteFiles.load(place)
                  .map(SuiteText::text)
                  .equals(Optional.of(before).map(SuiteText::text));
          if (same) {
            after.save(place);
          }
          return same;
        },
        saved -> {
          if (saved) {
            done.run();
          } else {
            notices.tell(
                Notice.trouble(
                    "The suite was changed by another program and was reloaded. Repeat the"
                        + " change."));
          }
          then.run();
        },
        trouble ->
            notices.tell(
                Notice.trouble("The suite could not be saved: " + LiveCall.words(trouble) + ".")));
  }
}
