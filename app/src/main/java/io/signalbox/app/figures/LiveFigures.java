package io.signalbox.app.figures;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.serving.ProxyControl;
import io.signalbox.app.serving.ProxyState;
import io.signalbox.app.state.PersistedState;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.SimulatedGraph;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.RouteTraffic;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.TrafficInterval;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What goes on in the graph in front: over the last minutes, or in an hour that was recorded. The
/// ledger adds it up while it writes, whoever serves; it is read in the background when somebody
/// looks. For the UI thread.
public final class LiveFigures {
  private static final Duration BACK = Duration.ofDays(366);

  /// From an hour's beginning: its last requests are written when their answers have ended.
  private static final Duration BEYOND = Duration.ofMinutes(70);

  private final Editor editor;
  private final ProxyControl proxy;
  private final Engine engine;
  private final Background background;
  private final InstantSource clock;
  private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown", true);
  private final ObjectProperty<Optional<Instant>> hour =
      new SimpleObjectProperty<>(this, "hour", Optional.empty());
  private final ObjectProperty<Optional<String>> app =
      new SimpleObjectProperty<>(this, "app", Optional.empty());
  private final ReadOnlyObjectWrapper<GraphFigures> figures =
      new ReadOnlyObjectWrapper<>(this, "figures", GraphFigures.NONE);
  private final ReadOnlyObjectWrapper<List<Instant>> hours =
      new ReadOnlyObjectWrapper<>(this, "hours", List.of());
  private boolean looking;
  private Optional<Wish> last = Optional.empty();
  private Instant hoursAt = Instant.EPOCH;

  /// @param memory remembers whether figures are shown
  public LiveFigures(
      Editor editor,
      ProxyControl proxy,
      Engine engine,
      Background background,
      PersistedState memory,
      InstantSource clock) {
    this.editor = editor;
    this.proxy = proxy;
    this.engine = engine;
    this.background = background;
    this.clock = clock;
    memory.follow("view.figures", shown);
    shown.addListener((o, before, now) -> forget());
    hour.addListener((o, before, now) -> look());
    app.addListener((o, before, now) -> look());
    editor.currentProperty().addListener((o, before, now) -> turn());
  }

  /// What is asked for.
  ///
  /// @param health whether the models' health is known here
  private record Wish(
      RoutingGraph graph,
      Optional<Instant> hour,
      Optional<String> app,
      boolean health,
      boolean simulated) {}

  /// Whether figures are shown at all.
  public BooleanProperty shownProperty() {
    return shown;
  }

  /// The beginning of the hour that is shown; empty: the last minutes.
  public ObjectProperty<Optional<Instant>> hourProperty() {
    return hour;
  }

  /// The app whose requests count; empty: those of all.
  public ObjectProperty<Optional<String>> appProperty() {
    return app;
  }

  /// What was found last; [GraphFigures#NONE] while nothing is shown.
  public ReadOnlyObjectProperty<GraphFigures> figuresProperty() {
    return figures.getReadOnlyProperty();
  }

  /// The beginnings of the hours in which anything was recorded, the earliest first.
  public ReadOnlyObjectProperty<List<Instant>> hoursProperty() {
    return hours.getReadOnlyProperty();
  }

  private void turn() {
    app.set(Optional.empty());
    hoursAt = Instant.EPOCH;
    forget();
  }

  private void forget() {
    last = Optional.empty();
    figures.set(GraphFigures.NONE);
    look();
  }

  /// Looks what goes on; asked for each second by whoever shows it. The past is read once.
  public void look() {
    if (!shown.get() || looking || editor.currentProperty().get().isEmpty()) {
      return;
    }
    Wish wish = wish(editor.document());
    Instant now = clock.instant();
    if (isKnown(wish, now)) {
      return;
    }
    looking = true;
    // While none is known one may come any time.
    boolean also = hours.get().isEmpty() || !hoursAt.equals(now.truncatedTo(ChronoUnit.HOURS));
    background.run(
        () -> found(engine.store(), wish, now, also),
        found -> took(wish, now, found),
        trouble -> looking = false);
  }

  private Wish wish(Document document) {
    Optional<ProxyState.On> on = proxy.on();
    return new Wish(
        document.graph(),
        hour.get(),
        app.get(),
        on.isPresent(),
        on.map(ProxyState.On::simulated).orElse(false));
  }

  /// An hour that is over stays what it was.
  private boolean isKnown(Wish wish, Instant now) {
    return last.equals(Optional.of(wish))
        && wish.hour().filter(start -> now.isAfter(start.plus(BEYOND))).isPresent();
  }

  private record Found(GraphFigures figures, Optional<List<Instant>> hours) {}

  private Found found(Store store, Wish wish, Instant now, boolean also) {
    FigureSpan span = FigureSpan.of(wish.hour(), now);
    GraphFigures read =
        FigureSums.of(
            wish.graph(),
            span,
            rows(store.ledger(), wish.graph().name(), span),
            wish.app(),
            span.live() && wish.health() ? health(wish) : Map.of(),
            span.live()
                ? QuotaReading.of(wish.graph(), servedAs(wish), store.budgets(), now)
                : Map.of());
    read = read.simulated(simulated(store.ledger(), wish, span));
    return new Found(read, also ? Optional.of(hours(store.ledger(), now)) : Optional.empty());
  }

  private static String servedAs(Wish wish) {
    String name = wish.graph().name();
    return wish.simulated() ? name + SimulatedGraph.MARK : name;
  }

  /// A graph's simulated traffic is recorded under a name of its own.
  private static List<RouteTraffic> rows(Ledger ledger, String name, FigureSpan span) {
    var rows = new ArrayList<>(ledger.routes(name, span.from(), end(span)));
    rows.addAll(ledger.routes(name + SimulatedGraph.MARK, span.from(), end(span)));
    return rows;
  }

  /// Now is part of the last minutes.
  private static Instant end(FigureSpan span) {
    return span.live() ? span.to().plusMillis(1) : span.to();
  }

  private static long simulated(Ledger ledger, Wish wish, FigureSpan span) {
    String name = wish.graph().name() + SimulatedGraph.MARK;
    return ledger.routes(name, span.from(), end(span)).stream()
        .filter(row -> row.over() instanceof RouteTraffic.GraphPart.Whole)
        .filter(
            row -> wish.app().map(row.app()::equals).orElse(!row.app().equals(Client.WORKBENCH)))
        .mapToLong(RouteTraffic::requests)
        .sum();
  }

  private Map<String, Health> health(Wish wish) {
    RoutingGraph served = wish.simulated() ? SimulatedGraph.of(wish.graph()) : wish.graph();
    var all = new HashMap<String, Health>();
    served.models().forEach((id, model) -> all.put(id, engine.health(model)));
    return all;
  }

  private static List<Instant> hours(Ledger ledger, Instant now) {
    Instant from = now.minus(BACK).truncatedTo(ChronoUnit.HOURS);
    return ledger.pulses(TrafficInterval.Grain.HOUR, from, now).stream()
        .map(TrafficInterval::at)
        .toList();
  }

  private void took(Wish wish, Instant now, Found found) {
    looking = false;
    found
        .hours()
        .ifPresent(all -> {
          hoursAt = now.truncatedTo(ChronoUnit.HOURS);
          hours.set(all);
        });
    if (!shown.get() || !wish.equals(wish(editor.document()))) {
      look(); // something else is wanted meanwhile
      return;
    }
    last = Optional.of(wish);
    figures.set(found.figures());
  }
}
