package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads one node by its kind's format. What cannot be read is replaced by something that is not
/// connected.
final class NodeReader {
  private static final Map<String, NodeKind> KINDS = kinds();

  private final Findings findings;
  private final Conditions conditions;
  private final Set<String> disabled;

  /// @param disabled takes the ids of nodes that are disabled
  NodeReader(Findings findings, Conditions conditions, Set<String> disabled) {
    this.findings = findings;
    this.conditions = conditions;
    this.disabled = disabled;
  }

  private static Map<String, NodeKind> kinds() {
    var kinds = new LinkedHashMap<String, NodeKind>();
    for (NodeKind kind : NodeKind.values()) {
      kinds.put(kind.id(), kind);
    }
    return kinds;
  }

  Node read(String id, Yaml.Keyed entry) {
    Place place = Place.node(id);
    Fields open = Fields.open(findings, place, entry.value(), entry.key(), "a node");
    if (open.truth("disabled").orElse(false)) {
      disabled.add(id);
    }
    if (!open.has("kind")) {
      if (entry.value() instanceof Yaml.Mapping) {
        open.missing("kind", "a node");
      }
      return unknown(id, about(open), "");
    }
    Optional<NodeKind> kind = open.word("kind", KINDS);
    if (kind.isPresent() && kind.get().format().isPresent()) {
      KnownKeys keys = KnownKeys.of(kind.get().format().get());
      Fields fields = Fields.of(findings, place, entry.value(), entry.key(), keys);
      return read(kind.get().format().get(), id, fields);
    }
    kind.ifPresent(known -> open.notYet("kind", known.id()));
    return unknown(id, about(open), kind.map(NodeKind::id).orElse(""));
  }

  private <N extends Node> Node read(RecordFormat<N> format, String id, Fields fields) {
    N read = format.read(new GraphFields(fields, conditions));
    return read.withId(id).withAbout(about(fields));
  }

  /// What stands for a node that this version cannot run: it answers so.
  private static Node unknown(String id, About about, String kind) {
    String what = kind.isEmpty() ? "this node" : "nodes of kind " + kind;
    return new RejectNode(id, about, 501, "This version cannot run " + what + ".");
  }

  static About about(Fields fields) {
    return new About(fields.textIfAny("name"), place(fields), fields.textIfAny("note"));
  }

  static Optional<About.CanvasPoint> place(Fields fields) {
    return fields
        .pair("at", "a place", "Write [x, y] in canvas units.", -Double.MAX_VALUE)
        .map(at -> new About.CanvasPoint(at.getFirst(), at.getLast()));
  }
}
