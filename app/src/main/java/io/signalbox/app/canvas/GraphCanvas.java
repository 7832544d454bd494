package io.signalbox.app.canvas;

import io.signalbox.app.kit.CanvasSurface;
import io.signalbox.app.kit.Card;
import io.signalbox.app.kit.Minimap;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Document;
import io.signalbox.app.session.Selection;
import io.signalbox.app.session.Session;
import io.signalbox.app.session.Simulation;
import io.signalbox.app.session.Way;
import io.signalbox.app.session.Wording;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.trace.Trace;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/// The canvas: the graph of the open document, what is selected, and the way of the last
/// simulation.
public final class GraphCanvas extends StackPane {
  private final Session session;
  private final CanvasSurface surface = new CanvasSurface();
  private final Minimap minimap = new Minimap(surface);
  private Drawing drawing = new Drawing(Map.of(), Map.of());

  /// A canvas of this session.
  public GraphCanvas(Session session) {
    this.session = session;
    getStyleClass().add("graph-canvas");
    setMinSize(200, 120);
    var tools = new HBox(8, zoomBox(), minimap);
    tools.setAlignment(Pos.BOTTOM_RIGHT);
    tools.setPickOnBounds(false);
    tools.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    StackPane.setAlignment(tools, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(tools, new Insets(12));
    getChildren().addAll(surface, tools);
    surface.addEventHandler(MouseEvent.MOUSE_RELEASED, e -> clickedBeside());
    session.documentProperty().addListener((o, before, now) -> show(now));
    session.selectionProperty().addListener((o, before, now) -> showSelection(now));
    session.simulationProperty().addListener((o, before, now) -> showWay(now));
    show(session.document());
  }

  private HBox zoomBox() {
    var percent = new Label();
    percent.getStyleClass().add("zoom");
    percent
        .textProperty()
        .bind(surface.zoomProperty().multiply(100).asString(java.util.Locale.ROOT, "%.0f%%"));
    var box =
        new HBox(
            Parts.iconButton(MaterialDesignM.MINUS, "Zoom out", () -> surface.zoomBy(1 / 1.2)),
            percent,
            Parts.iconButton(MaterialDesignP.PLUS, "Zoom in", () -> surface.zoomBy(1.2)),
            Parts.iconButton(
                MaterialDesignF.FIT_TO_PAGE_OUTLINE, "Show the whole graph", surface::fit));
    box.getStyleClass().add("floating");
    box.setAlignment(Pos.CENTER);
    box.setMaxHeight(30);
    return box;
  }

  private void show(Document document) {
    draw(document);
    showWay(session.simulationProperty().get());
    showSelection(session.selectionProperty().get());
  }

  private void draw(Document document) {
    drawing = Drawing.of(document.graph(), session.surroundings());
    var world = surface.world().getChildren();
    world.clear();
    world.addAll(drawing.wires().values());
    drawing
        .cards()
        .forEach((id, card) -> {
          world.add(card);
          card.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
          card.addEventHandler(MouseEvent.MOUSE_DRAGGED, MouseEvent::consume);
          card.addEventHandler(
              MouseEvent.MOUSE_RELEASED,
              e -> {
                choose(id);
                e.consume();
              });
          card.addEventHandler(KeyEvent.KEY_PRESSED, e -> key(card, e));
        });
    surface.setContent(drawing.bounds());
    minimap.show(
        drawing.cards().values().stream()
            .map(card -> new Minimap.Spot(Drawing.boundsOf(card), card.face().kind()))
            .toList());
  }

  private void choose(String id) {
    session.select(id);
    Optional.ofNullable(drawing.cards().get(id)).ifPresent(Card::requestFocus);
  }

  private void clickedBeside() {
    if (!surface.wasDragged()) {
      session.selectNothing();
    }
  }

  private void showSelection(Selection selected) {
    drawing.cards().forEach((id, card) -> card.setSelected(selected.has(id)));
    selected
        .only()
        .map(drawing.cards()::get)
        .ifPresent(card -> surface.reveal(Drawing.boundsOf(card)));
  }

  private void showWay(Simulation simulation) {
    Way way = simulation instanceof Simulation.Done done ? done.way() : Way.NONE;
    boolean any = simulation instanceof Simulation.Done;
    drawing
        .cards()
        .forEach((id, card) -> {
          boolean start = any && id.equals(Cards.START);
          card.setLit(start || way.nodes().contains(id));
          for (int i = 0; i < card.face().rows().size(); i++) {
            card.setExitLit(i, start || way.exits().contains(new Way.Wire(id, i)));
          }
          mark(id, card, way.failed().contains(id));
        });
    drawing
        .wires()
        .forEach((from, wire) ->
            wire.setLit((any && from.node().equals(Cards.START)) || way.exits().contains(from)));
    drawing.cards().values().forEach(Card::toFront);
    if (simulation instanceof Simulation.Done done) {
      way.end()
          .map(drawing.cards()::get)
          .ifPresent(card -> card.setBadge(badge(done.trace()), false));
    }
  }

  /// Says in words and colour what is wrong with a card, if anything is.
  private void mark(String id, Card card, boolean failed) {
    boolean wrong =
        session.document().problemsOf(id).stream().anyMatch(problem -> problem.isError());
    card.setFailing(wrong || failed);
    card.setBadge(wrong ? "error" : failed ? "failed" : "", true);
  }

  private static String badge(Trace trace) {
    boolean asked = trace.calls().stream().anyMatch(call -> !call.simulated());
    return trace
        .cost()
        .filter(cost -> asked)
        .map(cost -> Wording.number(trace.millis()) + " ms · " + cost.shown())
        .or(() -> trace.estimate().map(GraphCanvas::badge))
        .orElse("goes here");
  }

  private static String badge(Estimate estimate) {
    String cost = estimate.usd().map(range -> " · " + range.expected().shown()).orElse("");
    return "≈ " + Wording.duration(Duration.ofMillis(estimate.firstTokenMillis())) + cost;
  }

  private void key(Card card, KeyEvent event) {
    String id = card.face().id();
    Optional<String> next =
        switch (event.getCode()) {
          case RIGHT -> follow(id);
          case LEFT -> back(id);
          case UP -> beside(card, -1);
          case DOWN -> beside(card, 1);
          case ENTER, SPACE -> Optional.of(id);
          default -> Optional.empty();
        };
    next.ifPresent(found -> {
      choose(found);
      event.consume();
    });
  }

  private Optional<String> follow(String id) {
    var graph = session.document().graph();
    return id.equals(Cards.START)
        ? Optional.of(graph.start())
        : graph
            .node(id)
            .flatMap(node ->
                node.exits().stream().map(exit -> exit.to()).filter(graph::has).findFirst());
  }

  private Optional<String> back(String id) {
    var graph = session.document().graph();
    return graph.nodes().values().stream()
        .filter(node -> node.exits().stream().anyMatch(exit -> exit.to().equals(id)))
        .map(node -> node.id())
        .findFirst();
  }

  /// The nearest card above or below, in the same column.
  private Optional<String> beside(Card card, int direction) {
    Bounds from = Drawing.boundsOf(card);
    return drawing.cards().entrySet().stream()
        .filter(each -> {
          Bounds at = Drawing.boundsOf(each.getValue());
          return Math.abs(at.getMinX() - from.getMinX()) < at.getWidth()
              && (at.getMinY() - from.getMinY()) * direction > 0;
        })
        .min(
            Comparator.comparingDouble(
                each -> Math.abs(Drawing.boundsOf(each.getValue()).getMinY() - from.getMinY())))
        .map(Map.Entry::getKey);
  }
}
