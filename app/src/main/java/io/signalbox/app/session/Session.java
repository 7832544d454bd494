package io.signalbox.app.session;

import io.signalbox.app.fx.Background;
import io.signalbox.engine.graph.Condition;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.trace.Trace;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The open workspace. Panes draw from it and change nothing but through it. For the UI thread.
public final class Session {
  private final Surroundings surroundings;
  private final Background background;
  private History history;
  private final ReadOnlyObjectWrapper<Document> document;
  private final ReadOnlyObjectWrapper<Optional<String>> selection =
      new ReadOnlyObjectWrapper<>(this, "selection", Optional.empty());
  private final ReadOnlyObjectWrapper<Simulation> simulation =
      new ReadOnlyObjectWrapper<>(this, "simulation", new Simulation.Idle());

  /// A session with this document open.
  public Session(Document document, Surroundings surroundings, Background background) {
    this.surroundings = surroundings;
    this.background = background;
    history = History.of(document);
    this.document = new ReadOnlyObjectWrapper<>(this, "document", document);
  }

  /// The document that is open.
  public ReadOnlyObjectProperty<Document> documentProperty() {
    return document.getReadOnlyProperty();
  }

  /// The document that is open, now.
  public Document document() {
    return document.get();
  }

  /// The node or model that is selected.
  public ReadOnlyObjectProperty<Optional<String>> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  /// What the last simulation found.
  public ReadOnlyObjectProperty<Simulation> simulationProperty() {
    return simulation.getReadOnlyProperty();
  }

  /// Providers, models, prices.
  public Surroundings surroundings() {
    return surroundings;
  }

  /// Selects a node or model; an id that the graph does not have selects nothing.
  public void select(String id) {
    selection.set(Optional.of(id).filter(document().graph()::has));
  }

  /// Selects nothing.
  public void selectNothing() {
    selection.set(Optional.empty());
  }

  /// Puts an edited document in the place of the one that is open; it can be undone.
  public void apply(Document next) {
    show(history.then(next));
  }

  /// Goes back to what the document was before, if there is anything.
  public void undo() {
    show(history.back());
  }

  /// Takes the last undo back, if there was one.
  public void redo() {
    show(history.forth());
  }

  /// Forgets what was done and opens another document.
  public void open(Document other) {
    show(History.of(other));
  }

  /// Asks which way a request would go.
  public void simulate(String prompt, Map<String, String> metadata) {
    if (surroundings.decider().isEmpty()) {
      simulation.set(new Simulation.Failed("This version cannot decide where a request goes."));
      return;
    }
    if (!document().valid()) {
      simulation.set(new Simulation.Failed("The graph has errors, see Problems."));
      return;
    }
    Decider decider = surroundings.decider().get();
    Document asked = document();
    var running = new Simulation.Running();
    simulation.set(running);
    background.run(
        () -> decider.decide(asked.graph(), prompt, Map.copyOf(metadata), ""),
        trace -> finish(running, new Simulation.Done(trace, Way.of(trace, asked.graph()))),
        trouble -> finish(running, new Simulation.Failed(words(trouble))));
  }

  /// Decides once for nothing, so that the first time that counts is not the slow one.
  ///
  /// @param then done when that is over, whatever came of it
  public void warm(Runnable then) {
    Document open = document();
    background.run(
        () -> {
          Condition.warm();
          return surroundings
              .decider()
              .filter(each -> open.valid())
              .map(each -> each.decide(open.graph(), "Hello", Map.of(), ""));
        },
        trace -> then.run(),
        trouble -> then.run());
  }

  /// Forgets what the last simulation found.
  public void forgetSimulation() {
    simulation.set(new Simulation.Idle());
  }

  /// The trace that is shown, if there is one.
  public Optional<Trace> trace() {
    return simulation.get() instanceof Simulation.Done done
        ? Optional.of(done.trace())
        : Optional.empty();
  }

  /// The graph as another gateway's configuration.
  public Exported export(ConfigExporter exporter) {
    if (!document().valid()) {
      return new Exported.Refused("The graph has errors, see Problems.");
    }
    try {
      return new Exported.Ready(
          exporter.export(
              document().graph(),
              surroundings.providers().stream()
                  .collect(Collectors.toMap(Provider::id, each -> each, (first, next) -> first))));
    } catch (RuntimeException broken) {
      return new Exported.Refused(exporter.name() + " cannot be written: " + words(broken));
    }
  }

  private void finish(Simulation began, Simulation result) {
    // What was asked before something else happened is of no interest any more.
    if (simulation.get().equals(began)) {
      simulation.set(result);
    }
  }

  private void show(History next) {
    history = next;
    if (!next.now().equals(document())) {
      forgetSimulation();
      document.set(next.now());
      selection.set(selection.get().filter(next.now().graph()::has));
    }
  }

  private static String words(Exception trouble) {
    return Optional.ofNullable(trouble.getMessage()).orElse(trouble.getClass().getSimpleName());
  }
}
