package io.signalbox.app.shell;

import io.signalbox.app.document.Editor;
import io.signalbox.app.document.GraphStorage;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.kit.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// A question about the file in front, above the canvas: what is to become of changes from outside,
/// or of changes that are not saved. Nothing else waits for the answer.
final class FileBar extends HBox {
  private final Editor editor;
  private final GraphStorage storage;
  private final FileActions actions;
  private final ChangeListener<Object> outside = (o, before, now) -> show();
  private Optional<OpenFile> shown = Optional.empty();
  private Optional<OpenFile> closing = Optional.empty();

  FileBar(Editor editor, GraphStorage storage, FileActions actions) {
    this.editor = editor;
    this.storage = storage;
    this.actions = actions;
    getStyleClass().add("file-bar");
    editor.currentProperty().addListener((o, before, now) -> follow(now));
    follow(editor.currentProperty().get());
  }

  /// Asks what is to become of what was not saved.
  void closing(OpenFile file) {
    closing = Optional.of(file);
    editor.show(file);
    show();
  }

  private void follow(Optional<OpenFile> file) {
    shown.ifPresent(old -> old.outsideProperty().removeListener(outside));
    shown = file;
    shown.ifPresent(now -> now.outsideProperty().addListener(outside));
    show();
  }

  private void show() {
    closing = closing.filter(editor.files()::contains).filter(each -> shown.equals(closing));
    Optional<OpenFile> changed = shown.filter(each -> each.outsideProperty().get().isPresent());
    List<Node> parts =
        closing.map(this::aboutClosing).or(() -> changed.map(this::aboutOutside)).orElse(List.of());
    getChildren().setAll(parts);
    setVisible(!parts.isEmpty());
    setManaged(isVisible());
  }

  private List<Node> aboutClosing(OpenFile file) {
    return parts(
        file.document().file() + " has unsaved changes.",
        button("Save and close", () -> actions.save(file, () -> editor.close(file)), "accent"),
        button("Close without saving", () -> discard(file), "quiet"),
        button("Cancel", this::keep, "quiet"));
  }

  private void discard(OpenFile file) {
    storage.drafts().drop(file);
    editor.close(file);
  }

  private void keep() {
    closing = Optional.empty();
    show();
  }

  private List<Node> aboutOutside(OpenFile file) {
    boolean joins = storage.outside().merged(file).isPresent();
    var parts =
        new ArrayList<>(
            parts(
                file.document().file()
                    + " was changed by another program and has unsaved changes here"
                    + (joins ? " in other lines." : " in the same lines.")));
    if (joins) {
      parts.add(button("Merge", () -> storage.outside().merge(file), "accent"));
    }
    parts.add(button("Use theirs", () -> storage.outside().takeTheirs(file), "quiet"));
    parts.add(button("Keep mine", () -> storage.outside().keepMine(file), "quiet"));
    return parts;
  }

  private static List<Node> parts(String words, Node... buttons) {
    Label label = Parts.label(words);
    label.setWrapText(true);
    var parts = new ArrayList<Node>(List.of(label, Parts.spring()));
    parts.addAll(List.of(buttons));
    return parts;
  }

  private static Button button(String words, Runnable action, String style) {
    Button button = Parts.button(words, action, style);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }
}
