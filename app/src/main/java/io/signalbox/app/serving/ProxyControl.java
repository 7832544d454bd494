package io.signalbox.app.serving;

import io.signalbox.app.document.Editor;
import io.signalbox.app.document.FileListener;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.Preferences;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.KeyApproval;
import io.signalbox.engine.catalog.BudgetNotice;
import io.signalbox.engine.trace.RejectedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;

/// The proxy of this window: one switch. It serves every open graph that can be run, as it was
/// saved last; the one that was in front when it was switched on is the default. For the UI thread.
public final class ProxyControl implements FileListener {

  /// A person waits for the window to close, so answers have less time than in the terminal.
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private static final int LAST_PORT = 65_535;

  private final Editor editor;
  private final Engine engine;
  private final Background background;
  private final Notices notices;
  private final KeyApproval consent;
  private final ReadOnlyObjectWrapper<ProxyState> state =
      new ReadOnlyObjectWrapper<>(this, "state", new ProxyState.Off());
  private final ReadOnlyObjectWrapper<ProxyMetrics> figures =
      new ReadOnlyObjectWrapper<>(this, "figures", ProxyMetrics.NONE);
  private final ReadOnlyIntegerWrapper drift = new ReadOnlyIntegerWrapper(this, "drift");
  private final IntegerProperty port =
      new SimpleIntegerProperty(this, "port", Preferences.USUAL_PORT);
  private final Map<OpenFile, String> drafts = new HashMap<>(); // live without being saved
  private Optional<Boolean> simulate = Optional.empty();
  private Optional<Engine.Serving> door = Optional.empty();
  private ServedGraphs serving = ServedGraphs.NOTHING;

  /// Doors whose last answers are coming to their end. On the UI thread.
  private final List<Engine.Serving> closing = new ArrayList<>();

  private boolean swapping;
  private boolean swapAgain;
  private boolean looking;
  private Instant toldUntil = Instant.EPOCH;

  public ProxyControl(
      Editor editor, Engine engine, Background background, Notices notices, KeyApproval consent) {
    this.editor = editor;
    this.engine = engine;
    this.background = background;
    this.notices = notices;
    this.consent = consent;
    editor.documentProperty().addListener((o, before, now) -> compare());
  }

  /// How it stands.
  public ReadOnlyObjectProperty<ProxyState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// What goes on, as [#look()] found it last.
  public ReadOnlyObjectProperty<ProxyMetrics> figuresProperty() {
    return figures.getReadOnlyProperty();
  }

  /// In how many places the graph in front differs from what is live; 0 if it is not served.
  public ReadOnlyIntegerProperty driftProperty() {
    return drift.getReadOnlyProperty();
  }

  /// The port that it listens on from the next time on.
  public IntegerProperty portProperty() {
    return port;
  }

  /// Where it is, if it is on.
  public Optional<ProxyState.On> on() {
    return state.get() instanceof ProxyState.On on ? Optional.of(on) : Optional.empty();
  }

  /// Lets apps in, on another port from now on.
  public void switchOn(int other) {
    port.set(other);
    switchOn();
  }

  /// Lets apps in.
  public void switchOn() {
    if (door.isPresent() || state.get() instanceof ProxyState.Starting) {
      return;
    }
    var began = new ProxyState.Starting();
    state.set(began);
    editor.files().stream()
        .filter(file -> file.disk().isEmpty())
        .forEach(file -> drafts.put(file, file.document().text()));
    List<ServedGraphs.Wanted> wanted = wanted();
    int number = port.get();
    Optional<Boolean> choice = simulate;
    background.run(
        () -> open(number, wanted, choice),
        opened -> opened(began, opened),
        trouble -> failed(began, trouble));
  }

  /// What was opened.
  private record Opened(Engine.Serving door, ServedGraphs serving, Instant at) {}

  private Opened open(int number, List<ServedGraphs.Wanted> wanted, Optional<Boolean> choice) {
    ServedGraphs found = ServedGraphs.of(engine, wanted, ServedGraphs.NOTHING, choice);
    if (found.graphs().isEmpty()) {
      throw new IllegalStateException(
          wanted.isEmpty()
              ? "No graph is open. Open one to start the proxy."
              : "All open graphs have errors. Fix those listed in Problems.");
    }
    Instant now = Instant.now();
    return new Opened(engine.serve(number, DRAIN, found.toServe(), consent), found, now);
  }

  private void opened(ProxyState.Starting began, Opened opened) {
    if (!state.get().equals(began)) {
      close(opened.door()); // it was switched off meanwhile
      return;
    }
    door = Optional.of(opened.door());
    toldUntil = opened.at();
    serving = opened.serving();
    show();
    look();
  }

  private void failed(ProxyState.Starting began, Exception trouble) {
    if (!state.get().equals(began)) {
      return;
    }
    String words = Optional.ofNullable(trouble.getMessage()).orElseGet(trouble::toString);
    boolean taken = words.startsWith("cannot listen on") && port.get() < LAST_PORT;
    state.set(
        taken
            ? new ProxyState.Failed(
                "Port " + port.get() + " is used by another program. Choose another port.",
                OptionalInt.of(port.get() + 1))
            : new ProxyState.Failed(words, OptionalInt.empty()));
  }

  /// Lets nobody in any more; answers that are under way come to their end.
  public void switchOff() {
    door.ifPresent(this::close);
    forget();
  }

  private void close(Engine.Serving open) {
    closing.add(open);
    background.run(
        () -> {
          open.close();
          return open;
        },
        closing::remove,
        trouble -> {
          closing.remove(open);
          notices.tell(
              Notice.trouble("The proxy could not be stopped cleanly: " + trouble.getMessage()));
        });
  }

  private void forget() {
    door = Optional.empty();
    serving = ServedGraphs.NOTHING;
    drafts.clear();
    figures.set(ProxyMetrics.NONE);
    state.set(new ProxyState.Off());
    compare();
  }

  /// Closes it before the program ends; waits until what happened is on the disk.
  public void end() {
    door.ifPresent(Engine.Serving::close);
    List.copyOf(closing).forEach(Engine.Serving::close);
    forget();
  }

  /// Whether all models are simulated, or would be; empty: that depends on whether there is a key.
  public Optional<Boolean> simulating() {
    return on().map(ProxyState.On::simulated).or(() -> simulate);
  }

  /// Has all models simulated, or none.
  public void simulate(boolean all) {
    simulate = Optional.of(all);
    follow();
  }

  /// Serves the graph in front as it is, saved or not.
  public void makeLive() {
    editor
        .currentProperty()
        .get()
        .ifPresent(file -> {
          drafts.put(file, file.document().text());
          follow();
        });
  }

  @Override
  public void filesChanged() {
    follow();
  }

  /// What is saved from now on counts.
  @Override
  public void saved(OpenFile file) {
    drafts.remove(file);
    follow();
  }

  /// Serves what is to be served now, if it is on.
  void follow() {
    if (door.isEmpty()) {
      return;
    }
    List<ServedGraphs.Wanted> wanted = wanted();
    if (wanted.isEmpty()) {
      switchOff();
      notices.tell(Notice.said("The proxy was stopped because no graph is open."));
    } else if (swapping) {
      swapAgain = true;
    } else {
      swap(door.get(), wanted);
    }
  }

  private void swap(Engine.Serving open, List<ServedGraphs.Wanted> wanted) {
    swapping = true;
    ServedGraphs before = serving;
    Optional<Boolean> choice = Optional.of(simulate.orElse(before.simulated()));
    background.run(
        () -> {
          ServedGraphs next = ServedGraphs.of(engine, wanted, before, choice);
          if (!next.graphs().isEmpty()) {
            open.swap(next.toServe());
          }
          return next;
        },
        next -> swapped(open, next),
        trouble -> {
          swapped(open, before);
          notices.tell(
              Notice.trouble(
                  "The proxy keeps serving the previous graph: " + trouble.getMessage()));
        });
  }

  private void swapped(Engine.Serving open, ServedGraphs next) {
    swapping = false;
    if (door.equals(Optional.of(open)) && !next.graphs().isEmpty()) {
      serving = next;
      show();
    }
    if (swapAgain) {
      swapAgain = false;
      follow();
    }
  }

  private void show() {
    door.ifPresent(
        open -> state.set(new ProxyState.On(open.address(), serving.simulated(), serving.names())));
    compare();
  }

  /// The graphs that were served before keep their order, for the first is the default.
  private List<ServedGraphs.Wanted> wanted() {
    var files = new ArrayList<OpenFile>(serving.graphs().keySet());
    editor.currentProperty().get().filter(file -> !files.contains(file)).ifPresent(files::add);
    editor.files().stream().filter(file -> !files.contains(file)).forEach(files::add);
    return files.stream()
        .filter(editor.files()::contains)
        .map(file ->
            new ServedGraphs.Wanted(
                file,
                file.document().file(),
                Optional.ofNullable(drafts.get(file)).orElseGet(file::kept)))
        .toList();
  }

  private void compare() {
    drift.set(
        editor
            .currentProperty()
            .get()
            .map(file -> serving.drift(file, file.document().graph()))
            .orElse(0));
  }

  /// Looks what goes on; asked for now and then by whoever shows it.
  public void look() {
    if (door.isEmpty() || looking) {
      return;
    }
    looking = true;
    Instant told = toldUntil;
    background.run(
        () -> ProxyMetrics.of(engine.store(), Instant.now(), ZoneId.systemDefault(), told),
        found -> {
          looking = false;
          if (door.isPresent()) {
            figures.set(found);
            tell(found.notices());
          }
        },
        trouble -> looking = false);
  }

  /// Shares of budgets that were spent since the last look, the newest first, in one notice.
  private void tell(List<BudgetNotice> found) {
    if (found.isEmpty()) {
      return;
    }
    toldUntil = found.getFirst().at();
    notices.tell(Notice.trouble(SpentShares.words(found)));
  }

  /// Who was turned away at the door lately, the newest first.
  public List<RejectedRequest> refusals() {
    return door.map(Engine.Serving::refusals).orElse(List.of());
  }
}
