package io.signalbox.app.canvas;

import io.signalbox.app.document.RoutePath;
import io.signalbox.app.document.Selection;
import io.signalbox.app.kinds.PaletteItem;
import io.signalbox.app.kit.canvas.CardFace;
import io.signalbox.app.kit.canvas.Snapping;
import io.signalbox.app.state.Notice;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;

/// Adds, joins and takes away, each as one step that can be undone.
record CanvasEdits(CanvasContext board) {

  /// Puts what was offered with its head under a place of the canvas; into the wire that is there,
  /// if it fits.
  void add(PaletteItem offer, Point2D at) {
    RoutingGraph graph = board.graph();
    Optional<Connection> under = board.geometry().nearest(at.getX(), at.getY(), 12);
    Insertion adding = Insertion.of(graph, offer, spot(at));
    if (!adding.isNew()) {
      there(adding.id(), offer);
      return;
    }
    var edits = new ArrayList<>(List.of(adding.edit()));
    under
        .flatMap(lead -> WireSplice.of(adding.edit().apply(graph), adding.id(), lead))
        .ifPresent(edits::add);
    put("Add " + offer.words(), adding.id(), edits);
  }

  private void there(String id, PaletteItem offer) {
    if (offer instanceof PaletteItem.NewModel) {
      board.notices().tell(Notice.said(offer.words() + " is already in this graph."));
    }
    board.editor().select(id);
  }

  private void put(String what, String id, List<GraphEdit> edits) {
    if (board.place(what, edits)) {
      board.editor().select(id);
      board.sheet().card(id).ifPresent(javafx.scene.Node::requestFocus);
    }
  }

  private About.CanvasPoint spot(Point2D at) {
    double x = Snapping.grid(at.getX() - CardFace.WIDTH / 2);
    double y = Snapping.grid(at.getY() - CardFace.HEADER / 2);
    return board.free(x, y, CardFace.WIDTH, CardFace.HEADER + 2 * CardFace.ROW);
  }

  /// Leads an exit to what was offered; something new comes to stand at this place.
  void lead(Connection lead, PaletteItem offer, Point2D at) {
    RoutingGraph graph = board.graph();
    var right = new Point2D(at.getX() + CardFace.WIDTH / 2, at.getY());
    Insertion adding = Insertion.of(graph, offer, spot(right));
    RoutingGraph with = adding.edit().apply(graph);
    GraphEdit join = lead.leadTo(with, adding.id());
    if (adding.isNew()) {
      put("Add " + offer.words(), adding.id(), List.of(adding.edit(), join));
    } else {
      join(lead, adding.id());
    }
  }

  /// Leads an exit to a node or model that is there.
  void join(Connection lead, String to) {
    if (!lead.to().equals(to)) {
      board.editor().edit("Connect to " + board.cards().title(to), lead.leadTo(board.graph(), to));
    }
  }

  /// Leads an exit nowhere.
  void cut(Connection lead) {
    board.editor().edit("Delete connection", lead.cut(board.graph()));
  }

  /// Takes away what is selected: a wire, nodes and models, or a frame.
  void remove() {
    Optional<RoutePath.NodeExit> wire = board.editor().selection().wire();
    wire.ifPresent(each -> cut(Connection.of(board.graph(), each)));
    List<String> ids = board.selected();
    if (!ids.isEmpty()) {
      board.editor().edit("Delete " + board.words(ids), Removal.of(board.graph(), ids));
    } else if (wire.isEmpty()) {
      board.frames().remove();
    }
  }

  /// Takes away what is selected; what led there leads on.
  void heal() {
    List<String> ids = board.selected();
    if (!ids.isEmpty()) {
      board
          .editor()
          .edit(
              "Delete " + board.words(ids) + " and reconnect", Removal.healing(board.graph(), ids));
    }
  }

  /// Disables what is selected, or enables it if all of it is disabled.
  void disable() {
    List<String> ids = board.selected();
    boolean off = !ids.stream().allMatch(board.graph()::isDisabled);
    var edits = new ArrayList<GraphEdit>();
    ids.forEach(id -> edits.add(new GraphEdit.Disable(id, off)));
    board
        .editor()
        .edit((off ? "Disable " : "Enable ") + board.words(ids), new GraphEdit.Several(edits));
  }

  /// Calls a node or model something else; nothing: its id.
  void rename(String id, String name) {
    about(id)
        .ifPresent(about -> {
          Optional<String> given = Optional.of(name.strip()).filter(words -> !words.isEmpty());
          var renamed = new About(given, about.at(), about.note());
          board.editor().edit("Rename " + board.words(List.of(id)), describe(id, renamed));
        });
  }

  /// Writes a note below a card; nothing takes it away.
  void note(String id, String words) {
    about(id)
        .ifPresent(about -> {
          Optional<String> given = Optional.of(words.strip()).filter(each -> !each.isEmpty());
          var noted = new About(about.name(), about.at(), given);
          board.editor().edit("Edit note of " + board.words(List.of(id)), describe(id, noted));
        });
  }

  private static GraphEdit describe(String id, About about) {
    return new GraphEdit.Describe(id, about);
  }

  Optional<About> about(String id) {
    return board
        .graph()
        .node(id)
        .map(Node::about)
        .or(() -> board.graph().model(id).map(Model::about));
  }

  /// Lets requests begin at what is selected.
  void start() {
    board
        .editor()
        .selection()
        .only()
        .ifPresent(id ->
            board
                .editor()
                .edit("Set entry point to " + board.cards().title(id), new GraphEdit.SetStart(id)));
  }

  /// Selects all nodes and models.
  void selectAll() {
    var ids = new ArrayList<>(board.graph().nodes().keySet());
    ids.addAll(board.graph().models().keySet());
    board.editor().select(Selection.of(ids));
  }
}
