package io.signalbox.app.comparison;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.tryout.LiveCall;
import io.signalbox.app.tryout.LiveCalls;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.app.tryout.SimulatedModels;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Condition;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// One prompt for several models and graphs, whose answers come side by side. The prompt is the one
/// that [Simulator] has. For the UI thread.
public final class Comparison {
  private final Editor editor;
  private final Simulator simulator;
  private final LiveCalls calls;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final PreferenceLog verdicts;
  private final ObservableList<ComparisonColumn> lanes = FXCollections.observableArrayList();
  private final ObservableList<ComparisonColumn> shownLanes =
      FXCollections.unmodifiableObservableList(lanes);
  private final ObjectProperty<Sampling> sampling =
      new SimpleObjectProperty<>(this, "sampling", Sampling.defaults());
  private final BooleanProperty blind = new SimpleBooleanProperty(this, "blind");
  private final BooleanProperty played = new SimpleBooleanProperty(this, "played");
  private final ObjectProperty<Optional<ComparisonColumn>> base =
      new SimpleObjectProperty<>(this, "base", Optional.empty());
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
  private final ReadOnlyObjectWrapper<Optional<Money>> forecast =
      new ReadOnlyObjectWrapper<>(this, "forecast", Optional.empty());
  private Background.Stop forecasting = Background.Stop.NOTHING;
  private final PreferredAnswers preferred = new PreferredAnswers();
  private final ReadOnlyIntegerWrapper choices = new ReadOnlyIntegerWrapper(this, "choices");
  private boolean judged;
  private boolean chosen; // the last preference is one of the choices

  public Comparison(
      Editor editor,
      Simulator simulator,
      LiveCalls calls,
      PreferenceLog verdicts,
      InstantSource clock,
      RandomGenerator random) {
    this.editor = editor;
    this.simulator = simulator;
    this.calls = calls;
    this.clock = clock;
    this.random = random;
    this.verdicts = verdicts;
  }

  /// The columns, in the order in which they are shown.
  public ObservableList<ComparisonColumn> lanes() {
    return shownLanes;
  }

  /// How answers are drawn: temperature and the most tokens.
  public ObjectProperty<Sampling> samplingProperty() {
    return sampling;
  }

  /// Whether nobody is told who answers until one is preferred.
  public BooleanProperty blindProperty() {
    return blind;
  }

  /// Whether every model is played by the simulated provider.
  public BooleanProperty playedProperty() {
    return played;
  }

  /// The column that the others are compared with, word by word; empty: none.
  public ObjectProperty<Optional<ComparisonColumn>> baseProperty() {
    return base;
  }

  /// Whether an answer is under way.
  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /// What a run will probably cost; empty if a price is unknown or nothing was worked out yet.
  public ReadOnlyObjectProperty<Optional<Money>> forecastProperty() {
    return forecast.getReadOnlyProperty();
  }

  /// Adds a column.
  public void add(ComparisonTarget contestant) {
    var lane = new ComparisonColumn(contestant);
    lane.answerProperty()
        .addListener(
            (o, before, now) -> running.set(lanes.stream().anyMatch(ComparisonColumn::isRunning)));
    lanes.add(lane);
  }

  /// Takes a column away.
  public void remove(ComparisonColumn lane) {
    lane.stop();
    lanes.remove(lane);
    if (base.get().equals(Optional.of(lane))) {
      base.set(Optional.empty());
    }
    running.set(lanes.stream().anyMatch(ComparisonColumn::isRunning));
  }

  /// Asks all of them at once.
  public void run() {
    RequestDraft ask = simulator.askProperty().get();
    judged = false;
    lanes.forEach(ComparisonColumn::stop);
    if (blind.get()) {
      FXCollections.shuffle(lanes, new java.util.Random(random.nextLong()));
    }
    for (ComparisonColumn lane : List.copyOf(lanes)) {
      String trouble = lane.contestant().trouble();
      if (trouble.isEmpty()) {
        lane.start(calls, graph(lane), request(ask), ask.client());
      } else {
        lane.refuse(trouble);
      }
    }
  }

  private RoutingGraph graph(ComparisonColumn lane) {
    RoutingGraph graph = lane.contestant().graph();
    return played.get() ? SimulatedModels.of(graph) : graph;
  }

  private ChatRequest request(RequestDraft ask) {
    return ask.request().withSampling(sampling.get());
  }

  /// Gives all answers up that are under way.
  public void stop() {
    List.copyOf(lanes).forEach(ComparisonColumn::stop);
  }

  /// Works out what a run will probably cost.
  public void look() {
    forecasting.stop();
    RequestDraft ask = simulator.askProperty().get();
    ChatRequest request = request(ask);
    Client client = ask.client();
    List<RoutingGraph> graphs =
        lanes.stream()
            .filter(lane -> lane.contestant().trouble().isEmpty())
            .map(this::graph)
            .toList();
    Engine engine = calls.installation().engine();
    forecasting =
        calls
            .background()
            .run(
                () -> sum(graphs.stream().map(each -> usd(engine, each, request, client)).toList()),
                forecast::set,
                trouble -> forecast.set(Optional.empty()));
  }

  private static Optional<Money> usd(
      Engine engine, RoutingGraph graph, ChatRequest request, Client client) {
    return engine
        .estimate(graph, request, client)
        .estimate()
        .flatMap(Estimate::usd)
        .map(Estimate.Range::expected);
  }

  private static Optional<Money> sum(List<Optional<Money>> all) {
    Money sum = Money.ZERO;
    for (Optional<Money> each : all) {
      if (each.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.plus(each.get());
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(sum);
  }

  /// Remembers that an answer is better than those beside it, and tells who gave it.
  public void prefer(ComparisonColumn winner) {
    if (judged) {
      verdicts.dropLast();
    }
    if (judged && chosen) {
      preferred.dropLast();
    }
    List<String> losers =
        lanes.stream()
            .filter(lane -> lane != winner && lane.answer().isPresent())
            .map(lane -> lane.contestant().id())
            .toList();
    String prompt = simulator.askProperty().get().prompt();
    verdicts.add(clock.instant(), prompt, winner.contestant().id(), losers);
    judged = true;
    chosen =
        preferred.add(
            prompt,
            lanes.stream()
                .map(lane ->
                    new PreferredAnswers.Judged(lane.contestant(), lane.answer(), lane == winner))
                .toList());
    choices.set(preferred.size());
    lanes.forEach(lane -> lane.prefer(lane == winner));
    blind.set(false);
  }

  /// How many preferences of this session say something of models: of real answers of at least two.
  public ReadOnlyIntegerProperty choicesProperty() {
    return choices.getReadOnlyProperty();
  }

  /// These preferences with their prompts, as JSON lines that `signalbox train` reads.
  public String outcomes() {
    return preferred.lines();
  }

  /// How often a contestant was preferred: `preferred 3 of 4`; empty if there never was a choice.
  public String tally(ComparisonTarget contestant) {
    var tally = verdicts.of(contestant.id());
    return tally.all() == 0 ? "" : "preferred " + tally.won() + " of " + tally.all();
  }

  /// Looks where a rule to the model of a column can stand, in the background.
  ///
  /// @param when a condition that can be read
  /// @param then told on the UI thread
  public Background.Stop propose(
      ComparisonTarget.OfModel contestant, String when, Consumer<RuleProposal> then) {
    Document asked = editor.document();
    var places = RouteToModel.places(asked.graph(), contestant.model(), Condition.of(when));
    return calls
        .background()
        .run(
            () -> RuleProposal.of(asked.read(), places, calls.installation().engine()::check),
            then,
            trouble -> then.accept(new RuleProposal.Failed(LiveCall.words(trouble))));
  }

  /// Writes a rule where it was proposed, unless the graph in front is another one by now.
  ///
  /// @return whether anything changed
  public boolean route(ComparisonTarget.OfModel contestant, RuleProposal.Fits proposal) {
    return editor.document().read() == proposal.of()
        && editor.edit("Route to " + contestant.title(), proposal.place().edit());
  }
}
