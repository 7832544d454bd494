package io.signalbox.app.shell;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;

/// The graphs that are open, as tabs in the top bar; a dot says that one has changed.
final class Tabs extends HBox {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private final Editor editor;
  private final Views views;
  private final Consumer<OpenFile> close;

  /// @param close asked to close a graph by the middle button
  Tabs(Editor editor, Views views, Consumer<OpenFile> close) {
    this.editor = editor;
    this.views = views;
    this.close = close;
    getStyleClass().add("graph-tabs");
    editor.files().addListener((ListChangeListener<OpenFile>) change -> fill());
    editor.currentProperty().addListener((o, before, now) -> mark());
    views.placeProperty().addListener((o, before, now) -> mark());
    fill();
  }

  private void fill() {
    getChildren().setAll(editor.files().stream().map(this::tab).toList());
    mark();
  }

  private Button tab(OpenFile file) {
    var tab = new Button();
    tab.getStyleClass().add("graph-tab");
    tab.setUserData(file);
    tab.setMinWidth(40);
    tab.textProperty()
        .bind(
            file.documentProperty()
                .flatMap(document ->
                    file.changedProperty().map(changed -> words(file, document, changed))));
    tab.setOnAction(e -> editor.show(file));
    tab.setOnMouseClicked(e -> {
      if (e.getButton() == MouseButton.MIDDLE) {
        close.accept(file);
      }
    });
    return tab;
  }

  private static String words(OpenFile file, Document document, boolean changed) {
    boolean sample = file.sample().isPresent() && file.path().isEmpty();
    return document.file() + (sample ? " · sample, not saved" : "") + (changed ? " •" : "");
  }

  private void mark() {
    boolean graph = views.placeProperty().get() == PageId.GRAPH;
    getChildren()
        .forEach(tab ->
            tab.pseudoClassStateChanged(
                CURRENT,
                graph && editor.currentProperty().get().equals(Optional.of(tab.getUserData()))));
  }
}
