package io.signalbox.app.document;

import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.workspace.GraphFile;
import io.signalbox.engine.workspace.GraphText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The graphs that are open, the one in front, what is selected in it, and every change of it.
/// Panes draw from it and change a graph only through it. For the UI thread.
public final class Editor {
  private final Notices notices;
  private final Views views;
  private final BackgroundChecks checks;
  private final List<FileListener> listeners = new ArrayList<>();
  private final ObservableList<OpenFile> files = FXCollections.observableArrayList();
  // One for all: whoever listens to it must not lose it.
  private final ObservableList<OpenFile> shownFiles =
      FXCollections.unmodifiableObservableList(files);
  private final ReadOnlyObjectWrapper<Optional<OpenFile>> current =
      new ReadOnlyObjectWrapper<>(this, "current", Optional.empty());
  private final ReadOnlyObjectWrapper<Document> document =
      new ReadOnlyObjectWrapper<>(this, "document", Document.NONE);
  private final ReadOnlyObjectWrapper<Selection> selection =
      new ReadOnlyObjectWrapper<>(this, "selection", Selection.NONE);
  private final ReadOnlyStringWrapper undoing = new ReadOnlyStringWrapper(this, "undoing", "");
  private final ReadOnlyStringWrapper redoing = new ReadOnlyStringWrapper(this, "redoing", "");

  /// An editor with nothing open.
  public Editor(BackgroundChecks checks, Notices notices, Views views) {
    this.checks = checks;
    this.notices = notices;
    this.views = views;
  }

  /// Tells a listener what happens to open graphs from now on.
  public void listen(FileListener listener) {
    listeners.add(listener);
  }

  /// The graphs that are open, in the order of their tabs.
  public ObservableList<OpenFile> files() {
    return shownFiles;
  }

  /// The graph in front; empty if none is open.
  public ReadOnlyObjectProperty<Optional<OpenFile>> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /// The document in front; [Document#NONE] if none is open.
  public ReadOnlyObjectProperty<Document> documentProperty() {
    return document.getReadOnlyProperty();
  }

  /// The document in front, now.
  public Document document() {
    return document.get();
  }

  /// What is selected in it.
  public ReadOnlyObjectProperty<Selection> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  /// What is selected, now.
  public Selection selection() {
    return selection.get();
  }

  /// What would be undone, in words; empty if nothing.
  public ReadOnlyStringProperty undoingProperty() {
    return undoing.getReadOnlyProperty();
  }

  /// What would be done again, in words; empty if nothing.
  public ReadOnlyStringProperty redoingProperty() {
    return redoing.getReadOnlyProperty();
  }

  /// Opens a document that was never saved, in a tab of its own.
  public OpenFile open(Document other) {
    return open(new OpenFile(other, Optional.empty()));
  }

  /// Opens a copy of a sample.
  OpenFile open(Document other, SampleGraph sample) {
    return open(new OpenFile(other, Optional.empty(), Optional.of(sample)));
  }

  /// Opens a file that was read, or shows it if it is open.
  public OpenFile open(GraphFile file) {
    return open(file, Document.of(file));
  }

  /// The same with what the file reads as.
  OpenFile open(GraphFile file, Document read) {
    Optional<OpenFile> there =
        files.stream().filter(each -> each.path().equals(Optional.of(file.path()))).findFirst();
    there.ifPresent(this::show);
    return there.orElseGet(() -> open(new OpenFile(read, Optional.of(file))));
  }

  private OpenFile open(OpenFile file) {
    files.add(file);
    check(file);
    show(file);
    listeners.forEach(FileListener::filesChanged);
    return file;
  }

  /// Brings an open graph to the front.
  public void show(OpenFile file) {
    current.set(Optional.of(file));
    refresh();
    views.show(PageId.GRAPH);
  }

  /// Closes a graph; the caller has made sure that nothing is lost.
  public void close(OpenFile file) {
    int at = files.indexOf(file);
    files.remove(file);
    if (current.get().equals(Optional.of(file))) {
      current.set(files.isEmpty() ? Optional.empty() : Optional.of(files.get(Math.max(0, at - 1))));
      refresh();
    }
    listeners.forEach(FileListener::filesChanged);
  }

  /// Notes that a graph was saved as it is.
  public void saved(OpenFile file, GraphFile disk) {
    Document before = file.document();
    file.saved(disk);
    if (!before.read().folder().equals(file.document().read().folder())) {
      check(file); // files that its nodes name are others now
    }
    file.history().close();
    refresh();
    listeners.forEach(each -> each.saved(file));
    file.noSample();
  }

  /// Selects a node or model; an id that the graph does not have selects nothing.
  public void select(String id) {
    select(Selection.of(List.of(id)));
  }

  /// Selects these; what the graph does not have is left out.
  public void select(Selection wanted) {
    Selection there = wanted.within(this::exists);
    current.get().ifPresent(file -> file.selected(there));
    selection.set(there);
  }

  /// Selects nothing.
  public void selectNothing() {
    select(Selection.NONE);
  }

  private boolean exists(String id) {
    return document().graph().has(id);
  }

  /// Changes the graph in front; it can be undone.
  ///
  /// @param what in a person's words: `Move Triage`
  /// @return whether anything changed; a broken text is left alone
  public boolean edit(String what, GraphEdit edit) {
    return edit(what, edit, false);
  }

  /// The same for one of many small edits (a letter typed into a field); those with the same words
  /// that follow each other are undone as one.
  public boolean editOn(String what, GraphEdit edit) {
    return edit(what, edit, true);
  }

  private boolean edit(String what, GraphEdit edit, boolean joined) {
    if (current.get().isEmpty()) {
      return false;
    }
    if (!document().sound()) {
      notices.tell(broken());
      return false;
    }
    try {
      return put(what, document().read().with(edit), joined);
    } catch (IllegalStateException cannot) {
      notices.tell(
          Notice.trouble("“" + what + "” cannot be written: " + cannot.getMessage() + "."));
      return false;
    }
  }

  private Notice broken() {
    Optional<Problem.Spot> where =
        document().read().problems().stream()
            .filter(Problem::isError)
            .findFirst()
            .flatMap(Problem::at);
    Notice words =
        Notice.trouble(
            "The file has an error"
                + where.map(spot -> " in line " + spot.line()).orElse("")
                + ". Fix it first.");
    return where.map(spot -> words.with("Show", () -> views.show(spot))).orElse(words);
  }

  /// Puts another text in the place of the one in front; it can be undone.
  ///
  /// @param what in a person's words: `Type`
  /// @param joined whether it goes on with the last change of these words
  public boolean type(String what, String text, boolean joined) {
    return current.get().isPresent() && put(what, document().read().withText(text), joined);
  }

  /// Puts another text in the place of that of any open graph.
  void type(OpenFile file, String what, String text) {
    String old = file.document().text();
    if (!old.equals(text)) {
      file.history().add(what, file.stage(), text, false);
      changed(file, file.document().read().withText(text));
    }
  }

  private boolean put(String what, GraphText next, boolean joined) {
    OpenFile file = current.get().orElseThrow();
    String old = document().text();
    if (next.text().equals(old)) {
      return false;
    }
    file.history().add(what, file.stage(), next.text(), joined);
    changed(file, next);
    return true;
  }

  /// The next change is undone by itself.
  public void closeEdit() {
    current.get().ifPresent(file -> file.history().close());
  }

  /// Goes back to what the document was before, if there is anything.
  public void undo() {
    step(file -> file.history().back(file.stage()));
  }

  /// Takes the last undo back, if there was one.
  public void redo() {
    step(file -> file.history().forth(file.stage()));
  }

  private void step(Function<OpenFile, Optional<UndoHistory.Stage>> to) {
    current
        .get()
        .ifPresent(file ->
            to.apply(file)
                .ifPresent(stage -> {
                  file.selected(stage.selected());
                  changed(file, file.document().read().withText(stage.text()));
                }));
  }

  private void changed(OpenFile file, GraphText text) {
    file.put(text);
    refresh();
    check(file);
  }

  private void refresh() {
    Optional<OpenFile> file = current.get();
    document.set(file.map(OpenFile::document).orElse(Document.NONE));
    select(file.map(OpenFile::selection).orElse(Selection.NONE));
    undoing.set(file.flatMap(each -> each.history().last()).orElse(""));
    redoing.set(file.flatMap(each -> each.history().next()).orElse(""));
  }

  /// Checks every open graph again: something that a check depends on has changed.
  public void checkAll() {
    files.forEach(this::check);
  }

  private void check(OpenFile file) {
    Document asked = file.document();
    checks.run(asked, found -> checked(file, asked, found));
  }

  private void checked(OpenFile file, Document asked, List<Problem> found) {
    // A check of what was there before something else was typed is of no interest any more.
    if (file.document().read() == asked.read()) {
      file.set(file.document().checked(found));
      if (current.get().equals(Optional.of(file))) {
        document.set(file.document());
      }
    }
  }
}
