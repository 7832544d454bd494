package io.signalbox.app.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// A card on the canvas: a strip in the colour of its kind, a name, a line below it, and a row with
/// a port for each exit.
public final class Card extends Region {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
  private static final PseudoClass FAILING = PseudoClass.getPseudoClass("failing");
  private static final double PORT = 7;
  private static final double STRIP = 4;
  private static final double INDENT = 18;
  private static final double MARGIN = 10;

  private final CardFace face;
  private final Region strip = new Region();
  private final Label title = new Label();
  private final Label subtitle = new Label();
  private final Label badge = new Label();
  private final List<Row> rows = new ArrayList<>();

  /// The parts of one exit.
  private record Row(Label label, Label figure, Region port) {}

  /// A card with this face.
  public Card(CardFace face) {
    this.face = face;
    getStyleClass().addAll("card-face", face.kind());
    strip.getStyleClass().add("strip");
    title.getStyleClass().add("card-title");
    title.setText(face.title());
    subtitle.getStyleClass().add("card-subtitle");
    subtitle.setText(face.subtitle());
    badge.getStyleClass().add("card-badge");
    badge.setVisible(false);
    getChildren().addAll(strip, title, subtitle);
    face.rows().forEach(this::addRow);
    getChildren().add(badge);
    setAccessibleRole(AccessibleRole.BUTTON);
    setAccessibleText(face.spoken());
    Tooltip.install(title, new Tooltip(face.title() + "\n" + face.subtitle()));
    setFocusTraversable(true);
    resize(face.width(), face.height());
    setManaged(false);
  }

  private void addRow(CardFace.Row exit) {
    var row = new Row(new Label(exit.label()), new Label(exit.figure()), new Region());
    row.label().getStyleClass().add("exit-label");
    row.figure().getStyleClass().add("exit-figure");
    row.port().getStyleClass().add("port");
    rows.add(row);
    getChildren().addAll(row.label(), row.figure(), row.port());
  }

  /// What it shows.
  public CardFace face() {
    return face;
  }

  /// Draws a ring around it.
  public void setSelected(boolean selected) {
    pseudoClassStateChanged(SELECTED, selected);
  }

  /// Shows that the way leads over it.
  public void setLit(boolean lit) {
    pseudoClassStateChanged(LIT, lit);
  }

  /// Shows that it was tried in vain, or is wrong.
  public void setFailing(boolean failing) {
    pseudoClassStateChanged(FAILING, failing);
  }

  /// Shows that the way leads out of this exit.
  public void setExitLit(int row, boolean lit) {
    Row exit = rows.get(row);
    exit.label().pseudoClassStateChanged(LIT, lit);
    exit.port().pseudoClassStateChanged(LIT, lit);
  }

  /// Writes a few words over its upper edge; none takes them away.
  ///
  /// @param bad whether they tell of trouble
  public void setBadge(String words, boolean bad) {
    badge.setText(words);
    badge.setVisible(!words.isEmpty());
    badge.pseudoClassStateChanged(FAILING, bad);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    strip.resizeRelocate(8, 8, STRIP, CardFace.HEADER - 16);
    double textWidth = face.width() - INDENT - 5;
    title.resizeRelocate(INDENT, 5, textWidth, 16);
    subtitle.resizeRelocate(INDENT, 20, textWidth, 14);
    for (int i = 0; i < rows.size(); i++) {
      layoutRow(rows.get(i), CardFace.HEADER + i * CardFace.ROW);
    }
    double badgeWidth = Math.ceil(badge.prefWidth(-1));
    badge.resizeRelocate(face.width() - badgeWidth - 8, -12, badgeWidth, 16);
  }

  private void layoutRow(Row row, double y) {
    double figure = Math.ceil(row.figure().prefWidth(-1));
    double right = face.width() - MARGIN - 2;
    layoutInArea(row.figure(), right - figure, y, figure, CardFace.ROW, 0, HPos.RIGHT, VPos.CENTER);
    double width = right - figure - MARGIN - (figure > 0 ? 6 : 0);
    row.label().resizeRelocate(MARGIN, y + 2, width, CardFace.ROW - 4);
    row.port()
        .resizeRelocate(face.width() - PORT / 2 - 0.5, y + (CardFace.ROW - PORT) / 2, PORT, PORT);
  }
}
