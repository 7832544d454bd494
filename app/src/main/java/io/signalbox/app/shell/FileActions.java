package io.signalbox.app.shell;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.GatewayFiles;
import io.signalbox.app.document.GraphStorage;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.kit.Action;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// What can be done with files.
final class FileActions {
  private final Editor editor;
  private final GraphStorage storage;
  private final GatewayFiles gatewayFiles;
  private final FileDialogs choice;
  private final Consumer<OpenFile> unsaved;

  /// @param unsaved asked what is to become of a changed graph that shall be closed
  FileActions(
      Editor editor,
      GraphStorage storage,
      GatewayFiles gatewayFiles,
      FileDialogs choice,
      Consumer<OpenFile> unsaved) {
    this.editor = editor;
    this.storage = storage;
    this.gatewayFiles = gatewayFiles;
    this.choice = choice;
    this.unsaved = unsaved;
  }

  List<Action> all() {
    ObservableBooleanValue open =
        javafx.beans.binding.Bindings.createBooleanBinding(
            () -> editor.currentProperty().get().isPresent(), editor.currentProperty());
    return List.of(
        Action.of("file.new", "New graph", this::begin).on("Shortcut+N"),
        Action.of("file.open", "Open graph…", this::open).on("Shortcut+O"),
        Action.of("file.import", "Import from another gateway…", this::importFile),
        Action.of("file.import-clipboard", "Import from clipboard", this::importCopied),
        Action.of("file.save", "Save", () -> current(this::save)).on("Shortcut+S").when(open),
        Action.of("file.save-as", "Save as…", () -> current(this::saveAs))
            .on("Shortcut+Shift+S")
            .when(open),
        Action.of("file.close", "Close graph", () -> current(this::close))
            .on("Shortcut+W")
            .when(open),
        Action.of("file.close-others", "Close other graphs", () -> current(this::closeOthers))
            .when(open),
        Action.of("file.copy-path", "Copy path of graph", () -> current(this::copyPath)).when(open),
        Action.of("file.next", "Next graph", () -> step(1)).on("Shortcut+Page_Down").when(open),
        Action.of("file.previous", "Previous graph", () -> step(-1))
            .on("Shortcut+Page_Up")
            .when(open));
  }

  void begin() {
    editor.open(Document.of(Document.UNTITLED, GraphText.write(RoutingGraph.empty("Untitled"))));
  }

  void open() {
    choice.graph().ifPresent(storage::open);
  }

  private void importFile() {
    choice
        .file("Import from another gateway", Path.of(System.getProperty("user.home", "")))
        .ifPresent(gatewayFiles::read);
  }

  private void importCopied() {
    String copied = Clipboard.getSystemClipboard().getString();
    gatewayFiles.read(Objects.requireNonNullElse(copied, ""));
  }

  void save(OpenFile file) {
    save(file, () -> {});
  }

  /// @param then done when it is on the disk
  void save(OpenFile file, Runnable then) {
    if (file.path().isPresent()) {
      storage.save(file, then);
    } else {
      saveAs(file, then);
    }
  }

  private void saveAs(OpenFile file) {
    saveAs(file, () -> {});
  }

  private void saveAs(OpenFile file, Runnable then) {
    choice.save(file.proposedName()).ifPresent(path -> storage.saveAs(file, path, then));
  }

  void close(OpenFile file) {
    if (file.changedProperty().get()) {
      unsaved.accept(file);
    } else {
      editor.close(file);
    }
  }

  /// Closes all graphs but one.
  void closeOthers(OpenFile stays) {
    List.copyOf(editor.files()).stream().filter(file -> file != stays).forEach(this::close);
  }

  /// Puts where a graph lies into the clipboard, if it lies somewhere.
  void copyPath(OpenFile file) {
    file.path()
        .ifPresent(path -> {
          var content = new ClipboardContent();
          content.putString(path.toString());
          Clipboard.getSystemClipboard().setContent(content);
        });
  }

  private void step(int by) {
    List<OpenFile> files = editor.files();
    current(file -> editor.show(files.get(Math.floorMod(files.indexOf(file) + by, files.size()))));
  }

  private void current(Consumer<OpenFile> action) {
    Optional<OpenFile> file = editor.currentProperty().get();
    file.ifPresent(action);
  }
}
