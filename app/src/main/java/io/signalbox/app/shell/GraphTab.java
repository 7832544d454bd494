package io.signalbox.app.shell;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.kit.Parts;
import java.nio.file.Path;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// A graph that is open: its name, a dot if it has changed, and a button that closes it. The tip
/// says where it lies, the context menu what else can be done.
final class GraphTab extends HBox {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private final OpenFile file;
  private final Button name = new Button();

  /// @param files what can be done with it
  /// @param show brings it to the front
  GraphTab(OpenFile file, FileActions files, Runnable show) {
    this.file = file;
    getStyleClass().add("graph-tab-box");
    name.getStyleClass().add("graph-tab");
    name.setMinWidth(40);
    name.textProperty()
        .bind(
            file.documentProperty()
                .flatMap(document ->
                    file.changedProperty().map(changed -> words(file, document, changed))));
    name.setOnAction(e -> show.run());
    Parts.tip(name, () -> file.path().map(Path::toString).orElse("Not saved yet"));
    setOnMouseClicked(e -> {
      if (e.getButton() == MouseButton.MIDDLE) {
        files.close(file);
      }
    });
    name.setContextMenu(menu(files));
    Button close = Parts.iconButton(MaterialDesignC.CLOSE, "Close graph", () -> files.close(file));
    close.getStyleClass().add("graph-tab-close");
    close.setFocusTraversable(false); // by Ctrl+W, and in the menu
    getChildren().addAll(name, close);
  }

  private ContextMenu menu(FileActions files) {
    MenuItem path = item("Copy path", () -> files.copyPath(file));
    var menu =
        new ContextMenu(
            item("Close", () -> files.close(file)),
            item("Close others", () -> files.closeOthers(file)),
            path);
    menu.setOnShowing(e -> path.setDisable(file.path().isEmpty()));
    return menu;
  }

  private static MenuItem item(String words, Runnable action) {
    MenuItem item = Parts.item(words);
    item.setOnAction(e -> action.run());
    return item;
  }

  /// The graph.
  OpenFile file() {
    return file;
  }

  /// Whether it is the one that is seen.
  void mark(boolean current) {
    name.pseudoClassStateChanged(CURRENT, current);
    pseudoClassStateChanged(CURRENT, current);
  }

  static String words(OpenFile file, Document document, boolean changed) {
    boolean sample = file.sample().isPresent() && file.path().isEmpty();
    return document.file() + (sample ? " · sample, not saved" : "") + (changed ? " •" : "");
  }
}
