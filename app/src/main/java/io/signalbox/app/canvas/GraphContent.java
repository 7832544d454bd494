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
  private final Map<String, CardFace> faces = new LinkedHashMap<>();
  private final Map<String, Bounds> places = new LinkedHashMap<>();
  private final Map<RoutePath.Wire, Connection> leads = new LinkedHashMap<>();
  private final Map<RoutePath.Wire, List<Point>> routes = new LinkedHashMap<>();
  private final Map<RoutePath.Wire, Bounds> extents = new LinkedHashMap<>();
  private final Map<String, Card> cards = new LinkedHashMap<>();
  private final Map<RoutePath.Wire, Wire> wires = new LinkedHashMap<>();
  private CardPositions settled = CardPositions.NONE;

  GraphContent(CanvasSurface surface, Decoration dress) {
    this.surface = surface;
    this.dress = dress;
    surface.world().getChildren().addAll(far, wireLayer, cardLayer);
    surface.changesProperty().addListener((o, before, now) -> follow());
  }

  /// Shows these cards and wires; what is the same stays.
  void show(List<CardFace> shown, CardPositions where) {
    lower();
    settled = where;
    faces.clear();
    shown.forEach(face -> faces.put(face.id(), face));
    leads.clear();
    where.leads().forEach(lead -> leads.put(lead.wire(), lead));
    surface.standIn(faces.size() > MANY ? Optional.of(this) : Optional.empty());
    discard();
    cards.forEach((id, card) -> card.setFace(faces.getOrDefault(id, card.face())));
    settle();
  }

  private void discard() {
    cards
        .entrySet()
        .removeIf(each -> {
          boolean gone = !faces.containsKey(each.getKey());
          return gone && cardLayer.getChildren().remove(each.getValue());
        });
    wires
        .entrySet()
        .removeIf(each -> {
          Connection lead = leads.get(each.getKey());
          boolean gone = lead == null || !faces.containsKey(lead.to());
          return gone && wireLayer.getChildren().remove(each.getValue());
        });
  }

  /// Puts everything where the graph has it.
  void settle() {
    lower();
    places.clear();
    places.putAll(settled.cards());
    routes.clear();
    extents.clear();
    for (int i = 0; i < settled.leads().size(); i++) {
      if (!settled.routes().get(i).isEmpty()) {
        lay(settled.leads().get(i).wire(), settled.routes().get(i));
      }
    }
    cards.forEach((id, card) -> put(card, at(id)));
    wires.forEach((key, wire) -> Optional.ofNullable(routes.get(key)).ifPresent(wire::setRoute));
    surface.setContent(bounds());
    surface.repaint();
    far.show(faces, places, routes.values());
    look();
    dressAll();
  }

  private void lay(RoutePath.Wire wire, List<Point> route) {
    routes.put(wire, route);
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (Point point : route) {
      left = Math.min(left, point.x());
      top = Math.min(top, point.y());
      right = Math.max(right, point.x());
      bottom = Math.max(bottom, point.y());
    }
    double bow = right - left < 48 ? 60 : 8;
    extents.put(
        wire, new BoundingBox(left - bow, top - 8, right - left + 2 * bow, bottom - top + 16));
  }

  /// Draws some cards elsewhere for the time being; [#settle()] takes it back.
  void shift(Set<String> ids, double x, double y) {
    for (String id : ids) {
      Bounds from = settled.cards().get(id);
      if (from != null) {
        var to =
            new BoundingBox(
                from.getMinX() + x, from.getMinY() + y, from.getWidth(), from.getHeight());
        places.put(id, to);
        Optional.ofNullable(cards.get(id)).ifPresent(card -> put(card, to));
        far.move(id, to);
      }
    }
    var moved = new ArrayList<List<Point>>();
    for (Connection lead : settled.leads()) {
      if (ids.contains(lead.wire().node()) || ids.contains(lead.to())) {
        List<Point> route = CardPositions.route(lead, faces, places, List.of());
        if (!route.isEmpty()) {
          lay(lead.wire(), route);
          moved.add(route);
          Optional.ofNullable(wires.get(lead.wire())).ifPresent(wire -> wire.setRoute(route));
        }
      }
    }
    far.lead(moved);
    if (!surface.isHeld()) {
      surface.repaint();
    }
  }

  /// Takes a few cards and their wires above all others while they are dragged, so that those need
  /// not be drawn in each frame; [#lower()] puts them back.
  void raise(Set<String> ids) {
    if (faces.size() <= MANY || ids.size() > FEW || isFar(surface.zoomProperty().get())) {
      return;
    }
    var gone = new ArrayList<Bounds>();
    for (Connection lead : settled.leads()) {
      Wire wire = wires.get(lead.wire());
      if (wire != null && (ids.contains(lead.wire().node()) || ids.contains(lead.to()))) {
        gone.add(extents.getOrDefault(lead.wire(), at(lead.to())));
        surface.raised().getChildren().add(wire);
      }
    }
    for (String id : ids) {
      gone.add(wider(at(id)));
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
    boolean all = faces.size() <= MANY;
    Bounds seen = wider(surface.visible());
    for (var each : places.entrySet()) {
      Bounds at = each.getValue();
      show(each.getKey(), all || seen.intersects(at) || part.intersects(at));
    }
    for (var each : extents.entrySet()) {
      Bounds at = each.getValue();
      show(each.getKey(), all || seen.intersects(at) || part.intersects(at));
    }
  }

  private boolean isFar(double zoom) {
    return faces.size() > MANY && zoom < FAR;
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

  private void show(RoutePath.Wire key, boolean visible) {
    Wire wire = wires.get(key);
    if (wire != null) {
      wire.setVisible(visible);
    } else if (visible) {
      var made = new Wire(routes.getOrDefault(key, List.of()));
      wires.put(key, made);
      wireLayer.getChildren().add(made);
      lead(key).ifPresent(lead -> dress.wire(lead, made));
    }
  }

  private Card make(String id) {
    var card = new Card(faces.getOrDefault(id, CardFaces.UNKNOWN));
    put(card, at(id));
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
        changed.add(wider(at(id)));
      }
    });
    surface.repaint(changed);
  }

  void dressWires() {
    var changed = new ArrayList<Bounds>();
    wires.forEach((key, wire) -> {
      var before = Set.copyOf(wire.getPseudoClassStates());
      lead(key).ifPresent(lead -> dress.wire(lead, wire));
      if (!before.equals(wire.getPseudoClassStates()) && extents.containsKey(key)) {
        changed.add(extents.get(key));
      }
    });
    surface.repaint(changed);
  }

  /// The card of a node or model, even if it is out of sight.
  Optional<Card> card(String id) {
    if (!faces.containsKey(id)) {
      return Optional.empty();
    }
    Card there = cards.get(id);
    return Optional.of(there == null ? make(id) : there);
  }

  /// The cards that are there.
  Collection<Card> cards() {
    return cards.values();
  }

  Optional<Wire> wire(RoutePath.Wire key) {
    return Optional.ofNullable(wires.get(key));
  }

  Optional<Connection> lead(RoutePath.Wire key) {
    return Optional.ofNullable(leads.get(key));
  }

  Optional<CardFace> face(String id) {
    return Optional.ofNullable(faces.get(id));
  }

  /// Where a card is now.
  Bounds at(String id) {
    return places.getOrDefault(id, new BoundingBox(0, 0, 1, 1));
  }

  /// Where all cards are now.
  Map<String, Bounds> places() {
    return places;
  }

  /// Where the graph has them.
  CardPositions settled() {
    return settled;
  }

  /// The place from which a wire leaves.
  Point out(RoutePath.Wire wire) {
    return aim().out(wire);
  }

  /// The cards that lie within a part of the canvas.
  List<String> within(Bounds part, boolean wholly) {
    return places.entrySet().stream()
        .filter(each -> wholly ? part.contains(each.getValue()) : part.intersects(each.getValue()))
        .map(Map.Entry::getKey)
        .filter(id -> !id.equals(CardFaces.START))
        .toList();
  }

  /// Where everything is.
  Bounds bounds() {
    return around(places.values());
  }

  /// What holds all of these.
  static Bounds around(Collection<Bounds> things) {
    double left = things.stream().mapToDouble(Bounds::getMinX).min().orElse(0);
    double top = things.stream().mapToDouble(Bounds::getMinY).min().orElse(0);
    double right = things.stream().mapToDouble(Bounds::getMaxX).max().orElse(1);
    double bottom = things.stream().mapToDouble(Bounds::getMaxY).max().orElse(1);
    return new BoundingBox(left, top, right - left, bottom - top);
  }

  /// What lies at a place: ports first, then cards, then wires.
  Hit hit(double x, double y, Set<String> inFront) {
    return aim().hit(x, y, inFront, surface.zoomProperty().get());
  }

  /// The wire that is nearest to a place, if one is near.
  Optional<Connection> nearest(double x, double y, double reach) {
    return aim().nearest(x, y, reach);
  }

  private HitTest aim() {
    return new HitTest(places, faces, cards, leads, routes, extents);
  }
}
