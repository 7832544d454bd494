package io.signalbox.app.kit.canvas;

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
/// @param extra what only some cards have
public record CardFace(
    String id,
    String kind,
    String title,
    String subtitle,
    List<Row> rows,
    String spoken,
    double width,
    Extra extra) {
  public CardFace {
    rows = List.copyOf(rows);
  }

  /// A card that has nothing extra.
  public CardFace(
      String id,
      String kind,
      String title,
      String subtitle,
      List<Row> rows,
      String spoken,
      double width) {
    this(id, kind, title, subtitle, rows, spoken, width, Extra.NONE);
  }

  /// An exit.
  ///
  /// @param figure at its right; may be empty
  public record Row(String label, String figure) {}

  /// What only some cards have.
  ///
  /// @param grows whether exits can be added; it then has a port for the next one
  /// @param pale whether it is not in force
  /// @param note words below it; may be empty
  public record Extra(boolean grows, boolean pale, String note) {
    /// Nothing.
    public static final Extra NONE = new Extra(false, false, "");
  }

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

  /// Where the wire of an exit leaves, below its upper edge; the one after the last is the port for
  /// the next exit.
  public double outY(int row) {
    return row >= rows.size() ? height() - 1 : HEADER + row * ROW + ROW / 2;
  }
}
