package io.signalbox.app.canvas;

import io.signalbox.app.document.Editor;
import io.signalbox.app.document.RoutePath;
import io.signalbox.app.document.Selection;
import io.signalbox.app.figures.ExitFigures;
import io.signalbox.app.figures.GraphFigures;
import io.signalbox.app.figures.LiveFigures;
import io.signalbox.app.figures.ModelFigures;
import io.signalbox.app.figures.QuotaFigures;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.kit.canvas.Wire;
import io.signalbox.app.tryout.Simulation;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.QuotaNode;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
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
  private final LiveFigures live;
  private GraphFigures figures = GraphFigures.NONE;
  private Selection selected = Selection.NONE;
  private RoutePath way = RoutePath.NONE;
  private Optional<Trace> trace = Optional.empty();
  private Map<String, Card.Trouble> troubles = Map.of();
  private Optional<Set<String>> open = Optional.empty();
  private Optional<String> aimed = Optional.empty();
  private Optional<RoutePath.NodeExit> held = Optional.empty();
  private Optional<RoutePath.NodeExit> spliced = Optional.empty();

  GraphDecoration(Editor editor, Simulator simulator, LiveFigures live) {
    this.editor = editor;
    this.simulator = simulator;
    this.live = live;
  }

  /// Looks up what is true now.
  void refresh() {
    selected = editor.selection();
    figures = live.figuresProperty().get();
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
    card.setBadgeSimulated(
        reached.isPresent() && trace.filter(GraphDecoration::played).isPresent());
    showFigures(id, card);
    card.setDim(open.isPresent() && !open.get().contains(id));
    card.setAimed(aimed.equals(Optional.of(id)));
  }

  private void showFigures(String id, Card card) {
    var spoken = new ArrayList<String>();
    for (int i = 0; i < card.face().rows().size(); i++) {
      Optional<ExitFigures> exit = exit(new RoutePath.NodeExit(id, i));
      card.setFigure(
          i,
          exit.map(FigureWords::exit).orElse(""),
          exit.filter(ExitFigures::isFailing).isPresent());
      String label = card.face().rows().get(i).label();
      exit.ifPresent(each -> spoken.add(label + " " + FigureWords.spoken(each)));
    }
    Foot foot =
        trace
            .map(each -> seen(each, id))
            .filter(each -> !each.words().isEmpty())
            .orElseGet(() -> foot(id));
    card.setFoot(foot.words(), foot.bad(), foot.all());
    if (!foot.words().isEmpty()) {
      spoken.add(foot.words());
    }
    card.setSpokenFigures(String.join(", ", spoken));
  }

  /// Words over the lower edge of a card.
  private record Foot(String words, boolean bad, String all) {
    static final Foot NONE = new Foot("", false, "");
  }

  /// What a node saw of the request whose path is lit.
  private static Foot seen(Trace trace, String id) {
    return new Foot(
        FigureWords.seen(trace.steps(), id), false, FigureWords.allSeen(trace.steps(), id));
  }

  private Foot foot(String id) {
    Optional<ModelFigures> model = Optional.ofNullable(figures.models().get(id));
    if (model.isPresent()) {
      return new Foot(
          FigureWords.model(model.get(), figures.span()),
          model.get().isFailing(),
          model.get().health().why());
    }
    Optional<QuotaFigures> quota = Optional.ofNullable(figures.quotas().get(id));
    return quota.isPresent()
            && editor.document().graph().node(id).orElse(null) instanceof QuotaNode node
        ? new Foot(FigureWords.quota(node, quota.get()), false, "")
        : Foot.NONE;
  }

  /// Everything comes by the card of the requests.
  private Optional<ExitFigures> exit(RoutePath.NodeExit exit) {
    if (exit.node().equals(CardFaces.START)) {
      return Optional.of(new ExitFigures(figures.requests(), figures.failed(), 1, 1, figures.usd()))
          .filter(each -> each.requests() > 0);
    }
    return Optional.ofNullable(figures.exits().get(exit));
  }

  /// At least the first step as soon as anything goes.
  private static int load(ExitFigures exit) {
    return exit.requests() == 0 ? 0 : 1 + (int) (exit.load() * (Wire.LOADS - 0.001));
  }

  @Override
  public void wire(Connection lead, Wire wire) {
    boolean start = trace.isPresent() && lead.wire().node().equals(CardFaces.START);
    wire.setLit(start || way.exits().contains(lead.wire()));
    Optional<ExitFigures> gone = exit(lead.wire());
    wire.setLoad(Math.min(Wire.LOADS, gone.map(GraphDecoration::load).orElse(0)));
    wire.setFailing(gone.filter(ExitFigures::isFailing).isPresent() || led(lead));
    wire.setSelected(selected.wire().equals(Optional.of(lead.wire())));
    wire.setAimed(spliced.equals(Optional.of(lead.wire())));
    var graph = editor.document().graph();
    boolean off = graph.isDisabled(lead.wire().node()) || graph.isDisabled(lead.to());
    wire.setPale(off || held.equals(Optional.of(lead.wire())));
  }

  /// Whether the path that is lit led there in vain.
  private boolean led(Connection lead) {
    return way.exits().contains(lead.wire()) && way.failed().contains(lead.to());
  }

  private static String badge(Trace trace) {
    // What was sent, also to a simulated model, has figures of its own.
    return trace
        .cost()
        .filter(cost -> trace.estimate().isEmpty())
        .map(cost -> Wording.joined(played(trace) ? "simulated" : "", took(trace), cost.shown()))
        .or(() -> trace.estimate().map(GraphDecoration::badge))
        .orElse("goes here");
  }

  private static String took(Trace trace) {
    return Wording.number(trace.millis()) + " ms";
  }

  /// Whether a simulated model answered; what is only worked out has no answer.
  private static boolean played(Trace trace) {
    return trace.estimate().isEmpty() && trace.answer().filter(Attempt::simulated).isPresent();
  }

  private static String badge(Estimate estimate) {
    String cost = estimate.usd().map(range -> " · " + range.expected().shown()).orElse("");
    return "≈ " + Wording.duration(Duration.ofMillis(estimate.firstTokenMillis())) + cost;
  }
}
