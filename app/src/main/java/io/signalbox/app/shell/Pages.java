package io.signalbox.app.shell;

import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.PaneCycle;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// The pages of the window, one at a time. A page is made when it is first shown.
final class Pages extends StackPane {
  private final Editor editor;
  private final Views views;
  private final Map<PageId, Supplier<Region>> makers = new EnumMap<>(PageId.class);
  private final Map<PageId, Region> made = new EnumMap<>(PageId.class);

  Pages(Editor editor, Views views) {
    this.editor = editor;
    this.views = views;
    getStyleClass().add("pages");
  }

  /// Adds a page.
  Pages with(PageId place, Supplier<Region> maker) {
    makers.put(place, maker);
    return this;
  }

  /// Shows what the session asks for, from now on.
  void begin() {
    views.placeProperty().addListener((o, before, now) -> show(now));
    editor.currentProperty().addListener((o, before, now) -> show(place()));
    views.openingProperty().addListener((o, before, now) -> show(place()));
    show(place());
  }

  /// The graph's page has panes of its own.
  private static Region made(PageId place, Supplier<Region> maker) {
    Region page = maker.get();
    return place == PageId.GRAPH ? page : PaneCycle.pane(page);
  }

  private PageId place() {
    return views.placeProperty().get();
  }

  /// Without a graph there is nothing to draw, so its page is the welcome; unless one is on its
  /// way.
  private void show(PageId wanted) {
    boolean none = wanted == PageId.GRAPH && editor.files().isEmpty();
    if (none && views.openingProperty().get()) {
      return;
    }
    PageId shown = none && makers.containsKey(PageId.WELCOME) ? PageId.WELCOME : wanted;
    Optional<Supplier<Region>> maker = Optional.ofNullable(makers.get(shown));
    maker.ifPresent(each -> {
      Node page = made.computeIfAbsent(shown, place -> made(place, each));
      getChildren().setAll(page);
    });
  }
}
