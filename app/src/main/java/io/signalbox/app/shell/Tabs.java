package io.signalbox.app.shell;

import io.signalbox.app.document.Editor;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// The graphs that are open, as tabs in the top bar, and a list of them for when there are more
/// than fit.
final class Tabs extends HBox {
  private final Editor editor;
  private final Views views;
  private final FileActions files;
  private final HBox tabs = new HBox();
  private final Button all;

  /// @param files what can be done with them
  Tabs(Editor editor, Views views, FileActions files) {
    this.editor = editor;
    this.views = views;
    this.files = files;
    getStyleClass().add("graph-tabs");
    tabs.getStyleClass().add("graph-tabs");
    all = Parts.iconButton(MaterialDesignC.CHEVRON_DOWN, "Open graphs", this::list);
    all.setId("open-graphs");
    all.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(tabs, all);
    editor.files().addListener((ListChangeListener<OpenFile>) change -> fill());
    editor.currentProperty().addListener((o, before, now) -> mark());
    views.placeProperty().addListener((o, before, now) -> mark());
    fill();
  }

  private void fill() {
    tabs.getChildren()
        .setAll(
            editor.files().stream()
                .map(file -> new GraphTab(file, files, () -> editor.show(file)))
                .toList());
    Parts.setShown(all, editor.files().size() > 1);
    mark();
  }

  private void list() {
    var menu = new ContextMenu();
    for (OpenFile file : editor.files()) {
      MenuItem item =
          Parts.item(GraphTab.words(file, file.document(), file.changedProperty().get()));
      item.setOnAction(e -> editor.show(file));
      menu.getItems().add(item);
    }
    menu.show(all, Side.BOTTOM, 0, 0);
  }

  private void mark() {
    boolean graph = views.placeProperty().get() == PageId.GRAPH;
    Optional<OpenFile> front = editor.currentProperty().get();
    for (var each : tabs.getChildren()) {
      if (each instanceof GraphTab tab) {
        tab.mark(graph && front.equals(Optional.of(tab.file())));
      }
    }
  }
}
