package io.signalbox.app.traffic;

import io.signalbox.app.kit.Parts;
import io.signalbox.engine.store.TrafficRow;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The marks of a request, as many as have room, and all of them in its tooltip.
final class MarksCell extends TableCell<TrafficRow, TrafficRow> {
  /// The width of the chip that counts what has no room.
  static final double MORE = 38;

  private static final double CHIP = 22; // its padding, and the gap to the next

  private final Function<TrafficRow, List<String>> marksOf;
  private final HBox box = new HBox(4);
  private List<String> marks = List.of();
  private @Nullable Tooltip tip; // a window: made for the first words

  MarksCell(Function<TrafficRow, List<String>> marksOf) {
    this.marksOf = marksOf;
    box.setAlignment(Pos.CENTER_LEFT);
    setGraphic(box);
    widthProperty().addListener((o, before, now) -> show());
  }

  /// How wide the chip of a mark is, in pixels, with the gap to the next.
  static double width(String mark) {
    return mark.length() * TrafficTable.LETTER + CHIP;
  }

  private static Label chip(String mark) {
    Label chip = mark.equals(RowText.SIMULATED) ? Parts.simulatedChip() : Parts.chip(mark);
    chip.setMinWidth(USE_PREF_SIZE);
    return chip;
  }

  /// Those that have room, and how many more there are.
  private void show() {
    box.getChildren().clear();
    if (marks.isEmpty()) {
      return; // a cell without a row may have no column
    }
    double room = getTableColumn().getWidth() - TrafficTable.PADDING;
    double all = marks.stream().mapToDouble(MarksCell::width).sum();
    int shown = 0;
    for (double used = 0; shown < marks.size(); shown++) {
      used += width(marks.get(shown));
      if (shown > 0 && used > (all <= room ? room : room - MORE)) {
        break;
      }
      box.getChildren().add(chip(marks.get(shown)));
    }
    if (shown < marks.size()) {
      box.getChildren().add(chip("+" + (marks.size() - shown)));
    }
  }

  @Override
  protected void updateItem(TrafficRow row, boolean empty) {
    super.updateItem(row, empty);
    boolean none = empty || row == null;
    marks = none ? List.of() : marksOf.apply(row);
    show();
    String all = String.join(", ", marks);
    tell(none || row.error().isEmpty() ? all : all + ". " + row.error());
  }

  private void tell(String words) {
    if (words.isEmpty()) {
      setTooltip(null);
      return;
    }
    Tooltip there = tip == null ? new Tooltip() : tip;
    tip = there;
    Parts.show(there, words);
    setTooltip(there);
  }
}
