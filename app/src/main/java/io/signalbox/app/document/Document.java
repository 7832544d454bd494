package io.signalbox.app.document;

import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphFile;
import io.signalbox.engine.workspace.GraphText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A graph as it is open: its text, what was understood of it, and what is wrong with it.
/// Immutable.
///
/// @param read the text as it is, which may be broken
/// @param graph what the text says; while it is broken, what it said last
/// @param findings what is wrong with the graph beyond its text
public record Document(GraphText read, RoutingGraph graph, List<Problem> findings) {
  /// The file name of a graph that was begun and never saved.
  public static final String UNTITLED = "untitled.yaml";

  /// No graph at all.
  public static final Document NONE = of("", "");

  public Document {
    findings = List.copyOf(findings);
  }

  /// A text that has not been checked yet.
  ///
  /// @param file the file's name as people see it
  public static Document of(String file, String text) {
    return of(GraphText.read(file, text));
  }

  /// The text of a file that has not been checked yet.
  public static Document of(Path file, String text) {
    return of(GraphText.read(name(file), folder(file), text));
  }

  /// A file that has not been checked yet.
  public static Document of(GraphFile file) {
    return of(file.text().in(name(file.path()), folder(file.path())));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Document of(GraphText read) {
    RoutingGraph graph = read.graph().orElseGet(() -> RoutingGraph.empty(read.fileName()));
    return new Document(read, graph, List.of());
  }

  /// The same in a file of another name or elsewhere.
  Document in(Path file) {
    String name = name(file);
    return file().equals(name) && read.folder().equals(folder(file))
        ? this
        : moved(read.in(name, folder(file)));
  }

  private Document moved(GraphText next) {
    return new Document(next, then(next).graph(), findings);
  }

  private static Path folder(Path file) {
    return Optional.ofNullable(file.getParent()).orElse(Path.of(""));
  }

  /// The document after its text has changed. A broken text keeps the graph, and what was found
  /// before holds until the next check has looked: a graph is not right for the moment between.
  Document then(GraphText next) {
    boolean told = next.isEditable() || (graph.nodes().isEmpty() && graph.models().isEmpty());
    return new Document(next, told ? next.graph().orElse(graph) : graph, next.located(findings));
  }

  /// The same with what a check found.
  public Document checked(List<Problem> found) {
    return new Document(read, graph, read.located(found));
  }

  /// The file's name as people see it.
  public String file() {
    return read.fileName();
  }

  /// The file's content.
  public String text() {
    return read.text();
  }

  /// Everything that is wrong, the text's own problems first.
  public List<Problem> problems() {
    return Stream.concat(read.problems().stream(), findings.stream()).toList();
  }

  /// What is to be mended: all that is wrong but what is only noted.
  public List<Problem> objections() {
    return problems().stream()
        .filter(problem -> problem.severity() != Problem.Severity.NOTE)
        .toList();
  }

  /// Whether the canvas shows what the text says, so that it can be edited.
  public boolean sound() {
    return read.isEditable();
  }

  /// Whether the graph can be run.
  public boolean valid() {
    return read.isSound() && findings.stream().noneMatch(Problem::isError);
  }

  /// The graph as far as a request can be routed over it: all of it if it can be run, else without
  /// the parts that no request from the entry point reaches; empty if there is an error in what can
  /// be reached.
  public Optional<RoutingGraph> routable() {
    if (valid()) {
      return Optional.of(graph);
    }
    Set<String> reached = Reach.of(graph);
    boolean sound =
        read.isEditable()
            && problems().stream()
                .filter(Problem::isError)
                .allMatch(
                    each -> each.place().id().filter(id -> !reached.contains(id)).isPresent());
    return sound ? Optional.of(Reach.only(graph, reached)) : Optional.empty();
  }

  /// How many wires lead from node to node, the one to the start among them; an exit that leads
  /// nowhere has none.
  public int wires() {
    var starts = Stream.of(graph.start());
    var exits =
        graph.nodes().values().stream().flatMap(node -> node.exits().stream()).map(Exit::to);
    return (int) Stream.concat(starts, exits).filter(this::leadsSomewhere).count();
  }

  private boolean leadsSomewhere(String target) {
    return graph.nodes().containsKey(target) || graph.models().containsKey(target);
  }

  /// The problems of one node or model.
  public List<Problem> problemsOf(String id) {
    return problems().stream()
        .filter(problem -> problem.place().id().equals(Optional.of(id)))
        .toList();
  }

  /// The lines of the file that say what a node or model is; empty if they cannot be found.
  public String textOf(String id) {
    return new YamlExcerpt(text()).of(graph.nodes().containsKey(id) ? "nodes" : "models", id);
  }
}
