package io.signalbox.app.canvas;

import io.signalbox.app.figures.LiveFigures;
import io.signalbox.app.fx.Ui;
import io.signalbox.app.kinds.Kinds;
import io.signalbox.app.kinds.NodeFace;
import io.signalbox.app.kinds.PaletteItem;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.canvas.Arranging;
import io.signalbox.app.kit.canvas.CanvasSurface;
import io.signalbox.app.kit.canvas.Snapping;
import io.signalbox.engine.graph.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Bounds;

/// Everything that can be done on the canvas, once for keys, menus and the palette.
final class CanvasActions {
  private final CanvasContext board;
  private final Gestures gestures;
  private final InlinePrompt asking;
  private final List<Action> all = new ArrayList<>();
  private final BooleanBinding some;
  private final BooleanBinding several;
  private final BooleanBinding open;

  CanvasActions(
      CanvasContext board,
      Gestures gestures,
      InlinePrompt asking,
      LiveFigures live,
      FiguresBar figures) {
    this.board = board;
    this.gestures = gestures;
    this.asking = asking;
    some =
        Bindings.createBooleanBinding(
            () -> !board.editor().selection().ids().isEmpty(), board.editor().selectionProperty());
    several =
        Bindings.createBooleanBinding(
            () -> board.editor().selection().ids().size() > 1, board.editor().selectionProperty());
    open =
        Bindings.createBooleanBinding(
            () -> board.editor().currentProperty().get().isPresent(),
            board.editor().currentProperty());
    adding();
    changing();
    copying();
    framing();
    arranging();
    viewing();
    figures(live, figures);
  }

  List<Action> all() {
    return List.copyOf(all);
  }

  /// One of them.
  Optional<Action> get(String id) {
    return all.stream().filter(action -> action.id().equals("canvas." + id)).findFirst();
  }

  private void put(
      String id, String words, String keys, ObservableBooleanValue when, Runnable run) {
    Action action = Action.of("canvas." + id, words, run).when(when);
    all.add(keys.isEmpty() ? action : action.onLocal(keys));
  }

  private void adding() {
    put("add", "Add node", "Space", open, () -> asking.add(gestures.pointer()));
    for (NodeKind kind : NodeKind.values()) {
      if (kind.supported()) {
        NodeFace face = Kinds.of(kind);
        boolean letter = Character.isLetter(face.letter().charAt(0));
        put(
            "add-" + kind.id(),
            "Add " + face.name().toLowerCase(Locale.ROOT),
            letter ? face.letter() : "Shift+4",
            open,
            () -> asking.place(new PaletteItem.NewNode(kind), gestures.pointer()));
      }
    }
    put("add-model", "Add model", "T", open, () -> asking.addModel(gestures.pointer()));
  }

  private void changing() {
    var hand = new CanvasEdits(board);
    put("delete", "Delete", "Delete", open, hand::remove);
    put("heal", "Delete and reconnect", "Shortcut+Delete", some, hand::heal);
    put("disable", "Toggle disabled", "D", some, hand::disable);
    put("rename", "Rename", "F2", open, this::rename);
    put("start", "Set as entry point", "", some, hand::start);
    put("lead", "Connect output to…", "", some, this::lead);
    put("select-all", "Select all", "Shortcut+A", open, hand::selectAll);
  }

  private void rename() {
    if (board.frames().selected() >= 0) {
      asking.renameFrame(board.frames().selected());
    } else {
      board.editor().selection().only().ifPresent(asking::rename);
    }
  }

  /// Asks what the chosen exit of the selected card leads to; the first free one if none is.
  void lead() {
    board
        .editor()
        .selection()
        .only()
        .flatMap(board.sheet()::card)
        .ifPresent(card -> {
          String id = card.face().id();
          int exit = Math.max(0, card.chosenExit());
          Bounds at = board.geometry().at(id);
          asking.leadTo(
              Connection.of(
                  board.graph(), new io.signalbox.app.document.RoutePath.NodeExit(id, exit)),
              new javafx.geometry.Point2D(at.getMaxX() + 60, at.getMinY() + 20));
        });
  }

  private void copying() {
    var copying = new CopyPaste(board);
    put("copy", "Copy as text", "Shortcut+C", some, copying::copy);
    put(
        "cut",
        "Cut",
        "Shortcut+X",
        some,
        () -> {
          copying.copy();
          new CanvasEdits(board).remove();
        });
    put("paste", "Paste", "Shortcut+V", open, () -> copying.paste(gestures.pointer()));
    put("duplicate", "Duplicate", "Shortcut+D", some, copying::duplicate);
  }

  private void framing() {
    put(
        "frame",
        "Frame the selection",
        "Shortcut+G",
        some,
        () -> board.frames().add(board.selected().stream().map(board.geometry()::at).toList()));
    put(
        "note",
        "Note",
        "N",
        open,
        () ->
            board
                .editor()
                .selection()
                .only()
                .ifPresentOrElse(id -> Ui.later(() -> asking.note(id)), this::addNote));
    put("select-frame", "Select next frame", "Shift+N", open, this::selectFrame);
  }

  /// What is typed after the key goes into the note and is no further key; the key itself does not.
  private void addNote() {
    board
        .frames()
        .addNote(gestures.pointer())
        .ifPresent(index -> Ui.later(() -> asking.renameFrame(index)));
  }

  private void selectFrame() {
    board.frames().selectNext().ifPresent(board.surface()::reveal);
    board.surface().requestFocus();
  }

  private void arranging() {
    var shifting = new CardPlacement(board);
    put("tidy", "Tidy", "Shift+Alt+T", open, shifting::tidy);
    for (Arranging how : Arranging.values()) {
      put(
          "arrange-" + how.name().toLowerCase(Locale.ROOT),
          how.words(),
          "",
          several,
          () -> shifting.arrange(how));
    }
    nudge("left", -1, 0);
    nudge("right", 1, 0);
    nudge("up", 0, -1);
    nudge("down", 0, 1);
  }

  private void nudge(String where, int x, int y) {
    String key = where.substring(0, 1).toUpperCase(Locale.ROOT) + where.substring(1);
    put(
        "nudge-" + where,
        "Move " + where,
        "Alt+" + key,
        open,
        () -> nudge(x * Snapping.GRID, y * Snapping.GRID));
  }

  private void nudge(double x, double y) {
    if (board.selected().isEmpty()) {
      board.frames().nudge(x, y);
    } else {
      new CardPlacement(board).nudge(x, y);
    }
  }

  private void viewing() {
    CanvasSurface surface = board.surface();
    put("zoom-in", "Zoom in", "Shortcut+Equals", open, () -> surface.zoomBy(1.2));
    put("zoom-out", "Zoom out", "Shortcut+Minus", open, () -> surface.zoomBy(1 / 1.2));
    put("fit", "Zoom to fit", "Shift+1", open, surface::fit);
    put("fit-selection", "Zoom to selection", "Shift+2", some, this::showSelected);
    put("own-size", "Zoom to 100 %", "Shift+0", open, surface::zoomToOwnSize);
  }

  private void figures(LiveFigures live, FiguresBar bar) {
    var shown = live.shownProperty();
    put("figures", "Toggle live figures", "Shift+L", open, () -> shown.set(!shown.get()));
    put("figures-earlier", "Figures of the hour before", "Shift+Comma", shown, () -> bar.step(-1));
    put("figures-later", "Figures of the hour after", "Shift+Period", shown, () -> bar.step(1));
    put(
        "figures-now",
        "Figures of the last minutes",
        "",
        shown,
        () -> live.hourProperty().set(Optional.empty()));
    put("figures-requests", "Show requests of the figures", "", shown, bar::showRequests);
  }

  private void showSelected() {
    Bounds part =
        GraphGeometry.around(board.selected().stream().map(board.geometry()::at).toList());
    board.surface().show(part);
  }
}
