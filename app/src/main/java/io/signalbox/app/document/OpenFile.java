package io.signalbox.app.document;

import io.signalbox.engine.workspace.GraphFile;
import io.signalbox.engine.workspace.GraphText;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A graph that is open: what it is now, what was done to it, and where it lies on the disk, if it
/// does. For the UI thread; only [Editor] changes it.
public final class OpenFile {
  private final ReadOnlyObjectWrapper<Document> document;
  private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper(this, "changed");
  private final UndoHistory history = new UndoHistory();
  private Selection selection = Selection.NONE;
  private final ReadOnlyObjectWrapper<Optional<GraphFile>> outside =
      new ReadOnlyObjectWrapper<>(this, "outside", Optional.empty());
  private Optional<GraphFile> disk;
  private String kept;
  private Optional<SampleGraph> sample;

  OpenFile(Document document, Optional<GraphFile> disk) {
    this(document, disk, Optional.empty());
  }

  /// @param sample which one it is a copy of
  OpenFile(Document document, Optional<GraphFile> disk, Optional<SampleGraph> sample) {
    this.sample = sample;
    this.document = new ReadOnlyObjectWrapper<>(this, "document", document);
    this.disk = disk;
    kept = document.text();
  }

  /// What it is now.
  public ReadOnlyObjectProperty<Document> documentProperty() {
    return document.getReadOnlyProperty();
  }

  /// What it is now.
  public Document document() {
    return document.get();
  }

  /// Whether it differs from what was opened or saved last.
  public ReadOnlyBooleanProperty changedProperty() {
    return changed.getReadOnlyProperty();
  }

  /// What others wrote while it was changed here too; empty if nobody did.
  public ReadOnlyObjectProperty<Optional<GraphFile>> outsideProperty() {
    return outside.getReadOnlyProperty();
  }

  /// Where it lies; empty if it was never saved.
  public Optional<Path> path() {
    return disk.map(GraphFile::path);
  }

  /// What its file might be called: a graph that has a name but no file yet, by its name.
  public String proposedName() {
    String name =
        document()
            .graph()
            .name()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "-")
            .replaceAll("^-|-$", "");
    boolean unnamed = disk.isEmpty() && document().file().equals(Document.UNTITLED);
    return unnamed && !name.isEmpty() ? name + ".yaml" : document().file();
  }

  /// The file as it was read or written last.
  public Optional<GraphFile> disk() {
    return disk;
  }

  /// What was opened or saved last.
  public String kept() {
    return kept;
  }

  /// The sample that it is a copy of, until it is saved.
  public Optional<SampleGraph> sample() {
    return sample;
  }

  void noSample() {
    sample = Optional.empty();
  }

  /// What it is now, to come back to.
  UndoHistory.Stage stage() {
    return new UndoHistory.Stage(document().text(), selection);
  }

  UndoHistory history() {
    return history;
  }

  Selection selection() {
    return selection;
  }

  void selected(Selection other) {
    selection = other;
  }

  void put(GraphText text) {
    set(document().then(text));
  }

  void set(Document next) {
    document.set(next);
    changed.set(!next.text().equals(kept));
  }

  void outside(Optional<GraphFile> other) {
    outside.set(other);
  }

  /// What others wrote is what it is compared with from now on.
  void rebased(GraphFile other) {
    disk = Optional.of(other);
    kept = other.text().text();
    outside.set(Optional.empty());
    set(document());
  }

  /// None of it lies on a disk.
  void neverSaved() {
    kept = "";
    set(document());
  }

  /// It lies on the disk now.
  void saved(GraphFile file) {
    disk = Optional.of(file);
    outside.set(Optional.empty());
    kept = file.text().text();
    set(document().in(file.path()));
  }
}
