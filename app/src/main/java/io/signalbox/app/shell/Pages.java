package io.signalbox.app.shell;

import io.signalbox.app.session.Session;
import io.signalbox.app.state.PageId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// The pages of the window, one at a time. A page is made when it is first shown.
final class Pages extends StackPane {
  private final Session session;
  private final Map<PageId, Supplier<Region>> makers = new EnumMap<>(PageId.class);
  private final Map<PageId, Region> made = new EnumMap<>(PageId.class);

  Pages(Session session) {
    this.session = session;
    getStyleClass().add("pages");
  }

  /// Adds a page.
  Pages with(PageId place, Supplier<Region> maker) {
    makers.put(place, maker);
    return this;
  }

  /// Shows what the session asks for, from now on.
  void begin() {
    session.views().placeProperty().addListener((o, before, now) -> show(now));
    session.editor().currentProperty().addListener((o, before, now) -> show(place()));
    show(place());
  }

  private PageId place() {
    return session.views().placeProperty().get();
  }

  /// Without a graph there is nothing to draw, so its page is the welcome.
  private void show(PageId wanted) {
    boolean none = wanted == PageId.GRAPH && session.editor().files().isEmpty();
    PageId shown = none && makers.containsKey(PageId.WELCOME) ? PageId.WELCOME : wanted;
    Optional<Supplier<Region>> maker = Optional.ofNullable(makers.get(shown));
    maker.ifPresent(each -> {
      Node page = made.computeIfAbsent(shown, place -> each.get());
      getChildren().setAll(page);
    });
  }
}
