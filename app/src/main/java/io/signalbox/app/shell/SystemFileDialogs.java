package io.signalbox.app.shell;

import io.signalbox.app.state.FileDialogs;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// The system's own dialogs for files.
///
/// @param window over which they open
/// @param beside the file beside which they begin; empty: where the system likes
public record SystemFileDialogs(Supplier<Window> window, Supplier<Optional<Path>> beside)
    implements FileDialogs {
  private static final FileChooser.ExtensionFilter GRAPHS =
      new FileChooser.ExtensionFilter("Graphs (*.yaml, *.yml)", "*.yaml", "*.yml");
  private static final FileChooser.ExtensionFilter PICTURES =
      new FileChooser.ExtensionFilter(
          "Images (*.png, *.jpg, *.webp, *.gif)", "*.png", "*.jpg", "*.jpeg", "*.webp", "*.gif");

  @Override
  public Optional<Path> graph() {
    return path(chooser("Open graph", GRAPHS).showOpenDialog(window.get()));
  }

  @Override
  public Optional<Path> save(String name) {
    FileChooser chooser = chooser("Save graph", GRAPHS);
    chooser.setInitialFileName(name);
    return path(chooser.showSaveDialog(window.get()));
  }

  @Override
  public Optional<Path> directory(String purpose) {
    var chooser = new DirectoryChooser();
    chooser.setTitle(purpose);
    begin().ifPresent(chooser::setInitialDirectory);
    return path(chooser.showDialog(window.get()));
  }

  @Override
  public Optional<Path> picture() {
    return path(chooser("Attach image", PICTURES).showOpenDialog(window.get()));
  }

  @Override
  public Optional<Path> file(String purpose, Path from) {
    var chooser = new FileChooser();
    chooser.setTitle(purpose);
    if (Files.isDirectory(from)) {
      chooser.setInitialDirectory(from.toFile());
    }
    return path(chooser.showOpenDialog(window.get()));
  }

  private Optional<File> begin() {
    return beside.get().map(Path::getParent).filter(Files::isDirectory).map(Path::toFile);
  }

  private FileChooser chooser(String title, FileChooser.ExtensionFilter filter) {
    var chooser = new FileChooser();
    begin().ifPresent(chooser::setInitialDirectory);
    chooser.setTitle(title);
    chooser.getExtensionFilters().add(filter);
    return chooser;
  }

  private static Optional<Path> path(File chosen) {
    return Optional.ofNullable(chosen).map(File::toPath);
  }
}
