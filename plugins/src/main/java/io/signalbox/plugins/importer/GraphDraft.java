package io.signalbox.plugins.importer;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.Id;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.ConfigImporter.Import;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A graph in the making, with what became of the source's fields. Belongs to one thread.
public final class GraphDraft {
  private static final int LONGEST_ID = 60;
  private static final int LONGEST_NOTE = 1_000;
  private static final int MOST_NOTES = 8;
  private static final String LONG_COMMENT =
      "The comment here is longer than a note can be; its end was left out.";

  private final ConfigFile file;
  private final Comments comments;
  private final LinkedHashMap<String, Model> models = new LinkedHashMap<>();
  private final LinkedHashMap<String, Node> nodes = new LinkedHashMap<>();
  private final Set<String> reserved = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, String> parts = new HashMap<>();
  private final Map<String, String> keys = new HashMap<>();

  public GraphDraft(ConfigFile file) {
    this.file = file;
    this.comments = new Comments(file);
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

  /// Notes which node or model a field became, and all below it.
  public void became(ConfigValue at, String id) {
    if (!at.path().isEmpty()) {
      parts.putIfAbsent(at.path(), id);
    }
  }

  /// Notes which parts of the source became nothing, where the report does not say so already.
  public void leftOut(Stream<ConfigValue> some, String why) {
    var known = new TreeSet<String>(parts.keySet());
    Set<String> said = findings.stream().map(Finding::path).collect(Collectors.toSet());
    some.filter(each -> !isWithin(each.path(), known) && !isSaid(each.path(), said))
        .forEach(each -> manual(each, why));
  }

  private static boolean isWithin(String path, NavigableSet<String> known) {
    return known.contains(path)
        || Stream.of(".", "[")
            .map(path::concat)
            .anyMatch(
                start -> known.tailSet(start).stream().limit(1).anyMatch(s -> s.startsWith(start)));
  }

  private static boolean isSaid(String path, Set<String> said) {
    return Stream.iterate(path, each -> !each.isEmpty(), GraphDraft::above)
        .anyMatch(said::contains);
  }

  private static String above(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  /// Notes under which name a key that stands in the file is looked for.
  void key(ConfigValue at, String name) {
    keys.putIfAbsent(at.path(), name);
  }

  /// Notes what holds for the whole file, such as what the source does where the file says nothing.
  public void throughout(Grade grade, String why) {
    findings.add(new Finding("", 1, grade, why));
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

  /// Branches by their weights, which are made shares; one alone is its target.
  ///
  /// @param weights at least one, positive
  public String split(String wish, List<SplitNode.Share> weights, SplitNode.Sticky sticky) {
    if (weights.size() == 1) {
      return weights.getFirst().to();
    }
    BigDecimal sum =
        weights.stream().map(SplitNode.Share::share).reduce(BigDecimal.ZERO, BigDecimal::add);
    return add(
        new SplitNode(
            id(wish),
            About.NOTHING,
            weights.stream()
                .map(each -> each.withShare(each.share().divide(sum, MathContext.DECIMAL32)))
                .toList(),
            sticky,
            Optional.empty()));
  }

  /// What a person reads of a part: its name in the source unless the id says it, and the comments
  /// at, behind and within it.
  public About about(String name, String id, ConfigValue at) {
    became(at, id);
    return about(name, id, note(at));
  }

  /// What a person reads of a part with this note.
  public static About about(String name, String id, Optional<String> note) {
    boolean same = name.isBlank() || name.equals(id);
    return new About(same ? Optional.empty() : Optional.of(line(name)), Optional.empty(), note);
  }

  /// The comments at, behind and within a part, as a note; they are kept from then on.
  public Optional<String> note(ConfigValue at) {
    String note = comments.at(at);
    if (note.length() > LONGEST_NOTE) {
      findings.add(new Finding("", at.line(), Grade.MANUAL, LONG_COMMENT));
    }
    return Optional.of(cut(note)).filter(each -> !each.isBlank());
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
    return new Import(graph.withFrames(notes()), findings, parts, keys);
  }

  /// The comments that no part has, on the canvas.
  private List<Frame> notes() {
    var frames = new ArrayList<Frame>();
    String heading = comments.heading();
    if (!heading.isBlank()) {
      frames.add(frame(cut(heading), 0));
    }
    for (String more : comments.others(LONGEST_NOTE, MOST_NOTES)) {
      frames.add(frame(cut(more), frames.size()));
    }
    comments
        .left()
        .ifPresent(line ->
            findings.add(
                new Finding(
                    "",
                    line,
                    Grade.MANUAL,
                    "The comments from this line on were left out, for the notes are full.")));
    return frames;
  }

  private static Frame frame(String note, int at) {
    return Frame.noting(note, new About.CanvasPoint(500.0 * at, -220), new Frame.Size(480, 160));
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
