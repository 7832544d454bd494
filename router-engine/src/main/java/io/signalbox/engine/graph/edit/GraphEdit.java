package io.signalbox.engine.graph.edit;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Slot;
import java.time.ZoneId;
import java.util.List;

/// A change of a graph, as a value: applying it gives a new graph and leaves the old one alone, so
/// undo is a list of earlier graphs. What an edit names but the graph has not is left alone; a
/// graph may be wrong in between, [GraphCheck] says how. Immutable.
public sealed interface GraphEdit {

  /// The graph after the edit.
  default RoutingGraph apply(RoutingGraph graph) {
    return GraphEdits.apply(graph, this);
  }

  /// Adds a node at the end, or puts it in the place of the one with its id. An id that a model has
  /// is left alone.
  record PutNode(Node node) implements GraphEdit {}

  /// Adds a model at the end, or puts it in the place of the one with its id. An id that a node has
  /// is left alone.
  record PutModel(Model model) implements GraphEdit {}

  /// Takes a node or model away; wires to it are then not connected.
  record Remove(String id) implements GraphEdit {}

  /// Gives a node or model another id, in all wires and in `health.ID` of all conditions. An id
  /// that is taken changes nothing.
  record Rename(String id, String to) implements GraphEdit {}

  /// Sets where requests begin.
  record SetStart(String id) implements GraphEdit {}

  /// Names the graph.
  record SetName(String name) implements GraphEdit {}

  /// Sets the zone of hours and calendar windows.
  record SetTimezone(ZoneId timezone) implements GraphEdit {}

  /// Puts a node or model at a place on the canvas.
  record Move(String id, About.CanvasPoint at) implements GraphEdit {}

  /// Says something else of a node or model.
  record Describe(String id, About about) implements GraphEdit {}

  /// Connects an exit to a node or model; `to` empty: to nothing. The slot after the last one of a
  /// fallback's or balance's branches (`to[3]` of three) adds a branch.
  record Connect(String id, Slot slot, String to) implements GraphEdit {}

  /// Adds a promise (an index past the last one) or puts it in the place of another.
  record PutPromise(int index, Promise promise) implements GraphEdit {}

  /// Takes a promise away.
  record RemovePromise(int index) implements GraphEdit {}

  /// Disables a node or model, or enables it again.
  record Disable(String id, boolean disabled) implements GraphEdit {}

  /// Adds a frame (an index past the last one) or puts it in the place of another.
  record PutFrame(int index, Frame frame) implements GraphEdit {}

  /// Takes a frame away; what it surrounds stays.
  record RemoveFrame(int index) implements GraphEdit {}

  /// Puts a node among nodes, or a model among models, at an index from 0.
  record Reorder(String id, int index) implements GraphEdit {}

  /// Several edits, one after the other, as one.
  record Several(List<GraphEdit> edits) implements GraphEdit {
    public Several {
      edits = List.copyOf(edits);
    }
  }
}
