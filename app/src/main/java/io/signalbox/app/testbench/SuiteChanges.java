package io.signalbox.app.testbench;

import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.tryout.LiveCall;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/// Writes suites one after the other, and can undo what it wrote, for each suite apart. The history
/// of a graph has nothing of it. For the UI thread.
final class SuiteChanges {
  private final Background background;
  private final Notices notices;
  private final Runnable then;
  private final Map<Path, Deque<Step>> steps = new HashMap<>();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper(this, "undoable");
  private Optional<Path> front = Optional.empty();
  private boolean busy;

  /// What was written over what; empty: no file.
  private record Step(Optional<SuiteText> before, Optional<SuiteText> after) {}

  private sealed interface Written {
    record Saved(Step step) implements Written {}

    record Refused(String why) implements Written {}
  }

  /// @param then done when something was written, or was refused since others changed a suite
  SuiteChanges(Background background, Notices notices, Runnable then) {
    this.background = background;
    this.notices = notices;
    this.then = then;
  }

  /// Whether there is something to undo in the suite in front.
  ReadOnlyBooleanProperty undoableProperty() {
    return undoable.getReadOnlyProperty();
  }

  /// Another suite is in front.
  void front(Optional<Path> place) {
    front = place;
    undoable.set(!place.map(this::stepsOf).orElseGet(ArrayDeque::new).isEmpty());
  }

  private Deque<Step> stepsOf(Path place) {
    return steps.computeIfAbsent(place, p -> new ArrayDeque<>());
  }

  /// Changes a suite.
  ///
  /// @param done what was done, for the user
  void write(Path place, SuiteChange change, Notice done) {
    queue(() ->
        write(
            place,
            change,
            step -> {
              stepsOf(place).push(step);
              notices.tell(done);
            }));
  }

  /// Undoes what was written last in a suite.
  void undo(Path place) {
    queue(() -> {
      Optional<Step> last = Optional.ofNullable(stepsOf(place).peek());
      last.ifPresentOrElse(step -> undo(place, step), this::next);
    });
  }

  /// A step that could not be undone can be tried again.
  private void undo(Path place, Step last) {
    write(
        place,
        SuiteChange.back(last.before(), last.after()),
        undone -> {
          stepsOf(place).pop();
          notices.tell(Notice.said("The last change of the tests was undone."));
        });
  }

  private void queue(Runnable write) {
    waiting.add(write);
    if (!busy) {
      next();
    }
  }

  private void next() {
    busy = !waiting.isEmpty();
    if (busy) {
      waiting.remove().run();
    }
  }

  private void write(Path place, SuiteChange change, Consumer<Step> done) {
    background.run(
        () -> written(place, change),
        written -> {
          switch (written) {
            case Written.Saved saved -> done.accept(saved.step());
            case Written.Refused refused -> notices.tell(Notice.trouble(refused.why()));
          }
          front(front);
          then.run();
          next();
        },
        trouble -> {
          notices.tell(
              Notice.trouble("The suite could not be saved: " + LiveCall.words(trouble) + "."));
          next();
        });
  }

  private static Written written(Path place, SuiteChange change) throws IOException {
    Optional<SuiteText> before = SuiteFiles.load(place);
    return switch (change.of(before)) {
      case SuiteChange.Outcome.Refused refused -> new Written.Refused(refused.why());
      case SuiteChange.Outcome.Changed changed -> {
        if (changed.after().isPresent()) {
          changed.after().get().save(place);
        } else {
          Files.deleteIfExists(place);
        }
        yield new Written.Saved(new Step(before, changed.after()));
      }
    };
  }
}
