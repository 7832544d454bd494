package io.signalbox.app.canvas;

import io.signalbox.app.document.Editor;
import io.signalbox.app.document.RoutePath;
import io.signalbox.app.document.Selection;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.kit.canvas.Wire;
import io.signalbox.app.tryout.Simulation;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.trace.Trace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What cards and wires show beyond what they are: what is selected, the way of the last
/// simulation, what is wrong. For the UI thread.
final class GraphDecoration implements Decoration {
  private final Editor editor;
  private final Simulator simulator;
  private Selection selected = Selection.NONE;
  private RoutePath way = RoutePath.NONE;
  private Optional<Trace> trace = Optional.empty();
  private Map<String, Card.Trouble> troubles = Map.of();
  private Optional<Set<String>> open = Optional.empty();
  private Optional<String> aimed = Optional.empty();
  private Optional<RoutePath.NodeExit> held = Optional.empty();
  private Optional<RoutePath.NodeExit> spliced = Optional.empty();

  GraphDecoration(Editor editor, Simulator simulator) {
    this.editor = editor;
    this.simulator = simulator;
  }

  /// Looks up what is true now.
  void refresh() {
    selected = editor.selection();
    Simulation simulation = simulator.resultProperty().get();
    way = simulation.lit();
    trace =
        simulation instanceof Simulation.Done each ? Optional.of(each.trace()) : Optional.empty();
    troubles = troubles(editor.document().problems());
  }

  private static Map<String, Card.Trouble> troubles(List<Problem> problems) {
    Map<String, List<Problem>> byId =
        problems.stream()
            .filter(problem -> problem.severity() != Problem.Severity.NOTE)
            .filter(problem -> problem.place().id().isPresent())
            .collect(Collectors.groupingBy(problem -> problem.place().id().orElse("")));
    var troubles = new HashMap<String, Card.Trouble>();
    byId.forEach((id, all) ->
        troubles.put(
            id,
            new Card.Trouble(
                all.size(),
                all.stream().anyMatch(Problem::isError),
                all.stream().map(GraphDecoration::words).collect(Collectors.joining("\n")))));
    return troubles;
  }

  private static String words(Problem problem) {
    return problem.message() + (problem.fix().isEmpty() ? "" : " " + problem.fix());
  }

  /// Only these may take the wire that is being led; empty: none is.
  void open(Optional<Set<String>> ids, Optional<RoutePath.NodeExit> picked) {
    open = ids;
    held = picked;
  }

  /// The wire that is being led would end there.
  void aim(Optional<String> id) {
    aimed = id;
  }

  /// What is being moved would be put into this wire.
  void splice(Optional<RoutePath.NodeExit> wire) {
    spliced = wire;
  }

  @Override
  public void card(String id, Card card) {
    boolean start = trace.isPresent() && id.equals(CardFaces.START);
    card.setSelected(selected.has(id));
    card.setViewOrder(selected.has(id) ? -1 : 0);
    card.setLit(start || way.nodes().contains(id));
    for (int i = 0; i < card.face().rows().size(); i++) {
      card.setExitLit(i, start || way.exits().contains(new RoutePath.NodeExit(id, i)));
    }
    boolean failed = way.failed().contains(id);
    Card.Trouble trouble = troubles.getOrDefault(id, Card.Trouble.NONE);
    card.setTrouble(trouble);
    card.setFailing(trouble.grave() || failed);
    Optional<String> reached =
        trace.filter(each -> way.end().equals(Optional.of(id))).map(GraphDecoration::badge);
    card.setBadge(failed ? "failed" : reached.orElse(""), failed);
    card.setDim(open.isPresent() && !open.get().contains(id));
    card.setAimed(aimed.equals(Optional.of(id)));
  }

  @Override
  public void wire(Connection lead, Wire wire) {
    boolean start = trace.isPresent() && lead.wire().node().equals(CardFaces.START);
    wire.setLit(start || way.exits().contains(lead.wire()));
    wire.setSelected(selected.wire().equals(Optional.of(lead.wire())));
    wire.setAimed(spliced.equals(Optional.of(lead.wire())));
    var graph = editor.document().graph();
    boolean off = graph.isDisabled(lead.wire().node()) || graph.isDisabled(lead.to());
    wire.setPale(off || held.equals(Optional.of(lead.wire())));
  }

  private static String badge(Trace trace) {
    // What was sent, also to a simulated model, has figures of its own.
    return trace
        .cost()
        .filter(cost -> trace.estimate().isEmpty())
        .map(cost -> Wording.number(trace.millis()) + " ms · " + cost.shown())
        .or(() -> trace.estimate().map(GraphDecoration::badge))
        .orElse("goes here");
  }

  private static String badge(Estimate estimate) {
    String cost = estimate.usd().map(range -> " · " + range.expected().shown()).orElse("");
    return "≈ " + Wording.duration(Duration.ofMillis(estimate.firstTokenMillis())) + cost;
  }
}
