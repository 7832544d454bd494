package io.signalbox.app.kit.canvas;

import io.signalbox.app.kit.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// A card on the canvas: a strip in the colour of its kind, a name, a line below it, and a row with
/// a port for each exit.
public final class Card extends Region {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
  private static final PseudoClass FAILING = PseudoClass.getPseudoClass("failing");
  private static final PseudoClass SIMULATED = PseudoClass.getPseudoClass("simulated");
  private static final PseudoClass PALE = PseudoClass.getPseudoClass("pale");
  private static final PseudoClass DIM = PseudoClass.getPseudoClass("dim");
  private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");
  private static final PseudoClass AIMED = PseudoClass.getPseudoClass("aimed");
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final double PORT = 7;
  private static final double NEXT = 11;
  private static final double STRIP = 4;
  private static final double INDENT = 18;
  private static final double MARGIN = 10;
  private static final double MARK = 16;

  private CardFace face;
  private final Region strip = new Region();
  private final Label title = new Label();
  private final Label subtitle = new Label();
  private final Label badge = new Label();
  private final Label foot = new Label();
  private final Label mark = new Label();
  private final Label note = new Label();
  private final Label next = Parts.label("+");
  private String wrong = "";
  private String seen = "";
  private String figures = "";
  private final List<Row> rows = new ArrayList<>();
  private int chosen = -1;

  /// The parts of one exit.
  private record Row(Label label, Label figure, Region port) {}

  /// What a card says in its corner of what is wrong.
  ///
  /// @param count how much; none: no mark
  /// @param grave whether it cannot go on like that
  /// @param words what it is, for its tooltip
  public record Trouble(int count, boolean grave, String words) {
    /// All is well.
    public static final Trouble NONE = new Trouble(0, false, "");
  }

  /// A card with this face.
  public Card(CardFace face) {
    this.face = face;
    getStyleClass().addAll("card-face", face.kind());
    strip.getStyleClass().add("strip");
    title.getStyleClass().add("card-title");
    subtitle.getStyleClass().add("card-subtitle");
    badge.getStyleClass().add("card-badge");
    foot.getStyleClass().add("card-foot");
    mark.getStyleClass().add("card-mark");
    note.getStyleClass().add("card-note");
    next.getStyleClass().add("next-port");
    badge.setVisible(false);
    foot.setVisible(false);
    mark.setVisible(false);
    Parts.tip(title, () -> face.title() + "\n" + face.subtitle() + note() + seen());
    Parts.tip(mark, () -> wrong);
    setAccessibleRole(AccessibleRole.BUTTON);
    setFocusTraversable(true);
    setManaged(false);
    draw();
  }

  /// Shows another face of the same thing.
  public void setFace(CardFace other) {
    if (!other.equals(face)) {
      getStyleClass().remove(face.kind());
      getStyleClass().add(other.kind());
      face = other;
      draw();
    }
  }

  private void draw() {
    Parts.show(title, face.title());
    Parts.show(subtitle, face.subtitle());
    Parts.show(note, face.extra().note());
    rows.clear();
    getChildren().setAll(strip, title, subtitle);
    face.rows().forEach(this::addRow);
    next.setVisible(face.extra().grows());
    if (face.extra().grows()) {
      getChildren().add(next);
    }
    if (!face.extra().note().isEmpty()) {
      getChildren().add(note);
    }
    getChildren().addAll(foot, badge, mark);
    pseudoClassStateChanged(PALE, face.extra().pale());
    pseudoClassStateChanged(OPEN, face.extra().grows() && face.rows().isEmpty());
    chosen = -1;
    speak();
    resize(face.width(), face.height());
    requestLayout();
  }

  private String note() {
    return face.extra().note().isEmpty() ? "" : "\n" + face.extra().note();
  }

  private String seen() {
    return seen.isEmpty() ? "" : "\n" + seen;
  }

  private void speak() {
    setAccessibleText(face.spoken() + (figures.isEmpty() ? "" : ". " + figures));
  }

  private void addRow(CardFace.Row exit) {
    var row = new Row(Parts.label(exit.label()), Parts.label(exit.figure()), new Region());
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

  /// Shows that it is out of the question for what is being done.
  public void setDim(boolean dim) {
    pseudoClassStateChanged(DIM, dim);
  }

  /// Shows that what is being done would end here.
  public void setAimed(boolean aimed) {
    pseudoClassStateChanged(AIMED, aimed);
  }

  /// Shows that the way leads out of this exit.
  public void setExitLit(int row, boolean lit) {
    Row exit = rows.get(row);
    exit.label().pseudoClassStateChanged(LIT, lit);
    exit.port().pseudoClassStateChanged(LIT, lit);
  }

  /// Marks an exit as the one that keys are about.
  ///
  /// @param row -1: none
  /// @param spoken what a screen reader says now
  public void chooseExit(int row, String spoken) {
    chosen = row;
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).label().pseudoClassStateChanged(CHOSEN, i == row);
      rows.get(i).port().pseudoClassStateChanged(CHOSEN, i == row);
    }
    next.pseudoClassStateChanged(CHOSEN, row == rows.size());
    if (row < 0) {
      speak();
    } else {
      setAccessibleText(spoken);
    }
  }

  /// The exit that keys are about; -1: none.
  public int chosenExit() {
    return chosen;
  }

  /// Writes a few words over its upper edge; none takes them away.
  ///
  /// @param bad whether they tell of trouble
  public void setBadge(String words, boolean bad) {
    if (!badge.getText().equals(words) || badge.isVisible() == words.isEmpty()) {
      Parts.show(badge, words);
      badge.setVisible(!words.isEmpty());
      requestLayout();
    }
    badge.pseudoClassStateChanged(FAILING, bad);
  }

  /// Draws the words over its upper edge as what no provider has said.
  public void setBadgeSimulated(boolean simulated) {
    badge.pseudoClassStateChanged(SIMULATED, simulated);
  }

  /// Writes a figure at the right of an exit; none takes it away.
  ///
  /// @param bad whether it tells of trouble
  public void setFigure(int row, String words, boolean bad) {
    Label figure = rows.get(row).figure();
    if (!figure.getText().equals(words)) {
      Parts.show(figure, words);
      requestLayout();
    }
    figure.pseudoClassStateChanged(FAILING, bad);
  }

  /// Writes a few words over its lower edge; none takes them away.
  ///
  /// @param bad whether they tell of trouble
  /// @param all more of them, for its tooltip; may be empty
  public void setFoot(String words, boolean bad, String all) {
    if (!foot.getText().equals(words) || foot.isVisible() == words.isEmpty()) {
      Parts.show(foot, words);
      foot.setVisible(!words.isEmpty());
      requestLayout();
    }
    foot.pseudoClassStateChanged(FAILING, bad);
    seen = all;
  }

  /// What a screen reader says after its face.
  public void setSpokenFigures(String words) {
    if (!figures.equals(words)) {
      figures = words;
      if (chosen < 0) {
        speak();
      }
    }
  }

  /// Says in its corner what is wrong.
  public void setTrouble(Trouble trouble) {
    mark.setVisible(trouble.count() > 0);
    Parts.show(mark, Integer.toString(trouble.count()));
    mark.pseudoClassStateChanged(FAILING, trouble.grave());
    mark.setAccessibleText(trouble.words());
    wrong = trouble.words();
  }

  /// What of its looks can change while it shows the same: two that are equal look the same.
  public Object looks() {
    return List.of(
        Set.copyOf(getPseudoClassStates()),
        badge.isVisible() ? badge.getText() : "",
        mark.isVisible() ? mark.getText() : "",
        foot.isVisible() ? foot.getText() : "",
        rows.stream()
            .map(row ->
                List.of(Set.copyOf(row.label().getPseudoClassStates()), row.figure().getText()))
            .toList());
  }

  /// Whether a point, from the upper left of the card, is on the mark that tells of trouble.
  public boolean isMark(double x, double y) {
    return mark.isVisible() && Math.hypot(x - face.width() + 3, y - 2) <= MARK / 2 + 1;
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
    double shift = mark.isVisible() ? 14 : 8;
    badge.resizeRelocate(face.width() - badgeWidth - shift, -12, badgeWidth, 16);
    mark.resizeRelocate(face.width() - MARK / 2 - 3, -MARK / 2 + 2, MARK, MARK);
    double footWidth = Math.ceil(foot.prefWidth(-1));
    foot.resizeRelocate(face.width() - footWidth - 8, face.height() - 3, footWidth, 15);
    double below = foot.isVisible() ? 14 : 2;
    note.resizeRelocate(2, face.height() + below, face.width() - 4, 15);
    next.resizeRelocate(
        face.width() - NEXT / 2 - 0.5, face.outY(rows.size()) - NEXT / 2, NEXT, NEXT);
  }

  private void layoutRow(Row row, double y) {
    double figure = row.figure().getText().isEmpty() ? 0 : Math.ceil(row.figure().prefWidth(-1));
    double right = face.width() - MARGIN - 2;
    layoutInArea(row.figure(), right - figure, y, figure, CardFace.ROW, 0, HPos.RIGHT, VPos.CENTER);
    double width = right - figure - MARGIN - (figure > 0 ? 6 : 0);
    row.label().resizeRelocate(MARGIN, y + 2, width, CardFace.ROW - 4);
    row.port()
        .resizeRelocate(face.width() - PORT / 2 - 0.5, y + (CardFace.ROW - PORT) / 2, PORT, PORT);
  }
}
