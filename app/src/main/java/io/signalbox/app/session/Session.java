package io.signalbox.app.session;

import io.signalbox.app.fx.Background;
import io.signalbox.engine.graph.GraphEdit;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.workspace.GraphFile;
import io.signalbox.engine.workspace.GraphText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The open workspace: the graphs, what is selected, what was done. Panes draw from it and change
/// nothing but through it. For the UI thread.
public final class Session {
  private static final String BROKEN = "The text must be mended first";

  private final Surroundings surroundings;
  private final Background background;
  private final Views views = new Views();
  private final Carrying carrying = new Carrying();
  private final Simulator simulator;
  private final Memory memory;
  private final Disk disk;
  private final Preferences preferences;
  private final Machine machine;
  private final KeyQuestions keyQuestions;
  private final Proxy proxy;
  private final Past past;
  private final TestBench tests;
  private final Comparison comparison;
  private final ObservableList<OpenFile> files = FXCollections.observableArrayList();
  // One for all: whoever listens to it must not lose it.
  private final ObservableList<OpenFile> shownFiles =
      FXCollections.unmodifiableObservableList(files);
  private final ReadOnlyObjectWrapper<Optional<OpenFile>> current =
      new ReadOnlyObjectWrapper<>(this, "current", Optional.empty());
  private final ReadOnlyObjectWrapper<Document> document =
      new ReadOnlyObjectWrapper<>(this, "document", Document.NONE);
  private final ReadOnlyObjectWrapper<Selection> selection =
      new ReadOnlyObjectWrapper<>(this, "selection", Selection.NONE);
  private final ReadOnlyStringWrapper undoing = new ReadOnlyStringWrapper(this, "undoing", "");
  private final ReadOnlyStringWrapper redoing = new ReadOnlyStringWrapper(this, "redoing", "");
  private final ObjectProperty<Optional<Notice>> notice =
      new SimpleObjectProperty<>(this, "notice", Optional.empty());

  /// A session with nothing open.
  public Session(Surroundings surroundings, Background background) {
    this.surroundings = surroundings;
    this.background = background;
    simulator = new Simulator(this);
    Path home = surroundings.engine().home();
    memory = Memory.of(home.resolve("workbench.json"), background);
    disk = new Disk(this, home, Clock.systemUTC());
    preferences = new Preferences(memory);
    machine = new Machine(this);
    machine.foundProperty().addListener((o, before, now) -> lookedForKeys(before, now));
    keyQuestions = new KeyQuestions(this);
    proxy = new Proxy(this);
    proxy.portProperty().bindBidirectional(preferences.portProperty());
    past = new Past(this);
    tests = new TestBench(this);
    comparison = new Comparison(this, Clock.systemUTC(), RandomGenerator.getDefault());
  }

  /// A session with this document open.
  public Session(Document document, Surroundings surroundings, Background background) {
    this(surroundings, background);
    open(document);
  }

  /// Providers, models, prices, the engine.
  public Surroundings surroundings() {
    return surroundings;
  }

  /// Where work goes that must not keep the window waiting.
  public Background background() {
    return background;
  }

  /// Which pages and panes are open.
  public Views views() {
    return views;
  }

  /// What is carried from pane to pane with the mouse.
  public Carrying carrying() {
    return carrying;
  }

  /// Requests that are tried out.
  public Simulator simulator() {
    return simulator;
  }

  /// What is remembered from one start to the next.
  public Memory memory() {
    return memory;
  }

  /// What the user has settled.
  public Preferences preferences() {
    return preferences;
  }

  /// Keys, and servers on this machine.
  public Machine machine() {
    return machine;
  }

  /// Whether keys may go to servers.
  public KeyQuestions keyQuestions() {
    return keyQuestions;
  }

  /// Several answers to one prompt, side by side.
  public Comparison comparison() {
    return comparison;
  }

  /// The tests of the graph in front.
  public TestBench tests() {
    return tests;
  }

  /// Where the graphs lie.
  public Disk disk() {
    return disk;
  }

  /// The proxy for other programs.
  public Proxy proxy() {
    return proxy;
  }

  /// Requests that were recorded.
  public Past past() {
    return past;
  }

  /// Ends what goes on beyond the window.
  public void end() {
    keyQuestions.end();
    proxy.end();
  }

  /// The graphs that are open, in the order of their tabs.
  public ObservableList<OpenFile> files() {
    return shownFiles;
  }

  /// The graph in front; empty if none is open.
  public ReadOnlyObjectProperty<Optional<OpenFile>> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /// The document in front; [Document#NONE] if none is open.
  public ReadOnlyObjectProperty<Document> documentProperty() {
    return document.getReadOnlyProperty();
  }

  /// The document in front, now.
  public Document document() {
    return document.get();
  }

  /// What is selected in it.
  public ReadOnlyObjectProperty<Selection> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  /// What is selected, now.
  public Selection selection() {
    return selection.get();
  }

  /// What the last simulation found.
  public ReadOnlyObjectProperty<Simulation> simulationProperty() {
    return simulator.resultProperty();
  }

  /// What would be undone, in words; empty if nothing.
  public ReadOnlyStringProperty undoingProperty() {
    return undoing.getReadOnlyProperty();
  }

  /// What would be done again, in words; empty if nothing.
  public ReadOnlyStringProperty redoingProperty() {
    return redoing.getReadOnlyProperty();
  }

  /// What is to be said in passing.
  public ObjectProperty<Optional<Notice>> noticeProperty() {
    return notice;
  }

  /// Says something in passing.
  public void tell(Notice words) {
    notice.set(Optional.of(words));
  }

  /// Opens a document that lies nowhere yet, in a tab of its own.
  public OpenFile open(Document other) {
    return open(new OpenFile(other, Optional.empty()));
  }

  /// Opens a file that was read, or shows it if it is open.
  public OpenFile open(GraphFile file) {
    Optional<OpenFile> there =
        files.stream().filter(each -> each.path().equals(Optional.of(file.path()))).findFirst();
    there.ifPresent(this::show);
    return there.orElseGet(() -> {
      String name = String.valueOf(file.path().getFileName());
      return open(new OpenFile(Document.of(name, file.text().text()), Optional.of(file)));
    });
  }

  private OpenFile open(OpenFile file) {
    files.add(file);
    check(file);
    show(file);
    proxy.follow();
    return file;
  }

  /// Brings an open graph to the front.
  public void show(OpenFile file) {
    current.set(Optional.of(file));
    refresh();
    views.show(Place.GRAPH);
  }

  /// Closes a graph; whoever calls has seen to it that nothing is lost.
  public void close(OpenFile file) {
    int at = files.indexOf(file);
    files.remove(file);
    if (current.get().equals(Optional.of(file))) {
      current.set(files.isEmpty() ? Optional.empty() : Optional.of(files.get(Math.max(0, at - 1))));
      refresh();
    }
    proxy.follow();
  }

  /// Says that the graph in front lies on the disk as it is.
  public void saved(OpenFile file, GraphFile disk) {
    file.saved(disk);
    file.history().close();
    refresh();
    proxy.saved(file);
  }

  /// Selects a node or model; an id that the graph does not have selects nothing.
  public void select(String id) {
    select(Selection.of(java.util.List.of(id)));
  }

  /// Selects these; what the graph does not have is left out.
  public void select(Selection wanted) {
    Selection there = wanted.within(this::exists);
    current.get().ifPresent(file -> file.selected(there));
    selection.set(there);
  }

  /// Selects nothing.
  public void selectNothing() {
    select(Selection.NONE);
  }

  private boolean exists(String id) {
    return document().graph().has(id);
  }

  /// Changes the graph in front; it can be undone.
  ///
  /// @param what in a person's words: `Move Triage`
  /// @return whether anything changed; a broken text is left alone
  public boolean edit(String what, GraphEdit edit) {
    return edit(what, edit, false);
  }

  /// The same for one of many small edits (a letter typed into a field); those with the same words
  /// that follow each other are undone as one.
  public boolean editOn(String what, GraphEdit edit) {
    return edit(what, edit, true);
  }

  private boolean edit(String what, GraphEdit edit, boolean joined) {
    if (current.get().isEmpty()) {
      return false;
    }
    if (!document().sound()) {
      tell(broken());
      return false;
    }
    try {
      return put(what, document().read().with(edit), joined);
    } catch (IllegalStateException cannot) {
      tell(Notice.trouble("“" + what + "” cannot be written: " + cannot.getMessage() + "."));
      return false;
    }
  }

  private Notice broken() {
    Optional<Problem.Spot> where =
        document().read().problems().stream()
            .filter(Problem::isError)
            .findFirst()
            .flatMap(Problem::at);
    Notice words =
        Notice.trouble(BROKEN + where.map(spot -> ", at line " + spot.line()).orElse("") + ".");
    return where.map(spot -> words.with("Show it", () -> views.show(spot))).orElse(words);
  }

  /// Puts another text in the place of the one in front; it can be undone.
  ///
  /// @param what in a person's words: `Type`
  /// @param joined whether it goes on with the last change of these words
  public boolean type(String what, String text, boolean joined) {
    return current.get().isPresent() && put(what, GraphText.read(document().file(), text), joined);
  }

  /// Puts another text in the place of that of any open graph.
  void type(OpenFile file, String what, String text) {
    String old = file.document().text();
    if (!old.equals(text)) {
      file.history().add(what, old, text, false);
      changed(file, GraphText.read(file.document().file(), text));
    }
  }

  private boolean put(String what, GraphText next, boolean joined) {
    OpenFile file = current.get().orElseThrow();
    String old = document().text();
    if (next.text().equals(old)) {
      return false;
    }
    file.history().add(what, old, next.text(), joined);
    changed(file, next);
    return true;
  }

  /// Whatever is done next is undone by itself.
  public void closeEdit() {
    current.get().ifPresent(file -> file.history().close());
  }

  /// Goes back to what the document was before, if there is anything.
  public void undo() {
    step(file -> file.history().back(file.document().text()));
  }

  /// Takes the last undo back, if there was one.
  public void redo() {
    step(file -> file.history().forth(file.document().text()));
  }

  private void step(Function<OpenFile, Optional<String>> to) {
    current
        .get()
        .ifPresent(file ->
            to.apply(file)
                .ifPresent(text -> changed(file, GraphText.read(file.document().file(), text))));
  }

  private void changed(OpenFile file, GraphText text) {
    file.put(text);
    refresh();
    check(file);
  }

  private void refresh() {
    Optional<OpenFile> file = current.get();
    document.set(file.map(OpenFile::document).orElse(Document.NONE));
    select(file.map(OpenFile::selection).orElse(Selection.NONE));
    undoing.set(file.flatMap(each -> each.history().last()).orElse(""));
    redoing.set(file.flatMap(each -> each.history().next()).orElse(""));
  }

  private void lookedForKeys(Found before, Found now) {
    if (!before.keys().equals(now.keys())) {
      files.forEach(this::check);
    }
  }

  private void check(OpenFile file) {
    Document asked = file.document();
    if (!asked.sound()) {
      return;
    }
    background.run(
        () -> surroundings.engine().check(asked.graph()),
        found -> checked(file, asked, found),
        trouble -> tell(Notice.trouble("The graph could not be checked: " + trouble.getMessage())));
  }

  private void checked(OpenFile file, Document asked, List<Problem> found) {
    // A check of what was there before something else was typed is of no interest any more.
    if (file.document().read() == asked.read()) {
      var all = new ArrayList<>(found);
      all.addAll(new MissingKeys(surroundings.providers(), machine.found()).of(asked.graph()));
      file.set(file.document().checked(all));
      if (current.get().equals(Optional.of(file))) {
        document.set(file.document());
      }
    }
  }

  /// Asks which way a request would go.
  public void simulate(String prompt, Map<String, String> metadata) {
    simulator.compose(Ask.of(prompt, metadata));
    simulator.estimate();
  }

  /// Decides once for nothing, so that the first time that counts is not the slow one.
  ///
  /// @param then done when that is over, whatever came of it
  public void warm(Runnable then) {
    RoutingGraph graph = document().graph();
    boolean valid = document().valid();
    background.run(
        () -> {
          Condition.warm();
          Ask hello = Ask.of("Hello", Map.of());
          return valid
              ? Optional.of(surroundings.engine().estimate(graph, hello.request(), hello.client()))
              : Optional.empty();
        },
        trace -> then.run(),
        trouble -> then.run());
  }
}
