package io.signalbox.app.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// A text that a model wrote: what stands between backticks, or between lines of three of them, is
/// set as code. For the UI thread.
public final class Prose extends TextFlow {
  private String shown = "";

  /// Nothing yet.
  public Prose() {
    getStyleClass().add("prose");
    setAccessibleRole(AccessibleRole.TEXT);
  }

  /// What is shown.
  public String text() {
    return shown;
  }

  /// Shows another text.
  public void setText(String text) {
    if (!shown.equals(text)) {
      shown = text;
      setAccessibleText(text);
      getChildren().setAll(nodes(text));
    }
  }

  /// A stretch of a text.
  record Piece(String text, boolean code) {}

  private static List<Node> nodes(String text) {
    return pieces(text).stream().<Node>map(Prose::node).toList();
  }

  private static Text node(Piece piece) {
    var node = Parts.text(piece.text());
    node.getStyleClass().add(piece.code() ? "prose-code" : "prose-text");
    return node;
  }

  /// Words and code in turn; a block that is not closed yet is code to its end.
  static List<Piece> pieces(String text) {
    var pieces = new ArrayList<Piece>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('`', at);
      if (open < 0) {
        add(pieces, text.substring(at), false);
        return pieces;
      }
      add(pieces, text.substring(at, open), false);
      at = text.startsWith("```", open) ? block(pieces, text, open) : span(pieces, text, open);
    }
    return pieces;
  }

  private static int block(List<Piece> pieces, String text, int open) {
    int line = text.indexOf('\n', open);
    int from = line < 0 ? text.length() : line + 1;
    int close = text.indexOf("```", from);
    add(pieces, text.substring(from, close < 0 ? text.length() : close), true);
    int end = close < 0 ? text.length() : close + 3;
    return end < text.length() && text.charAt(end) == '\n' ? end + 1 : end;
  }

  private static int span(List<Piece> pieces, String text, int open) {
    int close = text.indexOf('`', open + 1);
    int line = text.indexOf('\n', open);
    if (close < 0 || (line >= 0 && line < close)) {
      add(pieces, "`", false);
      return open + 1;
    }
    add(pieces, text.substring(open + 1, close), true);
    return close + 1;
  }

  private static void add(List<Piece> pieces, String text, boolean code) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, code));
    }
  }
}
