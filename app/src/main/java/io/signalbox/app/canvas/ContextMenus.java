package io.signalbox.app.canvas;

import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.canvas.CanvasSurface;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCombination;

/// The context menus of cards, wires and the empty canvas, made of the actions.
record ContextMenus(CanvasContext board, CanvasActions commands, Gestures gestures) {
  private static final List<String> CARD =
      List.of(
          "rename",
          "note",
          "lead",
          "start",
          "",
          "copy",
          "cut",
          "duplicate",
          "disable",
          "frame",
          "",
          "delete",
          "heal");
  private static final List<String> WIRE = List.of("delete");
  private static final List<String> FRAME = List.of("rename", "delete");
  private static final List<String> EMPTY =
      List.of("add", "add-model", "note", "paste", "select-all", "", "tidy", "fit", "own-size");

  void on(CanvasSurface surface) {
    var menu = new ContextMenu();
    surface.addEventHandler(
        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
        e -> {
          fill(menu);
          menu.show(surface, e.getScreenX(), e.getScreenY());
          e.consume();
        });
  }

  private void fill(ContextMenu menu) {
    menu.getItems().clear();
    if (!board.selected().isEmpty()) {
      add(menu, CARD);
      if (board.selected().size() > 1) {
        menu.getItems().add(arrange());
      }
    } else if (board.editor().selection().wire().isPresent()) {
      add(menu, WIRE);
    } else {
      add(menu, board.frames().selected() >= 0 ? FRAME : EMPTY);
    }
  }

  private void add(ContextMenu menu, List<String> ids) {
    for (String id : ids) {
      menu.getItems().addAll(id.isEmpty() ? List.of(new SeparatorMenuItem()) : item(id));
    }
  }

  private List<MenuItem> item(String id) {
    return commands.get(id).map(ContextMenus::item).stream().toList();
  }

  private static MenuItem item(Action action) {
    var item = Parts.item(action.words());
    item.setOnAction(e -> action.fire());
    item.setDisable(!action.enabled().get());
    if (!action.keys().isEmpty()) {
      item.setAccelerator(KeyCombination.valueOf(action.keys()));
    }
    return item;
  }

  private Menu arrange() {
    var items = new ArrayList<MenuItem>();
    commands.all().stream()
        .filter(action -> action.id().startsWith("canvas.arrange-"))
        .map(ContextMenus::item)
        .forEach(items::add);
    items.addAll(item("tidy"));
    var menu = Parts.menu("Arrange");
    menu.getItems().addAll(items);
    return menu;
  }
}
