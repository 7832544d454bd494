package io.signalbox.app.shell;

import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Palette;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Everything that can be found by its name: what can be done, then nodes, models, open graphs.
record Finder(Editor editor, Views views, Supplier<List<Action>> actions) {

  List<Palette.Entry> entries() {
    var entries = new ArrayList<Palette.Entry>();
    actions.get().forEach(action -> entries.add(entry(action)));
    var graph = editor.document().graph();
    graph.nodes().values().forEach(node -> entries.add(goTo(node.title(), "node", node.id())));
    graph.models().values().forEach(model -> entries.add(goTo(model.title(), "model", model.id())));
    editor
        .files()
        .forEach(file ->
            entries.add(
                new Palette.Entry(
                    file.document().file(), "open graph", "", true, () -> editor.show(file))));
    return entries;
  }

  private static Palette.Entry entry(Action action) {
    return new Palette.Entry(
        action.words(),
        action.group().toLowerCase(Locale.ROOT),
        action.shownKeys(),
        action.enabled().get(),
        action::fire);
  }

  private Palette.Entry goTo(String title, String kind, String id) {
    return new Palette.Entry(
        title,
        kind,
        "",
        true,
        () -> {
          views.show(PageId.GRAPH);
          editor.select(id);
        });
  }
}
