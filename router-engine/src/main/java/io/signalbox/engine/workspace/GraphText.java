package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The text of a graph file, what it reads as, and what is wrong with it. Reading never fails for
/// the text's content: it gives what could be understood, and problems with their places. What
/// looks like a provider's key is hidden from all that is read. Immutable, safe for threads.
public final class GraphText {
  private final Source source;
  private final Optional<Yaml> root;
  private final Optional<RoutingGraph> graph;
  private final List<Problem> problems;
  private final Conditions conditions;

  private GraphText(
      Source source,
      Optional<Yaml> root,
      Optional<RoutingGraph> graph,
      List<Problem> problems,
      Conditions conditions) {
    this.source = source;
    this.root = root;
    this.graph = graph;
    this.problems = problems;
    this.conditions = conditions;
  }

  /// Reads a text.
  ///
  /// @param fileName how problems call it
  public static GraphText read(String fileName, String text) {
    return read(new Source(fileName, text), Conditions.none());
  }

  /// Reads the text of a file that people see without its directory.
  ///
  /// @param fileName how problems call it
  /// @param folder where the paths of files that its nodes name begin
  public static GraphText read(String fileName, Path folder, String text) {
    return read(new Source(fileName, folder, text), Conditions.none());
  }

  /// Another text of the same file. Conditions that stand in both are not compiled again.
  public GraphText withText(String text) {
    return reread(text);
  }

  /// The same text in a file that people call otherwise; its conditions are not compiled again.
  ///
  /// @param fileName how problems call it
  /// @param folder where the paths of files that its nodes name begin
  public GraphText in(String fileName, Path folder) {
    return read(new Source(fileName, folder, text()), conditions.kept());
  }

  /// Where the paths of files that its nodes name begin; empty if that is not known.
  public Path folder() {
    return source.folder();
  }

  /// Stands for a file whose bytes are no text.
  static GraphText unreadable(String fileName, Problem problem) {
    return new GraphText(
        new Source(fileName, ""),
        Optional.empty(),
        Optional.empty(),
        List.of(problem),
        Conditions.none());
  }

  private static GraphText read(Source source, Conditions known) {
    Findings findings = new Findings(source);
    Optional<Yaml> root = YamlReader.read(findings);
    Optional<RoutingGraph> graph =
        root.isEmpty() && source.saysNothing()
            ? Optional.of(RoutingGraph.empty(""))
            : root.flatMap(each -> GraphReader.read(findings, known, each));
    List<Problem> problems = findings.inOrder(root);
    return new GraphText(source, root, graph, problems, known);
  }

  /// Whether a text holds something that looks like a provider's key, which no graph may hold.
  public static boolean holdsKey(String text) {
    return GraphKeyMask.in(text);
  }

  /// The text of a new file.
  public static String write(RoutingGraph graph) {
    return Style.USUAL.file(GraphWriter.of(graph));
  }

  /// The text after an edit; only the lines that it must change are changed.
  ///
  /// @throws IllegalStateException if there is no graph to edit
  public GraphText with(GraphEdit edit) {
    return with(edit.apply(graph.orElseThrow(() -> new IllegalStateException("no graph"))));
  }

  /// A text that reads as another graph; only the lines that it must change are changed. Comments,
  /// order and the way of writing stay.
  ///
  /// @throws IllegalStateException if there is no graph to edit, or the text is not sound and the
  ///   change cannot be made without losing what could not be read
  public GraphText with(RoutingGraph meant) {
    RoutingGraph now = graph.orElseThrow(() -> new IllegalStateException("no graph"));
    PlainValue.Fields old = GraphWriter.of(now);
    PlainValue.Fields wanted = GraphWriter.of(meant);
    GraphText said = old.equals(wanted) ? this : said(old, wanted);
    return said.ordered(meant);
  }

  private GraphText said(PlainValue.Fields old, PlainValue.Fields wanted) {
    return spliced(old, wanted, false)
        .or(() -> spliced(old, wanted, true))
        .or(() -> anew(wanted))
        .orElseThrow(() -> new IllegalStateException("the file has errors; fix them first"));
  }

  private Optional<GraphText> spliced(
      PlainValue.Fields old, PlainValue.Fields wanted, boolean whole) {
    if (root.isEmpty()) {
      return Optional.of(reread(begun(wanted)));
    }
    return root.filter(Yaml.Mapping.class::isInstance)
        .map(Yaml.Mapping.class::cast)
        .flatMap(each -> new Splicer(source, each, whole).splice(each, old, wanted))
        .map(this::reread)
        .filter(text -> text.says(wanted));
  }

  /// A first graph below the comments of an empty text.
  private String begun(PlainValue.Fields wanted) {
    Style style = Style.of(text(), new Yaml.Scalar("", Yaml.ScalarForm.PLAIN, 0, 0));
    String above = text().isEmpty() || text().endsWith("\n") ? text() : text() + style.lineBreak();
    return above + style.file(wanted);
  }

  private Optional<GraphText> anew(PlainValue.Fields wanted) {
    return isEditable()
        ? Optional.of(reread(Style.USUAL.file(wanted))).filter(text -> text.says(wanted))
        : Optional.empty();
  }

  private GraphText reread(String text) {
    return read(new Source(source.file(), source.folder(), text), conditions.kept());
  }

  private boolean says(PlainValue.Fields wanted) {
    return graph.isPresent() && GraphWriter.of(graph.get()).equals(wanted);
  }

  /// The same with nodes and models in the order of a graph.
  private GraphText ordered(RoutingGraph meant) {
    if (root.isEmpty()) {
      return this;
    }
    Splices splices = new Splices(text());
    Yaml all = root.get();
    boolean models = Order.put(source, splices, all, "models", meant.models().sequencedKeySet());
    boolean nodes = Order.put(source, splices, all, "nodes", meant.nodes().sequencedKeySet());
    boolean moved = models || nodes;
    if (!moved) {
      return this;
    }
    return splices
        .result()
        .map(this::reread)
        .filter(text -> text.says(GraphWriter.of(meant)))
        .orElse(this);
  }

  /// The name that problems use.
  public String fileName() {
    return source.file();
  }

  /// The whole text.
  public String text() {
    return source.text();
  }

  /// The graph as far as it can be understood; empty if the text is no graph of format 1 at all. An
  /// empty text is an empty graph. Where the text is wrong it holds what does no harm: a condition
  /// that never holds, an exit that is not connected, a node that rejects.
  public Optional<RoutingGraph> graph() {
    return graph;
  }

  /// What is wrong with the text, in its order. Whether the graph makes sense is another question.
  public List<Problem> problems() {
    return problems;
  }

  /// Whether the text was understood without error. A graph that is still being built, with exits
  /// that are not connected, is sound: what it lacks is a matter of its check.
  public boolean isSound() {
    return graph.isPresent() && problems.stream().noneMatch(Problem::isError);
  }

  /// Whether the graph is all that the text says, but for conditions that cannot be read: those
  /// keep their text and hold for no request, so that the rest can be edited.
  public boolean isEditable() {
    return graph.isPresent()
        && problems.stream()
            .noneMatch(each -> each.isError() && each.code() != ProblemCode.CONDITION);
  }

  /// Where a place of the graph (`nodes.triage.rules[1].when`) stands; empty if nothing stands
  /// there.
  public Optional<Problem.Spot> spotOf(Place place) {
    return root.map(each -> Paths.find(each, place))
        .filter(Paths.Span::exact)
        .map(span -> source.spot(span.start(), span.end()));
  }

  /// The same problems with their places in this text. One about something that is not written
  /// stands at what should hold it.
  public List<Problem> located(List<Problem> found) {
    return found.stream().map(this::located).toList();
  }

  private Problem located(Problem problem) {
    if (problem.at().isPresent()) {
      return problem;
    }
    if (root.isEmpty()) {
      return problem.at(source.spot(0, 1));
    }
    Paths.Span span = Paths.find(root.get(), problem.place());
    return problem.at(source.spot(span.start(), span.end()));
  }
}
