package io.signalbox.app.canvas;

import io.signalbox.app.kinds.PaletteItem;
import io.signalbox.app.kit.Palette;
import io.signalbox.app.kit.canvas.Card;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

/// Asks for more on the canvas itself: what to put there, what a wire leads to, what something is
/// called. For the UI thread.
final class InlinePrompt {
  private static final double WIDTH = 320;
  private static final double HEIGHT = 300;
  private static final int RECENT = 5;

  private final CanvasContext board;
  private final Palette palette;
  private final Deque<PaletteItem> recent = new ArrayDeque<>();
  private List<Palette.Entry> entries = List.of();
  private final TextField field = new TextField();
  private Consumer<String> named = words -> {};
  private boolean closing;

  InlinePrompt(CanvasContext board) {
    this.board = board;
    palette = new Palette(() -> entries, "canvas-palette", "Search kinds, models, nodes", WIDTH);
    palette.getStyleClass().add("canvas-palette");
    StackPane.setAlignment(palette, Pos.TOP_LEFT);
    field.getStyleClass().add("rename-field");
    field.setId("rename");
    field.setManaged(false);
    field.setVisible(false);
    field.setOnAction(e -> closeField(true));
    field
        .focusedProperty()
        .addListener((o, before, now) -> {
          if (!now) {
            closeField(true);
          }
        });
    field.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    field.addEventHandler(MouseEvent.ANY, MouseEvent::consume);
  }

  Palette palette() {
    return palette;
  }

  TextField field() {
    return field;
  }

  private PaletteItems offers() {
    return new PaletteItems(board.graph(), board.installation(), List.copyOf(recent));
  }

  /// Asks what to put at a place.
  void add(Point2D at) {
    open(offers().toAdd(), at, offer -> place(offer, at));
  }

  /// Asks which model to put at a place.
  void addModel(Point2D at) {
    open(offers().toAddModel(), at, offer -> place(offer, at));
  }

  /// Puts it there.
  void place(PaletteItem offer, Point2D at) {
    used(offer);
    new CanvasEdits(board).add(offer, at);
  }

  /// Asks what an exit should lead to; what is new comes to stand at the place.
  void leadTo(Connection lead, Point2D at) {
    Set<String> may = new AcyclicTargets(board.graph()).from(lead.wire().node());
    open(
        offers().toLeadTo(may),
        at,
        offer -> {
          used(offer);
          new CanvasEdits(board).lead(lead, offer, at);
        });
  }

  private void used(PaletteItem offer) {
    if (!(offer instanceof PaletteItem.There)) {
      recent.remove(offer);
      recent.addFirst(offer);
      while (recent.size() > RECENT) {
        recent.removeLast();
      }
    }
  }

  private void open(List<PaletteItems.Entry> offered, Point2D at, Consumer<PaletteItem> chosen) {
    entries =
        offered.stream()
            .map(entry ->
                new Palette.Entry(
                    entry.offer().words(),
                    entry.group(),
                    entry.keys(),
                    true,
                    () -> chosen.accept(entry.offer())))
            .toList();
    Point2D there = board.surface().fromCanvas(at.getX(), at.getY());
    double x = Math.max(8, Math.min(there.getX(), board.surface().getWidth() - WIDTH - 8));
    double y = Math.max(8, Math.min(there.getY(), board.surface().getHeight() - HEIGHT));
    StackPane.setMargin(palette, new Insets(y, 8, 8, x));
    palette.open(board.surface()::requestFocus);
  }

  /// Closes what is open; nothing comes of a palette, a name is kept.
  void close() {
    if (palette.isOpen()) {
      palette.close();
    }
    closeField(true);
  }

  /// Marks an exit for the keys.
  void chooseExit(Connection lead) {
    String id = lead.wire().node();
    board
        .sheet()
        .card(id)
        .ifPresent(card -> {
          board.editor().select(id);
          card.requestFocus();
          chooseExit(card, lead.wire().exit());
        });
  }

  void chooseExit(Card card, int exit) {
    card.chooseExit(exit, exit < 0 ? "" : board.cards().spokenExit(card.face().id(), exit));
  }

  /// Lets a card's name be written where it stands.
  void rename(String id) {
    var hand = new CanvasEdits(board);
    hand.about(id)
        .ifPresent(about -> {
          Bounds at = board.geometry().at(id);
          String name = about.name().orElse("");
          ask(
              name,
              board.cards().title(id),
              at,
              words -> {
                if (!words.strip().equals(name)) {
                  hand.rename(id, words);
                }
              });
        });
  }

  /// Lets a note be written below a card.
  void note(String id) {
    var hand = new CanvasEdits(board);
    hand.about(id)
        .ifPresent(about -> {
          Bounds at = board.geometry().at(id);
          String note = about.note().orElse("");
          ask(
              note,
              "Note",
              below(at),
              words -> {
                if (!words.strip().equals(note)) {
                  hand.note(id, words);
                }
              });
        });
  }

  private static Bounds below(Bounds at) {
    return new javafx.geometry.BoundingBox(at.getMinX(), at.getMaxY(), at.getWidth(), 30);
  }

  /// Lets a frame's title be written.
  void renameFrame(int index) {
    board
        .frames()
        .get(index)
        .ifPresent(frame ->
            ask(
                frame.name().or(frame::note).orElse(""),
                "Title",
                Frames.bounds(frame),
                words -> board.frames().rename(index, words)));
  }

  private void ask(String words, String prompt, Bounds at, Consumer<String> done) {
    closeField(true);
    named = done;
    field.setText(words);
    field.setPromptText(prompt);
    field.setAccessibleText("Name");
    field.setVisible(true);
    field.toFront();
    field.resizeRelocate(at.getMinX(), at.getMinY(), Math.max(120, at.getWidth()), 30);
    field.requestFocus();
    field.selectAll();
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      closeField(false);
      event.consume();
    }
  }

  private void closeField(boolean keep) {
    if (!field.isVisible() || closing) {
      return;
    }
    closing = true;
    boolean focused = field.isFocused();
    field.setVisible(false);
    if (keep) {
      named.accept(field.getText());
    }
    if (focused) {
      board.surface().requestFocus();
    }
    closing = false;
  }
}
