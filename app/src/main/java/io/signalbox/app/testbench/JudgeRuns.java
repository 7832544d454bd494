package io.signalbox.app.testbench;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.fx.Background;
import io.signalbox.app.fx.Mailbox;
import io.signalbox.app.tryout.LiveCall;
import io.signalbox.app.tryout.LiveCalls;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.judge.JudgePlan;
import io.signalbox.engine.lab.judge.JudgeReport;
import io.signalbox.engine.lab.judge.JudgeRun;
import io.signalbox.engine.store.ExperimentBranch.ExperimentKey;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The run in which a model judges the copies of a mirror. It calls models, and goes on while other
/// things are looked at. The disk is only touched in the background. For the UI thread.
public final class JudgeRuns {
  private final Editor editor;
  private final LiveCalls calls;
  private final ReadOnlyObjectWrapper<Optional<JudgingRun>> run =
      new ReadOnlyObjectWrapper<>(this, "run", Optional.empty());
  private final Mailbox<Integer> progress = new Mailbox<>(all -> went(all.getLast()));
  private Background.Stop running = Background.Stop.NOTHING;

  public JudgeRuns(Editor editor, LiveCalls calls) {
    this.editor = editor;
    this.calls = calls;
  }

  /// How far a run is.
  public sealed interface RunPhase {
    /// It is under way.
    record Judging() implements RunPhase {}

    /// It is over.
    record Judged(JudgeReport report) implements RunPhase {}

    /// It was stopped; what the judge had said is kept.
    record Stopped() implements RunPhase {}

    /// It could not go on.
    ///
    /// @param why for a person
    record Broken(String why) implements RunPhase {}
  }

  /// A run, under way or over.
  ///
  /// @param graph the graph's name
  /// @param mirror the mirror's id
  /// @param done how many pairs are done
  /// @param pairs how many there are to be judged
  public record JudgingRun(String graph, String mirror, int done, int pairs, RunPhase phase) {
    /// Whether it is one of an experiment.
    public boolean isOf(ExperimentKey place) {
      return graph.equals(place.graph()) && mirror.equals(place.node());
    }

    private JudgingRun in(RunPhase next) {
      return new JudgingRun(graph, mirror, done, pairs, next);
    }
  }

  /// The run that is under way, or the last one.
  public ReadOnlyObjectProperty<Optional<JudgingRun>> runProperty() {
    return run.getReadOnlyProperty();
  }

  /// Whether a run is under way.
  public boolean isRunning() {
    return run.get().filter(each -> each.phase() instanceof RunPhase.Judging).isPresent();
  }

  /// A mirror of a graph that is open, with its graph in force.
  public record OpenMirror(RoutingGraph graph, MirrorNode node) {}

  /// The mirror of an experiment, in the graph of that name that is open and has no errors; the one
  /// in front first.
  public Optional<OpenMirror> mirror(ExperimentKey place) {
    return Stream.concat(
            Stream.of(editor.document()), editor.files().stream().map(OpenFile::document))
        .filter(Document::valid)
        .map(document -> document.graph().inForce())
        .filter(graph -> graph.name().equals(place.graph()))
        .flatMap(graph -> graph.node(place.node()).stream().flatMap(node -> of(graph, node)))
        .findFirst();
  }

  private static Stream<OpenMirror> of(RoutingGraph graph, Node node) {
    return node instanceof MirrorNode mirror
        ? Stream.of(new OpenMirror(graph, mirror))
        : Stream.empty();
  }

  /// Works out what a run would be; no provider is called.
  ///
  /// @param trouble told why that is not known, for a person
  public Background.Stop offer(
      JudgePlan plan, Consumer<JudgeRun.Offer> then, Consumer<String> trouble) {
    return calls
        .background()
        .run(() -> engine().offer(plan), then, failed -> trouble.accept(LiveCall.words(failed)));
  }

  /// Begins a run, unless one is under way. The judge is called and costs what it costs.
  ///
  /// @param pairs how many there are to be judged
  public void start(JudgePlan plan, int pairs) {
    if (isRunning()) {
      return;
    }
    put(new JudgingRun(plan.graph().name(), plan.mirror().id(), 0, pairs, new RunPhase.Judging()));
    running =
        calls
            .background()
            .run(
                () -> engine().judge(plan, engine().live(calls.consent()), progress::post),
                report -> end(new RunPhase.Judged(report)),
                trouble -> end(new RunPhase.Broken(LiveCall.words(trouble))));
  }

  private void went(int done) {
    run.get()
        .filter(each -> each.phase() instanceof RunPhase.Judging)
        .ifPresent(each ->
            put(new JudgingRun(each.graph(), each.mirror(), done, each.pairs(), each.phase())));
  }

  private void end(RunPhase phase) {
    run.get().ifPresent(each -> put(each.in(phase)));
  }

  /// Stops the run that is under way; what the judge has said is kept.
  public void stop() {
    if (isRunning()) {
      running.stop();
      end(new RunPhase.Stopped());
    }
  }

  private void put(JudgingRun next) {
    run.set(Optional.of(next));
  }

  private Engine engine() {
    return calls.installation().engine();
  }
}
