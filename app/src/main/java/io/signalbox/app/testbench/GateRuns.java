package io.signalbox.app.testbench;

import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.fx.Mailbox;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.tryout.LiveCall;
import io.signalbox.app.tryout.LiveCalls;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.GateReport;
import io.signalbox.engine.lab.GateRun;
import io.signalbox.engine.lab.GateSuite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What was measured behind the gates of the graph in front, and the run that measures one. A run
/// calls models, and goes on while other things are looked at. The disk is only touched in the
/// background. For the UI thread.
public final class GateRuns {
  private final Editor editor;
  private final LiveCalls calls;
  private final Notices notices;
  private final ReadOnlyObjectWrapper<Map<String, GateStanding>> standings =
      new ReadOnlyObjectWrapper<>(this, "standings", Map.of());
  private final ReadOnlyObjectWrapper<Optional<MeasuringRun>> run =
      new ReadOnlyObjectWrapper<>(this, "run", Optional.empty());
  private final Mailbox<Integer> progress = new Mailbox<>(all -> went(all.getLast()));
  private Background.Stop looking = Background.Stop.NOTHING;
  private Background.Stop running = Background.Stop.NOTHING;

  public GateRuns(Editor editor, LiveCalls calls, Notices notices) {
    this.editor = editor;
    this.calls = calls;
    this.notices = notices;
    editor.documentProperty().addListener((o, before, now) -> look());
    look();
  }

  /// A run, under way or over.
  ///
  /// @param graph the graph's name
  /// @param gate the gate's id
  /// @param done how many requests are done
  /// @param report what came of it; empty while it is under way
  public record MeasuringRun(
      String graph, String gate, int done, int requests, Optional<GateReport> report) {
    /// Whether it is one of a gate of a graph.
    public boolean isOf(RoutingGraph other, String id) {
      return graph.equals(other.name()) && gate.equals(id);
    }
  }

  /// What a run would be.
  public sealed interface RunOffer {
    /// It can begin.
    ///
    /// @param usd what it is expected to cost; empty if a price is unknown
    record Ready(GateRun.Plan plan, Optional<Money> usd) implements RunOffer {}

    /// It cannot.
    ///
    /// @param why for a person
    record Impossible(String why) implements RunOffer {}
  }

  /// How the gates in force stand, by id.
  public ReadOnlyObjectProperty<Map<String, GateStanding>> standingsProperty() {
    return standings.getReadOnlyProperty();
  }

  /// How a gate stands; empty while that is not known.
  public Optional<GateStanding> standing(String id) {
    return Optional.ofNullable(standings.get().get(id));
  }

  /// The run that is under way, or the last one.
  public ReadOnlyObjectProperty<Optional<MeasuringRun>> runProperty() {
    return run.getReadOnlyProperty();
  }

  /// Whether a run is under way.
  public boolean isRunning() {
    return run.get().filter(each -> each.report().isEmpty()).isPresent();
  }

  /// Looks at the results again: another program may have measured.
  public void look() {
    looking.stop();
    RoutingGraph inForce = editor.document().graph().inForce();
    List<GateNode> gates =
        inForce.nodes().values().stream()
            .filter(GateNode.class::isInstance)
            .map(GateNode.class::cast)
            .toList();
    if (gates.isEmpty()) {
      standings.set(Map.of());
      return;
    }
    looking =
        calls
            .background()
            .run(
                () -> found(gates, inForce, engine()),
                standings::set,
                trouble -> standings.set(Map.of()));
  }

  private static Map<String, GateStanding> found(
      List<GateNode> gates, RoutingGraph inForce, Engine engine) {
    var found = new LinkedHashMap<String, GateStanding>();
    gates.forEach(gate -> found.put(gate.id(), GateStanding.of(gate, inForce, engine.gates())));
    return found;
  }

  /// Works out what a run would cost; no provider is called.
  public Background.Stop offer(String id, Consumer<RunOffer> then) {
    boolean valid = editor.document().valid();
    RoutingGraph inForce = editor.document().graph().inForce();
    Optional<GateNode> gate =
        inForce.node(id).filter(GateNode.class::isInstance).map(GateNode.class::cast);
    if (gate.isEmpty() || !valid) {
      then.accept(
          new RunOffer.Impossible(
              valid
                  ? "A disabled gate is not measured."
                  : "The graph has errors. Fix those listed in Problems."));
      return Background.Stop.NOTHING;
    }
    return calls
        .background()
        .run(
            () -> offer(gate.get(), inForce, engine()),
            then,
            trouble -> then.accept(new RunOffer.Impossible(LiveCall.words(trouble))));
  }

  private static RunOffer offer(GateNode gate, RoutingGraph inForce, Engine engine) {
    return switch (GateSuite.load(gate, inForce)) {
      case GateSuite.Failed failed ->
          new RunOffer.Impossible("Its suite cannot be used: " + failed.why() + ".");
      case GateSuite.Ready ready -> {
        var plan = new GateRun.Plan(gate, inForce, ready, 1);
        yield new RunOffer.Ready(plan, plan.estimate(engine.rehearsal()));
      }
    };
  }

  /// Begins a run, unless one is under way. Models are called and cost what they cost.
  public void start(GateRun.Plan plan) {
    if (isRunning()) {
      return;
    }
    String graph = plan.graph().name();
    put(new MeasuringRun(graph, plan.gate().id(), 0, plan.requests(), Optional.empty()));
    running =
        calls
            .background()
            .run(
                () -> engine().measure(plan, engine().live(calls.consent()), progress::post),
                this::ended,
                trouble -> {
                  run.set(Optional.empty());
                  notices.tell(
                      Notice.trouble("The gate was not measured: " + LiveCall.words(trouble)));
                });
  }

  private void went(int done) {
    run.get()
        .filter(each -> each.report().isEmpty())
        .ifPresent(each ->
            put(
                new MeasuringRun(
                    each.graph(), each.gate(), done, each.requests(), Optional.empty())));
  }

  private void ended(GateReport report) {
    run.get()
        .ifPresent(each ->
            put(
                new MeasuringRun(
                    each.graph(),
                    each.gate(),
                    each.requests(),
                    each.requests(),
                    Optional.of(report))));
    look();
    editor.checkAll();
  }

  /// Gives the run up that is under way; nothing is kept of it.
  public void stop() {
    if (isRunning()) {
      running.stop();
      run.set(Optional.empty());
    }
  }

  private void put(MeasuringRun next) {
    run.set(Optional.of(next));
  }

  private Engine engine() {
    return calls.installation().engine();
  }
}
