package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// A part of a graph in which two graphs differ. Places on the canvas, frames and notes change no
/// route and are not looked at. Immutable.
///
/// @param id of a node or model; the name of a promise; of the graph itself empty
/// @param details what differs, as `first_token: 8s → 5s`; what was added or removed, as a whole
public record GraphChange(Section section, String id, Kind kind, List<String> details) {
  public GraphChange {
    details = List.copyOf(details);
  }

  /// What of a graph it is.
  public enum Section {
    GRAPH,
    MODEL,
    NODE,
    PROMISE
  }

  /// How it differs.
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  /// How the second graph differs from the first, in the order of the files: the graph itself,
  /// models, nodes, promises.
  public static List<GraphChange> between(RoutingGraph before, RoutingGraph after) {
    PlainValue.Fields a = GraphWriter.of(before);
    PlainValue.Fields b = GraphWriter.of(after);
    var changes = new ArrayList<GraphChange>();
    PlainChanges whole = new PlainChanges();
    for (String key : List.of("name", "start", "timezone")) {
      whole.compare(key, a.get(key), b.get(key));
    }
    add(changes, Section.GRAPH, "", Kind.CHANGED, whole.lines());
    parts(changes, Section.MODEL, entries(a, "models"), entries(b, "models"));
    parts(changes, Section.NODE, entries(a, "nodes"), entries(b, "nodes"));
    parts(changes, Section.PROMISE, promises(a), promises(b));
    return changes;
  }

  /// In words: `node code: first_token: 8s → 5s`.
  public String words() {
    String what =
        section == Section.GRAPH ? "graph" : section.name().toLowerCase(java.util.Locale.ROOT);
    String name = id.isEmpty() ? what : what + " " + id;
    return switch (kind) {
      case ADDED -> name + " added: " + String.join("; ", details);
      case REMOVED -> name + " removed: " + String.join("; ", details);
      case CHANGED -> name + ": " + String.join("; ", details);
    };
  }

  private static SequencedMap<String, PlainValue> entries(PlainValue.Fields graph, String key) {
    return graph.get(key).orElse(new PlainValue.Fields(new LinkedHashMap<>()))
            instanceof PlainValue.Fields fields
        ? fields.fields()
        : new LinkedHashMap<>();
  }

  /// By their names; of the same name the second has a number.
  private static SequencedMap<String, PlainValue> promises(PlainValue.Fields graph) {
    var found = new LinkedHashMap<String, PlainValue>();
    if (graph.get("promises").orElse(null) instanceof PlainValue.Items list) {
      for (PlainValue each : list.items()) {
        String name = name(each);
        String free = name;
        for (int i = 2; found.containsKey(free); i++) {
          free = name + " (" + i + ")";
        }
        found.put(free, each);
      }
    }
    return found;
  }

  private static String name(PlainValue promise) {
    return promise instanceof PlainValue.Fields fields
            && fields.get("name").orElse(null) instanceof PlainValue.Text text
        ? text.text()
        : "";
  }

  private static void parts(
      List<GraphChange> changes,
      Section section,
      Map<String, PlainValue> before,
      Map<String, PlainValue> after) {
    var ids = new LinkedHashSet<>(before.keySet());
    ids.addAll(after.keySet());
    for (String id : ids) {
      Optional<PlainValue> a = Optional.ofNullable(before.get(id));
      Optional<PlainValue> b = Optional.ofNullable(after.get(id));
      if (a.isEmpty() || b.isEmpty()) {
        PlainValue only = a.or(() -> b).orElseThrow();
        Kind kind = a.isEmpty() ? Kind.ADDED : Kind.REMOVED;
        add(changes, section, id, kind, List.of(PlainChanges.inline(only)));
      } else if (!Objects.equals(a, b)) {
        var differences = new PlainChanges();
        differences.compare("", a, b);
        add(changes, section, id, Kind.CHANGED, differences.lines());
      }
    }
  }

  private static void add(
      List<GraphChange> changes, Section section, String id, Kind kind, List<String> details) {
    if (!details.isEmpty()) {
      changes.add(new GraphChange(section, id, kind, details));
    }
  }
}
