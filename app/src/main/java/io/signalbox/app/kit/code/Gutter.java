package io.signalbox.app.kit.code;

import io.signalbox.app.kit.Parts;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.SideDecorator;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// The numbers of the lines that are seen, and a mark beside each that something can be folded
/// below.
final class Gutter implements SideDecorator {
  private static final PseudoClass FOLDED = PseudoClass.getPseudoClass("folded");

  /// How many lines further down numbers are as wide.
  private static final int AHEAD = 300;

  private final CodeArea area;
  private final Lines lines;
  private final IntConsumer toggle;
  private final Set<Cell> shown = new HashSet<>();

  /// What there is to say of a paragraph.
  interface Lines {
    /// Its line, from 0.
    int line(int paragraph);

    /// Whether something below the line is folded; empty if nothing can be.
    Optional<Boolean> folded(int line);
  }

  /// @param toggle is given the line, from 0, whose mark was clicked
  Gutter(CodeArea area, Lines lines, IntConsumer toggle) {
    this.area = area;
    this.lines = lines;
    this.toggle = toggle;
  }

  @Override
  public double getPrefWidth(double viewWidth) {
    return 0; // as wide as the measurement's node
  }

  @Override
  public Node getMeasurementNode(int paragraph) {
    var cell = new Cell(paragraph);
    Parts.show(cell, Integer.toString(lines.line(paragraph) + AHEAD).replaceAll("\\d", "8"));
    return cell;
  }

  @Override
  public Node getNode(int paragraph) {
    return new Cell(paragraph);
  }

  /// Says of each paragraph that is shown what is now to say. The others say it once they are.
  void refresh() {
    shown.forEach(Cell::show);
  }

  /// A number and its mark.
  private final class Cell extends Label {
    private final FontIcon icon = new FontIcon(MaterialDesignC.CHEVRON_DOWN);
    private final StackPane mark = new StackPane(icon);
    private final int paragraph;

    Cell(int paragraph) {
      this.paragraph = paragraph;
      parentProperty().addListener((o, before, now) -> entered(now != null));
      getStyleClass().add("line-number-decorator");
      mark.getStyleClass().add("fold-mark");
      mark.addEventFilter(MouseEvent.MOUSE_PRESSED, this::press);
      setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
      // The row's height is its text's.
      setMinHeight(1);
      setPrefHeight(1);
      setAlignment(Pos.CENTER_RIGHT);
      setContentDisplay(ContentDisplay.RIGHT);
      setGraphic(mark);
      fontProperty().bind(area.fontProperty());
    }

    private void entered(boolean in) {
      if (in) {
        shown.add(this);
        show();
      } else {
        shown.remove(this);
      }
    }

    void show() {
      int line = lines.line(paragraph);
      Parts.show(this, Integer.toString(line + 1));
      Optional<Boolean> folded = lines.folded(line);
      boolean closed = folded.orElse(false);
      mark.setVisible(folded.isPresent());
      mark.pseudoClassStateChanged(FOLDED, closed);
      icon.setIconCode(closed ? MaterialDesignC.CHEVRON_RIGHT : MaterialDesignC.CHEVRON_DOWN);
    }

    private void press(MouseEvent e) {
      if (e.getButton() == MouseButton.PRIMARY) {
        toggle.accept(lines.line(paragraph));
        e.consume();
      }
    }
  }
}
