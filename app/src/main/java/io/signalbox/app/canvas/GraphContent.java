package io.signalbox.app.canvas;

import io.signalbox.app.document.RoutePath;
import io.signalbox.app.kit.canvas.CanvasContent;
import io.signalbox.app.kit.canvas.CanvasSurface;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.kit.canvas.CardFace;
import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import io.signalbox.app.kit.canvas.Wire;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;

/// The cards and wires on the surface. What did not change is left as it is; of a large graph only
/// what can be seen is there, and from far away only its outlines. For the UI thread.
final class GraphContent implements CanvasContent {
  private static final int MANY = 150;
  private static final double FAR = 0.45;
  private static final int FEW = 20;

  private final CanvasSurface surface;
  private final Decoration dress;
  private final Layer wireLayer = new Layer();
  private final Layer cardLayer = new Layer();
  private final OverviewLayer far = new OverviewLayer();
  private final GraphGeometry geometry = new GraphGeometry();
  private final Map<String, Card> cards = new LinkedHashMap<>();
  private final Map<RoutePath.NodeExit, Wire> wires = new LinkedHashMap<>();

  GraphContent(CanvasSurface surface, Decoration dress) {
    this.surface = surface;
    this.dress = dress;
    surface.world().getChildren().addAll(far, wireLayer, cardLayer);
    surface.changesProperty().addListener((o, before, now) -> follow());
  }

  /// Where everything is.
  GraphGeometry geometry() {
    return geometry;
  }

  /// Shows these cards and wires; what is the same stays.
  void show(List<CardFace> shown, CardPositions where) {
    lower();
    geometry.show(shown, where);
    surface.standIn(isMany() ? Optional.of(this) : Optional.empty());
    discard();
    cards.forEach((id, card) -> card.setFace(geometry.face(id).orElse(card.face())));
    settle();
  }

  private void discard() {
    cards
        .entrySet()
        .removeIf(each -> {
          boolean gone = !geometry.has(each.getKey());
          return gone && cardLayer.getChildren().remove(each.getValue());
        });
    wires
        .entrySet()
        .removeIf(each -> {
          boolean gone =
              geometry.connection(each.getKey()).filter(to -> geometry.has(to.to())).isEmpty();
          return gone && wireLayer.getChildren().remove(each.getValue());
        });
  }

  /// Puts everything where the graph has it.
  void settle() {
    lower();
    geometry.settle();
    cards.forEach((id, card) -> put(card, geometry.at(id)));
    wires.forEach(this::reroute);
    surface.setContent(geometry.bounds());
    surface.repaint();
    far.show(geometry.faces(), geometry.places(), geometry.routes());
    look();
    dressAll();
  }

  private void reroute(RoutePath.NodeExit key, Wire wire) {
    List<Point> route = geometry.route(key);
    if (!route.isEmpty()) {
      wire.setRoute(route);
    }
  }

  /// Draws some cards elsewhere for the time being; [#settle()] takes it back.
  void shift(Set<String> ids, double x, double y) {
    List<RoutePath.NodeExit> moved = geometry.shift(ids, x, y);
    for (String id : ids) {
      if (geometry.places().containsKey(id)) {
        Bounds to = geometry.at(id);
        Optional.ofNullable(cards.get(id)).ifPresent(card -> put(card, to));
        far.move(id, to);
      }
    }
    for (RoutePath.NodeExit key : moved) {
      wire(key).ifPresent(wire -> reroute(key, wire));
    }
    far.lead(moved.stream().map(geometry::route).toList());
    if (!surface.isHeld()) {
      surface.repaint();
    }
  }

  /// Takes a few cards and their wires above all others while they are dragged, so that those need
  /// not be drawn in each frame; [#lower()] puts them back.
  void raise(Set<String> ids) {
    if (!isMany() || ids.size() > FEW || isFar(surface.zoomProperty().get())) {
      return;
    }
    var gone = new ArrayList<Bounds>();
    for (Connection each : geometry.touching(ids)) {
      Wire wire = wires.get(each.wire());
      if (wire != null) {
        gone.add(geometry.extents().getOrDefault(each.wire(), geometry.at(each.to())));
        surface.raised().getChildren().add(wire);
      }
    }
    for (String id : ids) {
      gone.add(wider(geometry.at(id)));
      card(id).ifPresent(surface.raised().getChildren()::add);
    }
    surface.hold(gone);
  }

  /// Puts back what was raised.
  void lower() {
    boolean any = false;
    for (var each : List.copyOf(surface.raised().getChildren())) {
      if (each instanceof Card card) {
        any |= cardLayer.getChildren().add(card);
      } else if (each instanceof Wire wire && wires.containsValue(wire)) {
        any |= wireLayer.getChildren().add(wire);
      }
    }
    if (any) {
      surface.repaint();
    }
  }

  private static void put(Card card, Bounds at) {
    card.relocate(at.getMinX(), at.getMinY());
  }

  private void follow() {
    if (!surface.isPictured()) {
      look();
    }
  }

  @Override
  public void prepare(Bounds part, double zoom) {
    show(isFar(zoom), part);
  }

  @Override
  public void rest() {
    look();
  }

  /// Makes what is in sight, hides what is not.
  private void look() {
    show(isFar(surface.zoomProperty().get()), surface.visible());
  }

  private void show(boolean away, Bounds part) {
    far.setVisible(away);
    cardLayer.setVisible(!away);
    wireLayer.setVisible(!away);
    if (away) {
      return;
    }
    boolean all = !isMany();
    Bounds seen = wider(surface.visible());
    geometry
        .places()
        .forEach((id, at) -> show(id, all || seen.intersects(at) || part.intersects(at)));
    geometry
        .extents()
        .forEach((wire, at) -> show(wire, all || seen.intersects(at) || part.intersects(at)));
  }

  private boolean isMany() {
    return geometry.faces().size() > MANY;
  }

  private boolean isFar(double zoom) {
    return isMany() && zoom < FAR;
  }

  private static Bounds wider(Bounds seen) {
    return new BoundingBox(
        seen.getMinX() - 40, seen.getMinY() - 40, seen.getWidth() + 80, seen.getHeight() + 80);
  }

  private void show(String id, boolean visible) {
    Card card = cards.get(id);
    if (card != null) {
      card.setVisible(visible);
    } else if (visible) {
      make(id);
    }
  }

  private void show(RoutePath.NodeExit key, boolean visible) {
    Wire wire = wires.get(key);
    if (wire != null) {
      wire.setVisible(visible);
    } else if (visible) {
      var made = new Wire(geometry.route(key));
      wires.put(key, made);
      wireLayer.getChildren().add(made);
      geometry.connection(key).ifPresent(each -> dress.wire(each, made));
    }
  }

  private Card make(String id) {
    var card = new Card(geometry.face(id).orElse(CardFaces.UNKNOWN));
    put(card, geometry.at(id));
    cards.put(id, card);
    cardLayer.getChildren().add(card);
    dress.card(id, card);
    return card;
  }

  /// Shows anew what is selected, lit and so on.
  void dressAll() {
    dressCards();
    dressWires();
  }

  void dressCards() {
    var changed = new ArrayList<Bounds>();
    cards.forEach((id, card) -> {
      Object before = card.looks();
      dress.card(id, card);
      if (!before.equals(card.looks())) {
        changed.add(wider(geometry.at(id)));
      }
    });
    surface.repaint(changed);
  }

  void dressWires() {
    var changed = new ArrayList<Bounds>();
    wires.forEach((key, wire) -> {
      var before = Set.copyOf(wire.getPseudoClassStates());
      geometry.connection(key).ifPresent(each -> dress.wire(each, wire));
      Bounds extent = geometry.extents().get(key);
      if (extent != null && !before.equals(wire.getPseudoClassStates())) {
        changed.add(extent);
      }
    });
    surface.repaint(changed);
  }

  /// The card of a node or model, even if it is out of sight.
  Optional<Card> card(String id) {
    if (!geometry.has(id)) {
      return Optional.empty();
    }
    Card there = cards.get(id);
    return Optional.of(there == null ? make(id) : there);
  }

  /// The cards that are there.
  Collection<Card> cards() {
    return cards.values();
  }

  Optional<Wire> wire(RoutePath.NodeExit key) {
    return Optional.ofNullable(wires.get(key));
  }

  /// What lies at a place: ports first, then cards, then wires.
  Hit hit(double x, double y, Set<String> inFront) {
    return new HitTest(geometry, cards).hit(x, y, inFront, surface.zoomProperty().get());
  }
}
