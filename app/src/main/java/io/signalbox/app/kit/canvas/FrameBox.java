package io.signalbox.app.kit.canvas;

import io.signalbox.app.kit.Parts;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// A frame with a title around things on the canvas; without a title, a note that stands by itself.
public final class FrameBox extends Region {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass NOTE = PseudoClass.getPseudoClass("note");

  /// How high the title is.
  public static final double TITLE = 26;

  /// How large the corner is by which it is resized.
  public static final double CORNER = 12;

  private final Label title = new Label();
  private final Label text = new Label();

  /// An empty frame.
  public FrameBox() {
    getStyleClass().add("frame-box");
    title.getStyleClass().add("frame-title");
    text.getStyleClass().add("frame-text");
    text.setWrapText(true);
    getChildren().addAll(title, text);
    setManaged(false);
    setAccessibleRole(AccessibleRole.TEXT);
  }

  /// Shows these words.
  ///
  /// @param name its title; empty if it is a note
  public void setWords(String name, String note) {
    Parts.show(title, name);
    Parts.show(text, note);
    setAccessibleText(name.isEmpty() ? "Note, " + note : "Frame, " + name);
    pseudoClassStateChanged(NOTE, name.isEmpty());
    requestLayout();
  }

  /// Draws a ring around it.
  public void setSelected(boolean selected) {
    pseudoClassStateChanged(SELECTED, selected);
  }

  @Override
  protected void layoutChildren() {
    boolean named = !title.getText().isEmpty();
    title.setVisible(named);
    title.resizeRelocate(10, 4, Math.max(0, getWidth() - 20), TITLE - 8);
    double top = named ? TITLE : 8;
    text.resizeRelocate(10, top, Math.max(0, getWidth() - 20), Math.max(0, getHeight() - top - 8));
  }
}
