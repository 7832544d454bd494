package io.signalbox.app.tryout;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.document.RoutePath;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.SentCall;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.SuiteCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Tries requests out on the graph in front, without asking anybody or live. What was found stays
/// while the graph is edited: the way is worked out anew, a live answer is kept. Request, result
/// and answer belong to their graph and come back with it. For the UI thread.
public final class Simulator {
  private final Editor editor;
  private final LiveCalls calls;
  private final ObjectProperty<RequestDraft> ask =
      new SimpleObjectProperty<>(this, "ask", RequestDraft.NOTHING);
  private final ReadOnlyObjectWrapper<Simulation> result =
      new ReadOnlyObjectWrapper<>(this, "result", new Simulation.Idle());

  private final ReadOnlyObjectWrapper<Optional<Answer>> answer =
      new ReadOnlyObjectWrapper<>(this, "answer", Optional.empty());
  private final BooleanBinding running =
      Bindings.createBooleanBinding(
          () -> answer.get().filter(each -> !each.phase().isOver()).isPresent(), answer);
  private final Map<OpenFile, Tryout> behind = new HashMap<>();
  private final Map<LiveCall, RequestDraft> asked = new WeakHashMap<>();
  private Optional<LiveCall> call = Optional.empty();

  /// What goes on once the route that is worked out now is known.
  private Optional<Runnable> next = Optional.empty();

  /// What is to be shown as soon as the graph that came to the front is.
  private Optional<Tryout> fetched = Optional.empty();

  public Simulator(Editor editor, LiveCalls calls) {
    this.editor = editor;
    this.calls = calls;
    editor.currentProperty().addListener((o, before, now) -> turn(before, now));
    editor.documentProperty().addListener((o, before, now) -> follow(before, now));
  }

  private void turn(Optional<OpenFile> before, Optional<OpenFile> now) {
    next = Optional.empty();
    before.ifPresent(file ->
        behind.put(
            file, new Tryout(editor.document(), ask.get(), result.get(), answer.get(), call)));
    closeThose(file -> !editor.files().contains(file));
    Tryout its =
        now.flatMap(file -> Optional.ofNullable(behind.remove(file))).orElse(Tryout.NOTHING);
    fetched = Optional.of(its);
    call = its.call();
    answer.set(its.answer());
    ask.set(its.ask());
    result.set(new Simulation.Idle());
  }

  /// What is closed is not waited for: its run is stopped.
  private void closeThose(Predicate<OpenFile> closed) {
    behind.entrySet().stream()
        .filter(each -> closed.test(each.getKey()))
        .forEach(each -> each.getValue().call().ifPresent(LiveCall::stop));
    behind.keySet().removeIf(closed);
  }

  /// Once the graph itself is in front: what was found for it holds if it is what it was.
  private void arrive(Tryout its, Document now) {
    if (its.of().read() == now.read()) {
      result.set(its.result());
    } else if (its.result() instanceof Simulation.Done && its.answer().isEmpty()) {
      again();
    }
  }

  /// The request that is composed.
  public ObjectProperty<RequestDraft> askProperty() {
    return ask;
  }

  /// What became of it.
  public ReadOnlyObjectProperty<Simulation> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /// Puts another request in place.
  public void compose(RequestDraft other) {
    ask.set(other);
  }

  /// The live answer as far as it has come; empty if none was asked for.
  public ReadOnlyObjectProperty<Optional<Answer>> answerProperty() {
    return answer.getReadOnlyProperty();
  }

  /// Whether a live answer is under way.
  public BooleanBinding runningProperty() {
    return running;
  }

  /// Works out the route of a request.
  public void simulate(String prompt, Map<String, String> metadata) {
    compose(RequestDraft.of(prompt, metadata));
    estimate();
  }

  /// Works out the route of the request that is composed.
  public void estimate() {
    clear();
    look();
  }

  /// The same, and goes on once the route is known; not at all if it cannot be, or if something
  /// else was tried or shown meanwhile.
  public void estimate(Runnable then) {
    clear();
    if (look()) {
      next = Optional.of(then);
    }
  }

  private boolean look() {
    return look(ask.get());
  }

  /// @return whether it is being worked out
  private boolean look(RequestDraft asks) {
    if (editor.document().routable().isEmpty()) {
      result.set(new Simulation.Failed("The graph has errors. Fix those listed in Problems."));
      return false;
    }
    var began = new Simulation.Running();
    result.set(began);
    work(began, asks);
    return true;
  }

  /// Sends the request for real. The way that it should go lights up at once, the one that it went
  /// when that is known.
  public void live() {
    RequestDraft asks = ask.get().supposing(SuiteCase.Fixture.NOTHING);
    run(asks, graph -> calls.play(graph, asks));
  }

  /// The same with every model played by the simulated provider, in the world that the request
  /// supposes.
  public void play() {
    RequestDraft asks = ask.get();
    run(asks, graph -> calls.play(SimulatedModels.of(graph), asks));
  }

  private void run(RequestDraft asks, Function<RoutingGraph, LiveCall> start) {
    clear();
    if (look(asks)) {
      editor.document().routable().ifPresent(graph -> begin(asks, start.apply(graph), graph));
    }
  }

  private void begin(RequestDraft asks, LiveCall begun, RoutingGraph graph) {
    asked.put(begun, asks);
    call = Optional.of(begun);
    begun.answerProperty().addListener((o, before, now) -> heard(begun, graph, now));
    heard(begun, graph, begun.answer());
  }

  private void heard(LiveCall from, RoutingGraph graph, Answer now) {
    Optional<Simulation> done =
        now.trace().map(trace -> new Simulation.Done(trace, RoutePath.of(trace, graph)));
    if (call.equals(Optional.of(from))) {
      answer.set(Optional.of(now));
      done.ifPresent(result::set);
    } else {
      behind.replaceAll((file, its) ->
          its.call().equals(Optional.of(from)) ? its.heard(now, done.orElse(its.result())) : its);
    }
  }

  /// Goes on with the conversation after an answer. What was typed meanwhile is the next question.
  public void continueAfter(Answer said) {
    RequestDraft typed = ask.get();
    RequestDraft sent = call.flatMap(each -> Optional.ofNullable(asked.get(each))).orElse(typed);
    RequestDraft next = typed.withEarlier(sent.after(said.text()).earlier());
    next = typed.prompt().equals(sent.prompt()) ? next.withPrompt("") : next;
    next = typed.images().equals(sent.images()) ? next.withImages(List.of()) : next;
    forget();
    compose(next);
  }

  /// What has left for providers in the last run, and what came back; none if there was no run.
  public List<SentCall> sent() {
    return call.map(LiveCall::sent).orElse(List.of());
  }

  /// Gives the live answer up; what has come stays.
  public void stop() {
    call.ifPresent(LiveCall::stop);
  }

  /// Shows a request and a way that is known already.
  public void show(RequestDraft request, Trace trace) {
    clear();
    ask.set(request);
    result.set(new Simulation.Done(trace, RoutePath.of(trace, editor.document().graph())));
  }

  /// Lights a way that no request has taken.
  ///
  /// @param words what is the matter with it
  public void point(String words, RoutePath way) {
    clear();
    result.set(new Simulation.Shown(words, way));
  }

  /// Forgets what was found.
  public void forget() {
    clear();
    result.set(new Simulation.Idle());
  }

  private void clear() {
    next = Optional.empty();
    stop();
    call = Optional.empty();
    answer.set(Optional.empty());
  }

  /// The trace that is shown, if there is one.
  public Optional<Trace> trace() {
    return result.get() instanceof Simulation.Done done
        ? Optional.of(done.trace())
        : Optional.empty();
  }

  private void work(Simulation began, RequestDraft asks) {
    Document on = editor.document();
    calls.estimate(
        on.routable().orElse(on.graph()),
        asks,
        trace -> finish(began, new Simulation.Done(trace, RoutePath.of(trace, on.graph()))),
        trouble -> finish(began, new Simulation.Failed(LiveCall.words(trouble))));
  }

  /// What is shown stays until what is new is known, else the canvas would flicker while one types.
  private void follow(Document before, Document now) {
    if (fetched.isPresent()) {
      Tryout its = fetched.get();
      fetched = Optional.empty();
      arrive(its, now);
      return;
    }
    if (result.get() instanceof Simulation.Failed && canRoute(now) != canRoute(before)) {
      again();
      return;
    }
    if (result.get() instanceof Simulation.Shown && before.read() != now.read()) {
      result.set(new Simulation.Idle());
    }
    boolean shown = result.get() instanceof Simulation.Done && !running.get();
    if (!shown || (before.read() == now.read() && canRoute(before) == canRoute(now))) {
      return;
    }
    if (canRoute(now)) {
      work(result.get(), ask.get());
    } else {
      result.set(new Simulation.Idle());
    }
  }

  private static boolean canRoute(Document document) {
    return document.routable().isPresent();
  }

  /// What could not be worked out is, once the graph is mended.
  private void again() {
    if (ask.get().isBlank()) {
      result.set(new Simulation.Idle());
    } else {
      look();
    }
  }

  private void finish(Simulation began, Simulation found) {
    // What was asked before something else happened is of no interest any more.
    if (result.get().equals(began)) {
      result.set(found);
      Optional<Runnable> then = next;
      next = Optional.empty();
      if (found instanceof Simulation.Done) {
        then.ifPresent(Runnable::run);
      }
    } else {
      behind.replaceAll((file, its) -> its.result().equals(began) ? its.found(found) : its);
    }
  }
}
