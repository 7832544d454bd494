package io.signalbox.app.shell;

import io.signalbox.app.session.Session;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;

/// Finds nodes, models and commands by a part of their name.
final class Search extends TextField {
  private static final int MOST = 10;

  private final Session session;
  private final List<Command> commands;
  private final ContextMenu found = new ContextMenu();

  /// Something to do.
  record Command(String name, Runnable action) {}

  Search(Session session, List<Command> commands) {
    this.session = session;
    this.commands = List.copyOf(commands);
    setId("search");
    getStyleClass().add("search");
    setPromptText("Search or run a command");
    setAccessibleText("Search or run a command");
    textProperty().addListener((o, before, now) -> offer(now));
    setOnAction(e -> matches(getText()).findFirst().ifPresent(this::run));
  }

  private void offer(String typed) {
    List<MenuItem> items = matches(typed).limit(MOST).map(this::item).toList();
    found.getItems().setAll(items);
    if (typed.isBlank() || items.isEmpty() || getScene() == null) {
      found.hide();
    } else if (!found.isShowing()) {
      found.show(this, Side.BOTTOM, 0, 4);
    }
  }

  private MenuItem item(Command command) {
    var item = new MenuItem(command.name());
    item.setMnemonicParsing(false);
    item.setOnAction(e -> run(command));
    return item;
  }

  private void run(Command command) {
    clear();
    found.hide();
    command.action().run();
  }

  private Stream<Command> matches(String typed) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    return wanted.isEmpty()
        ? Stream.empty()
        : Stream.of(nodes(), models(), commands.stream())
            .flatMap(each -> each)
            .filter(each -> each.name().toLowerCase(Locale.ROOT).contains(wanted));
  }

  private Stream<Command> nodes() {
    return session.document().graph().nodes().values().stream().map(this::command);
  }

  private Command command(Node node) {
    return new Command(node.title(), () -> session.select(node.id()));
  }

  private Stream<Command> models() {
    return session.document().graph().models().values().stream().map(this::command);
  }

  private Command command(Model model) {
    return new Command(model.title(), () -> session.select(model.id()));
  }
}
