package io.signalbox.app.canvas;

import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.state.Shortcuts;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// What keys do on the canvas: they walk along wires, choose exits, and do what they stand for. For
/// the UI thread.
final class CanvasKeys {
  private final CanvasContext board;
  private final CanvasActions commands;
  private final Gestures gestures;
  private final InlinePrompt asking;
  private final Shortcuts shortcuts;
  private boolean spaceHeld;
  private double seenChanges;

  CanvasKeys(
      CanvasContext board,
      CanvasActions commands,
      Gestures gestures,
      InlinePrompt asking,
      Shortcuts shortcuts) {
    this.shortcuts = shortcuts;
    this.board = board;
    this.commands = commands;
    this.gestures = gestures;
    this.asking = asking;
    board.surface().addEventHandler(KeyEvent.KEY_PRESSED, this::press);
    board.surface().addEventHandler(KeyEvent.KEY_RELEASED, this::release);
    board.surface().addEventHandler(KeyEvent.KEY_TYPED, this::type);
  }

  /// What is typed into a field is no command.
  private static boolean isWriting(KeyEvent event) {
    return event.getTarget() instanceof TextInputControl;
  }

  private void press(KeyEvent event) {
    if (isWriting(event)) {
      return;
    }
    if (event.getCode() == KeyCode.SPACE) {
      hold();
      event.consume();
      return;
    }
    Optional<Action> action =
        commands.all().stream()
            .map(each -> shortcuts.of(each.id()).map(each::by).orElse(each))
            .filter(each -> !each.keys().isEmpty())
            .filter(each -> KeyCombination.valueOf(each.keys()).match(event))
            .filter(each -> each.enabled().get())
            .findFirst();
    if (action.isPresent()) {
      action.get().fire();
      event.consume();
    } else if (walk(event)) {
      event.consume();
    }
  }

  /// Space alone asks what to add; held while dragging it moves the view.
  private void hold() {
    if (!spaceHeld) {
      spaceHeld = true;
      seenChanges = board.surface().changesProperty().get();
      board.surface().setGrip(true);
    }
  }

  private void release(KeyEvent event) {
    if (event.getCode() == KeyCode.SPACE && spaceHeld) {
      spaceHeld = false;
      board.surface().setGrip(false);
      if (seenChanges == board.surface().changesProperty().get()) {
        commands.get("add").ifPresent(Action::fire);
      }
      event.consume();
    }
  }

  /// Signs lie on other keys on other keyboards.
  private void type(KeyEvent event) {
    switch (isWriting(event) ? "" : event.getCharacter()) {
      case "+" -> board.surface().zoomBy(1.2);
      case "-" -> board.surface().zoomBy(1 / 1.2);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private boolean walk(KeyEvent event) {
    Optional<Card> card = focused();
    if (event.getCode() == KeyCode.ESCAPE) {
      return escape();
    }
    boolean exits = event.isShiftDown();
    boolean plain = !event.isAltDown() && !event.isShortcutDown();
    return plain && card.isPresent() && (exits ? exit(card.get(), event) : step(card.get(), event));
  }

  private boolean escape() {
    if (!gestures.cancel()) {
      board.editor().selectNothing();
      focused().ifPresent(card -> asking.chooseExit(card, -1));
    }
    return true;
  }

  private Optional<Card> focused() {
    Node owner = board.surface().getScene().getFocusOwner();
    return owner instanceof Card card ? Optional.of(card) : Optional.empty();
  }

  private boolean exit(Card card, KeyEvent event) {
    int exits = exits(card);
    int next =
        switch (event.getCode()) {
          case DOWN -> Math.min(exits - 1, card.chosenExit() + 1);
          case UP -> Math.max(-1, card.chosenExit() - 1);
          default -> -2;
        };
    if (next >= -1) {
      asking.chooseExit(card, next);
    }
    return next >= -1;
  }

  private static int exits(Card card) {
    return card.face().rows().size() + (card.face().extra().grows() ? 1 : 0);
  }

  private boolean step(Card card, KeyEvent event) {
    String id = card.face().id();
    switch (event.getCode()) {
      case RIGHT -> go(Connection.of(board.graph(), wire(card)).to());
      case LEFT -> back(id).ifPresent(this::go);
      case UP -> beside(id, -1).ifPresent(this::go);
      case DOWN -> beside(id, 1).ifPresent(this::go);
      case ENTER -> enter(card);
      default -> {
        return digit(card, event);
      }
    }
    return true;
  }

  private void enter(Card card) {
    board.editor().select(card.face().id());
    if (card.chosenExit() >= 0 || card.face().id().equals(CardFaces.START)) {
      Bounds at = board.geometry().at(card.face().id());
      asking.leadTo(
          Connection.of(board.graph(), wire(card)),
          new javafx.geometry.Point2D(at.getMaxX() + 60, at.getMinY() + 20));
    }
  }

  private static io.signalbox.app.document.RoutePath.NodeExit wire(Card card) {
    return new io.signalbox.app.document.RoutePath.NodeExit(
        card.face().id(), Math.max(0, card.chosenExit()));
  }

  private boolean digit(Card card, KeyEvent event) {
    if (!event.getCode().isDigitKey()) {
      return false;
    }
    String name = event.getCode().getName();
    int digit = name.charAt(name.length() - 1) - '1';
    if (digit >= 0 && digit < exits(card)) {
      asking.chooseExit(card, digit);
    }
    return true;
  }

  private void go(String id) {
    board
        .sheet()
        .card(id)
        .ifPresent(card -> {
          board.editor().select(id);
          board.surface().reveal(board.geometry().at(id));
          card.requestFocus();
        });
  }

  private Optional<String> back(String id) {
    return board.geometry().settled().leads().stream()
        .filter(lead -> lead.to().equals(id))
        .map(lead -> lead.wire().node())
        .findFirst();
  }

  /// The nearest card above or below, in the same column.
  private Optional<String> beside(String id, int direction) {
    Bounds from = board.geometry().at(id);
    return board.geometry().places().entrySet().stream()
        .filter(each -> {
          Bounds at = each.getValue();
          return Math.abs(at.getMinX() - from.getMinX()) < at.getWidth()
              && (at.getMinY() - from.getMinY()) * direction > 0;
        })
        .min(
            Comparator.comparingDouble(
                each -> Math.abs(each.getValue().getMinY() - from.getMinY())))
        .map(Map.Entry::getKey);
  }
}
