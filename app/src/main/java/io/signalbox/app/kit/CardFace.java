package io.signalbox.app.kit;

import java.util.List;

/// What a card shows. Immutable.
///
/// @param id what it stands for
/// @param kind a style class that gives it its colour
/// @param title its name
/// @param subtitle one line below it
/// @param rows its exits, from top to bottom
/// @param spoken what a screen reader says of it
/// @param width usually [#WIDTH]
public record CardFace(
    String id,
    String kind,
    String title,
    String subtitle,
    List<Row> rows,
    String spoken,
    double width) {
  public CardFace {
    rows = List.copyOf(rows);
  }

  /// An exit.
  ///
  /// @param figure at its right; may be empty
  public record Row(String label, String figure) {}

  /// How wide a card usually is.
  public static final double WIDTH = 168;

  /// How wide a card with little on it is.
  public static final double NARROW = 112;

  /// How high the part with the name is.
  public static final double HEADER = 40;

  /// How high an exit is.
  public static final double ROW = 20;

  private static final double FOOT = 4;

  /// How high the card is.
  public double height() {
    return rows.isEmpty() ? HEADER : HEADER + rows.size() * ROW + FOOT;
  }

  /// Where wires arrive, below its upper edge.
  public double inY() {
    return HEADER / 2;
  }

  /// Where the wire of an exit leaves, below its upper edge.
  public double outY(int row) {
    return HEADER + row * ROW + ROW / 2;
  }
}
