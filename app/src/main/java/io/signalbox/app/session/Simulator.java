package io.signalbox.app.session;

import io.signalbox.engine.trace.Trace;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Tries requests out on the graph in front. What was found stays while the graph is edited: it is
/// worked out anew. For the UI thread.
public final class Simulator {
  private final Session session;
  private final ObjectProperty<Ask> ask = new SimpleObjectProperty<>(this, "ask", Ask.NOTHING);
  private final ReadOnlyObjectWrapper<Simulation> result =
      new ReadOnlyObjectWrapper<>(this, "result", new Simulation.Idle());

  Simulator(Session session) {
    this.session = session;
    session.documentProperty().addListener((o, before, now) -> follow(before, now));
  }

  /// The request that is composed.
  public ObjectProperty<Ask> askProperty() {
    return ask;
  }

  /// What became of it.
  public ReadOnlyObjectProperty<Simulation> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /// Puts another request in place.
  public void compose(Ask other) {
    ask.set(other);
  }

  /// Asks which way the request would go.
  public void estimate() {
    if (!session.document().valid()) {
      result.set(new Simulation.Failed("The graph has errors, see Problems."));
      return;
    }
    var running = new Simulation.Running();
    result.set(running);
    work(running);
  }

  /// Forgets what was found.
  public void forget() {
    result.set(new Simulation.Idle());
  }

  /// The trace that is shown, if there is one.
  public Optional<Trace> trace() {
    return result.get() instanceof Simulation.Done done
        ? Optional.of(done.trace())
        : Optional.empty();
  }

  private void work(Simulation began) {
    Document asked = session.document();
    Ask request = ask.get();
    session
        .background()
        .run(
            () ->
                session
                    .surroundings()
                    .engine()
                    .estimate(asked.graph(), request.request(), request.client()),
            trace -> finish(began, new Simulation.Done(trace, Way.of(trace, asked.graph()))),
            trouble -> finish(began, new Simulation.Failed(words(trouble))));
  }

  /// What is shown stays until what is new is known, else the canvas would flicker while one types.
  private void follow(Document before, Document now) {
    boolean shown = result.get() instanceof Simulation.Done;
    if (!shown || (before.read() == now.read() && before.valid() == now.valid())) {
      return;
    }
    if (now.valid()) {
      work(result.get());
    } else {
      forget();
    }
  }

  private void finish(Simulation began, Simulation found) {
    // What was asked before something else happened is of no interest any more.
    if (result.get().equals(began)) {
      result.set(found);
    }
  }

  private static String words(Exception trouble) {
    return Optional.ofNullable(trouble.getMessage()).orElseGet(trouble::toString);
  }
}
