package io.signalbox.app.shell;

import io.signalbox.app.session.Place;
import io.signalbox.app.session.Session;
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
  private final Map<Place, Supplier<Region>> makers = new EnumMap<>(Place.class);
  private final Map<Place, Region> made = new EnumMap<>(Place.class);

  Pages(Session session) {
    this.session = session;
    getStyleClass().add("pages");
  }

  /// Adds a page.
  Pages with(Place place, Supplier<Region> maker) {
    makers.put(place, maker);
    return this;
  }

  /// Shows what the session asks for, from now on.
  void begin() {
    session.views().placeProperty().addListener((o, before, now) -> show(now));
    session.editor().currentProperty().addListener((o, before, now) -> show(place()));
    show(place());
  }

  private Place place() {
    return session.views().placeProperty().get();
  }

  /// Without a graph there is nothing to draw, so its page is the welcome.
  private void show(Place wanted) {
    boolean none = wanted == Place.GRAPH && session.editor().files().isEmpty();
    Place shown = none && makers.containsKey(Place.WELCOME) ? Place.WELCOME : wanted;
    Optional<Supplier<Region>> maker = Optional.ofNullable(makers.get(shown));
    maker.ifPresent(each -> {
      Node page = made.computeIfAbsent(shown, place -> each.get());
      getChildren().setAll(page);
    });
  }
}
