package io.signalbox.app.kit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
  private final Map<Integer, Cell> cells = new HashMap<>();

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
    var cell = new Cell();
    cell.setText(Integer.toString(lines.line(paragraph) + AHEAD).replaceAll("\\d", "8"));
    return cell;
  }

  @Override
  public Node getNode(int paragraph) {
    Cell cell = cells.computeIfAbsent(paragraph, i -> new Cell());
    cell.show(lines.line(paragraph));
    return cell;
  }

  /// Says of each paragraph what is now to say.
  void refresh() {
    cells.forEach((paragraph, cell) -> cell.show(lines.line(paragraph)));
  }

  /// A number and its mark.
  private final class Cell extends Label {
    private final FontIcon icon = new FontIcon(MaterialDesignC.CHEVRON_DOWN);
    private final StackPane mark = new StackPane(icon);
    private int line;

    Cell() {
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

    void show(int number) {
      line = number;
      setText(Integer.toString(number + 1));
      Optional<Boolean> folded = lines.folded(number);
      boolean closed = folded.orElse(false);
      mark.setVisible(folded.isPresent());
      mark.pseudoClassStateChanged(FOLDED, closed);
      icon.setIconCode(closed ? MaterialDesignC.CHEVRON_RIGHT : MaterialDesignC.CHEVRON_DOWN);
    }

    private void press(MouseEvent e) {
      if (e.getButton() == MouseButton.PRIMARY) {
        toggle.accept(line);
        e.consume();
      }
    }
  }
}
