package io.signalbox.plugins.importer;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.Id;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.ConfigImporter.Grade;
import io.signalbox.engine.spi.ConfigImporter.Import;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A graph in the making, with what became of the source's fields. Belongs to one thread.
public final class GraphDraft {
  private static final int LONGEST_ID = 60;
  private static final int LONGEST_NOTE = 1_000;

  private final ConfigFile file;
  private final LinkedHashMap<String, Model> models = new LinkedHashMap<>();
  private final LinkedHashMap<String, Node> nodes = new LinkedHashMap<>();
  private final Set<String> reserved = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();

  public GraphDraft(ConfigFile file) {
    this.file = file;
  }

  /// Notes that a field decides the same in the graph.
  public void exact(ConfigValue value) {
    findings.add(Finding.of(value, Grade.EXACT, ""));
  }

  /// Notes that a field decides the same in the usual cases.
  public void approximate(ConfigValue value, String why) {
    findings.add(Finding.of(value, Grade.APPROXIMATE, why));
  }

  /// Notes what a person has to do about a field.
  public void manual(ConfigValue value, String what) {
    findings.add(Finding.of(value, Grade.MANUAL, what));
  }

  /// Notes that Signalbox has nothing like a field.
  public void unsupported(ConfigValue value, String why) {
    findings.add(Finding.of(value, Grade.UNSUPPORTED, why));
  }

  /// An id that nothing has yet, close to a name from the source; it is taken from then on.
  public String id(String wish) {
    String plain = plain(wish);
    String id = plain;
    for (int i = 2; !reserved.add(id); i++) {
      id = plain + "-" + i;
    }
    return id;
  }

  private static String plain(String wish) {
    String plain = wish.replaceAll("[^A-Za-z0-9_.]+", "-").replaceAll("^[.-]+|-+$", "");
    String cut = plain.length() > LONGEST_ID ? plain.substring(0, LONGEST_ID) : plain;
    return Id.isValid(cut) ? cut : "any";
  }

  /// Adds a model.
  public String add(Model model) {
    models.put(model.id(), model);
    return model.id();
  }

  /// Adds a node.
  public String add(Node node) {
    nodes.put(node.id(), node);
    return node.id();
  }

  /// The node with an id that was added.
  public Optional<Node> node(String id) {
    return Optional.ofNullable(nodes.get(id));
  }

  /// Adds a node that refuses requests.
  public String reject(String wish, int status, String message) {
    return add(new RejectNode(id(wish), About.NOTHING, status, message));
  }

  /// What a person reads of a part: its name in the source unless the id says it, and the comment
  /// there.
  public About about(String name, String id, ConfigValue at) {
    String note = file.commentAt(at);
    return new About(
        name.isBlank() || name.equals(id) ? Optional.empty() : Optional.of(line(name)),
        Optional.empty(),
        note.isBlank() ? Optional.empty() : Optional.of(cut(note)));
  }

  private static String line(String text) {
    return cut(text.replaceAll("\\p{Cntrl}+", " "));
  }

  private static String cut(String note) {
    String clean = note.replaceAll("[\\p{Cntrl}&&[^\\n]]", " ");
    return clean.length() > LONGEST_NOTE
        ? clean.substring(0, clean.offsetByCodePoints(0, 900)) + "…"
        : clean;
  }

  /// The graph with all that was added.
  ///
  /// @param name how clients call it
  public Import done(String name, String start) {
    var graph = new RoutingGraph(name, start, ZoneId.of("UTC"), models, nodes, List.of());
    return new Import(graph.withFrames(notes()), findings);
  }

  private List<Frame> notes() {
    String heading = file.heading();
    return heading.isBlank()
        ? List.of()
        : List.of(
            Frame.noting(cut(heading), new About.CanvasPoint(0, -220), new Frame.Size(480, 160)));
  }

  /// The name of the source's file as the name of a graph.
  public String title() {
    String name = file.name().replaceAll("^.*[/\\\\]", "").replaceAll("\\.[A-Za-z]+$", "");
    String plain = name.replaceAll("[^A-Za-z0-9 ]+", " ").strip();
    return plain.isEmpty()
        ? "Imported"
        : plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
  }
}
