package io.signalbox.app.kit.diff;

import io.signalbox.app.kit.Parts;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.text.TextFlow;

/// A row of a comparison.
final class DiffRow extends ListCell<DiffRows.Row> {
  private static final double BAR = 16;
  private static final double NUMBER = 44;
  private static final double SIGN = 14;
  private static final double EDGE = 8;

  private final IntConsumer open;

  /// @param open asked to show what a gap leaves out
  DiffRow(IntConsumer open) {
    this.open = open;
  }

  @Override
  protected void updateItem(DiffRows.Row row, boolean empty) {
    super.updateItem(row, empty);
    Parts.show(this, "");
    setGraphic(empty || row == null ? null : graphic(row));
  }

  /// Lines wrap, so the height follows from the list's width.
  @Override
  protected double computePrefHeight(double width) {
    Node graphic = getGraphic();
    return graphic == null ? 20 : graphic.prefHeight(room());
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefWidth(double height) {
    return room();
  }

  private double room() {
    return Math.max(200, getListView().getWidth() - BAR);
  }

  private Region graphic(DiffRows.Row row) {
    return switch (row) {
      case DiffRows.Row.Both both -> both(both.line());
      case DiffRows.Row.One one ->
          one.fresh()
              ? side(one.line().now(), one.line().after(), "diff-new", true)
              : side(one.line().old(), one.line().before(), "diff-gone", true);
      case DiffRows.Row.Gap gap -> gap(gap);
    };
  }

  private Region both(DiffText.Line line) {
    String left = line.isSame() ? "diff-same" : line.old() == 0 ? "diff-none" : "diff-gone";
    String right = line.isSame() ? "diff-same" : line.now() == 0 ? "diff-none" : "diff-new";
    HBox old = side(line.old(), line.before(), left, false);
    HBox now = side(line.now(), line.after(), right, false);
    return new HBox(old, now);
  }

  private HBox side(int number, List<DiffText.Run<String>> words, String style, boolean whole) {
    double width = whole ? room() : room() / 2;
    String sign = style.equals("diff-gone") ? "−" : style.equals("diff-new") ? "+" : "";
    Label count = Parts.label(number == 0 ? "" : String.valueOf(number), "diff-number");
    count.setMinWidth(NUMBER);
    count.setMaxWidth(NUMBER);
    Label mark = Parts.label(sign, "diff-sign");
    mark.setMinWidth(SIGN);
    TextFlow text = new TextFlow();
    words.forEach(run -> add(text, run));
    text.setMinWidth(width - NUMBER - SIGN - EDGE);
    text.setPrefWidth(width - NUMBER - SIGN - EDGE);
    text.setMaxWidth(width - NUMBER - SIGN - EDGE);
    var side = new HBox(count, mark, text);
    side.setMinWidth(width);
    side.setPrefWidth(width);
    side.setMaxWidth(width);
    side.getStyleClass().addAll("diff-side", style);
    return side;
  }

  private static void add(TextFlow flow, DiffText.Run<String> run) {
    for (String piece : run.items()) {
      if (run.kind() == DiffText.Kind.SAME) {
        var text = Parts.text(piece);
        text.getStyleClass().add("diff-text");
        flow.getChildren().add(text);
      } else {
        flow.getChildren().add(Parts.label(piece, "diff-text", "diff-word"));
      }
    }
  }

  private Region gap(DiffRows.Row.Gap gap) {
    var link = Parts.link(gap.count() + " unchanged lines");
    link.getStyleClass().add("diff-gap");
    link.setMaxWidth(Double.MAX_VALUE);
    link.setOnAction(e -> open.accept(gap.from()));
    return link;
  }
}
