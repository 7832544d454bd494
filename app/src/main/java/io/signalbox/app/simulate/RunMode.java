package io.signalbox.app.simulate;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.state.PersistedState;
import io.signalbox.app.tryout.Simulation;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Whether the primary run calls the providers. Without a key for the model that the request goes
/// to, and where something is given, it is simulated; else it is what the user chose for this graph
/// last, and live at first. For the UI thread.
final class RunMode {
  private static final String CHOSEN = "run.simulated";
  private static final int MOST_KEPT = 50;

  private final Editor editor;
  private final Simulator simulator;
  private final PersistedState memory;
  private final Map<OpenFile, Known> known = new WeakHashMap<>();
  private final ReadOnlyBooleanWrapper simulated = new ReadOnlyBooleanWrapper(this, "simulated");
  private final ReadOnlyObjectWrapper<Optional<String>> lacking =
      new ReadOnlyObjectWrapper<>(this, "lacking", Optional.empty());

  RunMode(Editor editor, Simulator simulator, PersistedState memory) {
    this.editor = editor;
    this.simulator = simulator;
    this.memory = memory;
    editor.documentProperty().addListener((o, before, now) -> look());
    simulator.resultProperty().addListener((o, before, now) -> look());
    simulator.askProperty().addListener((o, before, now) -> look());
    look();
  }

  /// How a graph was known last.
  ///
  /// @param saved whether by its file
  private record Known(String as, boolean saved) {}

  /// Whether no provider is called.
  ReadOnlyBooleanProperty simulatedProperty() {
    return simulated.getReadOnlyProperty();
  }

  /// The provider without whose key the request cannot be answered; empty if none is missing.
  ReadOnlyObjectProperty<Optional<String>> lackingProperty() {
    return lacking.getReadOnlyProperty();
  }

  /// What the user wants for this graph from now on.
  void choose(boolean wanted) {
    remember(graph(), wanted);
    look();
  }

  private void remember(String graph, boolean wanted) {
    List<String> all = new ArrayList<>(memory.state().list(CHOSEN));
    all.remove(graph);
    if (wanted) {
      all.addFirst(graph);
    }
    memory.put(CHOSEN, all.subList(0, Math.min(MOST_KEPT, all.size())));
  }

  private void look() {
    carryOver();
    lacking.set(lack(editor.document()));
    simulated.set(
        lacking.get().isPresent()
            || simulator.askProperty().get().isSupposing()
            || memory.state().list(CHOSEN).contains(graph()));
  }

  /// A graph that is saved for the first time, or elsewhere, or gets another name before it is
  /// saved is known otherwise from then on.
  private void carryOver() {
    editor
        .currentProperty()
        .get()
        .ifPresent(file -> {
          var now = new Known(graph(), file.path().isPresent());
          Known before = Objects.requireNonNullElse(known.put(file, now), now);
          if (!before.as().equals(now.as()) && memory.state().list(CHOSEN).contains(before.as())) {
            remember(before.as(), before.saved());
            remember(now.as(), true);
          }
        });
  }

  /// A graph is known by its file, and until it has one by its name.
  private String graph() {
    return editor
        .currentProperty()
        .get()
        .map(
            file -> file.path().map(Path::toString).orElseGet(() -> file.document().graph().name()))
        .orElse("");
  }

  /// Of the model that the route ends at, or that could not be called; until that is known, of the
  /// graph in which no model can be called.
  private Optional<String> lack(Document document) {
    List<Problem> without =
        document.problems().stream().filter(each -> each.code() == ProblemCode.NO_KEY).toList();
    Set<String> reached = reached();
    List<Problem> missing =
        reached.isEmpty()
            ? without.size() < callable(document.graph()) ? List.of() : without
            : without.stream()
                .filter(each -> each.place().id().filter(reached::contains).isPresent())
                .toList();
    return missing.stream().findFirst().map(RunMode::provider);
  }

  private Set<String> reached() {
    return simulator.resultProperty().get() instanceof Simulation.Done done
        ? done.way().end().map(Set::of).orElse(done.way().failed())
        : Set.of();
  }

  private static long callable(RoutingGraph graph) {
    return graph.models().keySet().stream().filter(id -> !graph.isDisabled(id)).count();
  }

  private static String provider(Problem problem) {
    return problem.arguments().getOrDefault("provider", "this provider");
  }
}
