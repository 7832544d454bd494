package io.signalbox.app.document;

import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.engine.workspace.GraphFile;
import io.signalbox.engine.workspace.history.LocalHistory;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/// What other programs change in the files that are open, and what becomes of it: a file without
/// changes of our own follows; for one with changes the user takes theirs, keeps ours, or merges
/// both. For the UI thread.
public final class OutsideChanges {
  private final Editor editor;
  private final Background background;
  private final Notices notices;
  private final LocalHistory history;
  private final InstantSource clock;

  /// @param clock gives versions their time
  OutsideChanges(
      Editor editor,
      Background background,
      Notices notices,
      LocalHistory history,
      InstantSource clock) {
    this.editor = editor;
    this.background = background;
    this.notices = notices;
    this.history = history;
    this.clock = clock;
  }

  /// Looks whether others have changed the files that are open. A file without changes of our own
  /// follows; for one with changes [OpenFile#outsideProperty] says so.
  public void look() {
    for (OpenFile file : editor.files()) {
      file.disk()
          .ifPresent(disk ->
              background.run(
                  () -> changed(disk),
                  found -> found.ifPresent(other -> found(file, disk, other)),
                  // A file that is away for a moment, or for good: saving will say so.
                  trouble -> {}));
    }
  }

  private static Optional<GraphFile> changed(GraphFile disk) throws IOException {
    return disk.isUnchanged()
        ? Optional.empty()
        : Optional.of(GraphFile.load(disk.path())).filter(GraphFile::isText);
  }

  private void found(OpenFile file, GraphFile seen, GraphFile other) {
    if (!file.disk().equals(Optional.of(seen))) {
      return;
    }
    String theirs = other.text().text();
    if (theirs.equals(file.document().text())) {
      editor.saved(file, other);
    } else if (file.changedProperty().get()) {
      file.outside(Optional.of(other));
    } else {
      take(file, other, "Reload changed file");
      notices.tell(
          Notice.said(
              file.document().file() + " was changed by another program and was reloaded."));
    }
  }

  /// Takes what others wrote; what was typed here can be had again by undo.
  public void takeTheirs(OpenFile file) {
    file.outsideProperty().get().ifPresent(other -> take(file, other, "Use version on disk"));
  }

  private void take(OpenFile file, GraphFile other, String what) {
    editor.type(file, what, other.text().text());
    editor.saved(file, other);
  }

  /// Keeps what was typed here; saving then replaces what others wrote, which stays in the history.
  public void keepMine(OpenFile file) {
    file.outsideProperty()
        .get()
        .ifPresent(other -> {
          background.run(
              () -> {
                history.keep(other.path(), other.text().text(), clock.instant());
                return true;
              },
              done -> {},
              trouble ->
                  notices.tell(
                      Notice.trouble(
                          "The version on disk could not be kept in the history: "
                              + GraphStorage.words(trouble)
                              + ".")));
          file.rebased(other);
        });
  }

  /// Both changes in one text; empty if they touch the same lines.
  public Optional<String> merged(OpenFile file) {
    return file.outsideProperty()
        .get()
        .flatMap(
            other -> ThreeWayMerge.merge(file.kept(), file.document().text(), other.text().text()));
  }

  /// Joins what was typed here and what others wrote, if that can be done.
  public void merge(OpenFile file) {
    Optional<String> both = merged(file);
    both.ifPresent(text -> {
      GraphFile other = file.outsideProperty().get().orElseThrow();
      editor.type(file, "Merge with version on disk", text);
      file.rebased(other);
    });
  }
}
