package io.signalbox.app.comparison;

import io.signalbox.app.document.Editor;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.fx.Background;
import io.signalbox.app.fx.Mailbox;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.tryout.LiveCall;
import io.signalbox.app.tryout.LiveCalls;
import io.signalbox.engine.api.Matrices;
import io.signalbox.engine.lab.matrix.AnswerBench;
import io.signalbox.engine.lab.matrix.MatrixEnd;
import io.signalbox.engine.lab.matrix.MatrixHead;
import io.signalbox.engine.lab.matrix.MatrixJournal;
import io.signalbox.engine.lab.matrix.MatrixPlan;
import io.signalbox.engine.lab.matrix.MatrixProgress;
import io.signalbox.engine.lab.matrix.MatrixReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// The comparisons on prompt sets that lie beside the graph in front, and the run that is shown. A
/// run goes on while other things are looked at; the disk is only touched in the background. For
/// the UI thread.
public final class MatrixBoard {
  private static final String UNREAD = "The run cannot be read: ";

  private final Editor editor;
  private final LiveCalls calls;
  private final Notices notices;
  private final Matrices matrices;
  private final AnswerBench bench;
  private final BooleanProperty played = new SimpleBooleanProperty(this, "played", true);
  private final BooleanProperty open = new SimpleBooleanProperty(this, "open");
  private final ReadOnlyObjectWrapper<MatrixShown> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", MatrixShown.NOTHING);
  private final ReadOnlyObjectWrapper<Optional<MatrixProgress>> progress =
      new ReadOnlyObjectWrapper<>(this, "progress", Optional.empty());
  private final Mailbox<MatrixProgress> heard = new Mailbox<>(all -> went(all.getLast()));
  private final AtomicReference<Optional<MatrixJournal>> journal =
      new AtomicReference<>(Optional.empty());
  private Background.Stop looking = Background.Stop.NOTHING;
  private AtomicBoolean stop = new AtomicBoolean();
  private Optional<Boolean> wish = Optional.empty();
  private boolean reading;
  private boolean running;
  private boolean reporting;

  /// The graph beside which was looked.
  private Optional<Path> beside = Optional.empty();

  public MatrixBoard(Editor editor, LiveCalls calls, Notices notices) {
    this.editor = editor;
    this.calls = calls;
    this.notices = notices;
    this.matrices = new Matrices(calls.installation().engine());
    this.bench = matrices.bench();
    open.addListener((o, before, now) -> look());
    played.addListener((o, before, now) -> look(shown.get().file()));
    editor.currentProperty().addListener((o, before, now) -> follow());
  }

  private void follow() {
    if (open.get() && isStale()) {
      look();
    }
  }

  private Optional<Path> front() {
    return editor.currentProperty().get().flatMap(OpenFile::path);
  }

  /// Whether what is shown is of another graph, or of other models, than what would be run now.
  private boolean isStale() {
    return !beside.equals(front())
        || shown.get().plan().filter(plan -> plan.simulated() != played.get()).isPresent();
  }

  /// What is shown.
  public ReadOnlyObjectProperty<MatrixShown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /// What is shown, now.
  public MatrixShown shown() {
    return shown.get();
  }

  /// How far the run is that is under way; empty if none is.
  public ReadOnlyObjectProperty<Optional<MatrixProgress>> progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /// Whether the page is about prompt sets, and not about one prompt.
  public BooleanProperty openProperty() {
    return open;
  }

  /// Whether every model is played by the simulated provider.
  public BooleanProperty playedProperty() {
    return played;
  }

  /// Whether a run is under way.
  public boolean isRunning() {
    return running;
  }

  /// Whether a run is under way that is to stop.
  public boolean isStopping() {
    return running && stop.get();
  }

  /// Looks at the comparisons beside the graph in front.
  public void look() {
    look(shown.get().file());
  }

  /// The same, and opens one of them.
  ///
  /// @param wanted empty, or no longer there: the first
  public void look(Optional<Path> wanted) {
    if (running) {
      return; // the run that is under way stays in sight
    }
    looking.stop();
    Optional<Path> graph = front();
    beside = graph;
    if (graph.isEmpty()) {
      looked(MatrixShown.NOTHING);
      return;
    }
    boolean simulated = played.get();
    reading = true;
    looking =
        calls
            .background()
            .run(
                () -> new MatrixLook(matrices, bench, simulated).at(graph.get(), wanted),
                this::looked,
                trouble -> {
                  reading = false;
                  wish = Optional.empty();
                  fail("The comparisons cannot be read: ", trouble);
                });
  }

  private void looked(MatrixShown now) {
    reading = false;
    shown.set(now);
    Optional<Boolean> wanted = wish;
    wish = Optional.empty();
    wanted.ifPresent(this::start);
  }

  /// @param failed what is said before the reason if it cannot be done
  private <T> void work(String failed, Callable<T> what, Consumer<T> then) {
    calls.background().run(what, then, trouble -> fail(failed, trouble));
  }

  private void fail(String what, Exception trouble) {
    notices.tell(Notice.trouble(what + LiveCall.words(trouble)));
  }

  /// Makes a comparison of the models of the graph in front, in a new file beside it.
  public void begin() {
    Optional<Path> graph = front();
    List<String> models = List.copyOf(editor.document().graph().models().keySet());
    if (graph.isEmpty() || running) {
      return;
    }
    work(
        "The comparison cannot be made: ",
        () -> MatrixFiles.begin(graph.get(), models),
        file -> {
          notices.tell(Notice.said("Made " + file.getFileName() + "."));
          look(Optional.of(file));
        });
  }

  /// Writes the text of the comparison that is shown. It is not written if the file is another one
  /// by now than what was shown.
  public void save(String text) {
    MatrixShown now = shown.get();
    now.file()
        .ifPresent(file ->
            work(
                "The comparison cannot be saved: ",
                () -> MatrixFiles.save(file, now.text(), text),
                done -> look(Optional.of(file))));
  }

  /// Begins a run, or goes on with the one that is shown. Models are called and cost what they
  /// cost, unless they are simulated.
  public void start(boolean resume) {
    if (running) {
      return;
    }
    if (reading || isStale()) {
      wish = Optional.of(resume); // it begins as soon as it is known what there is to run
      if (!reading) {
        look();
      }
      return;
    }
    Optional<MatrixPlan> plan = shown.get().plan();
    if (plan.isEmpty()) {
      return;
    }
    Optional<String> id =
        resume ? shown.get().report().map(report -> report.record().head().id()) : Optional.empty();
    running = true;
    stop = new AtomicBoolean();
    AtomicBoolean ending = stop;
    progress.set(Optional.of(MatrixSteps.begun(plan.get())));
    calls
        .background()
        .run(
            () -> run(plan.get(), id, ending),
            end -> ended(plan.get(), end),
            trouble -> {
              over();
              fail("The run could not go on: ", trouble);
              look();
            });
  }

  private MatrixEnd run(MatrixPlan plan, Optional<String> id, AtomicBoolean ending) {
    try (MatrixJournal kept = id.map(matrices::resume).orElseGet(() -> matrices.begin(plan))) {
      journal.set(Optional.of(kept));
      return matrices.run(plan, kept, calls.live(), ending::get, heard::post);
    } finally {
      journal.set(Optional.empty());
    }
  }

  private void went(MatrixProgress now) {
    if (running) {
      progress.set(Optional.of(now));
      report();
    }
  }

  /// Works the report out anew, unless that is being done: the next step asks for it again.
  private void report() {
    Optional<MatrixJournal> kept = journal.get();
    Optional<MatrixPlan> plan = shown.get().plan();
    if (reporting || kept.isEmpty() || plan.isEmpty()) {
      return;
    }
    reporting = true;
    calls
        .background()
        .run(
            () -> MatrixReport.of(plan.get(), kept.get().record(), bench),
            report -> {
              reporting = false;
              if (running) {
                shown.set(shown.get().with(report, Optional.empty()));
              }
            },
            trouble -> reporting = false);
  }

  private void over() {
    running = false;
    progress.set(Optional.empty());
  }

  private void ended(MatrixPlan plan, MatrixEnd end) {
    calls
        .background()
        .run(
            () -> MatrixSteps.ended(plan, end, matrices, bench),
            done -> {
              over();
              shown.set(shown.get().with(done.report(), Optional.of(end)).withRuns(done.runs()));
              notices.tell(Notice.said(MatrixWords.ended(plan, end)));
              follow();
            },
            trouble -> {
              over();
              fail("The report cannot be made: ", trouble);
            });
  }

  /// No call begins any more, and those under way come to their end.
  public void stop() {
    if (running) {
      stop.set(true);
      progress.get().ifPresent(now -> progress.set(Optional.of(MatrixSteps.again(now))));
    }
  }

  /// Shows another run of the comparison.
  public void show(MatrixHead head) {
    Optional<MatrixPlan> plan = shown.get().plan();
    if (running || plan.isEmpty()) {
      return;
    }
    work(
        UNREAD,
        () ->
            MatrixReport.of(plan.get(), MatrixJournal.read(matrices.runs().file(head.id())), bench),
        report -> shown.set(shown.get().with(report, Optional.empty())));
  }

  /// Says what is different from an earlier run, or no longer.
  public void compareWith(Optional<MatrixHead> earlier) {
    Optional<MatrixReport> report = shown.get().report();
    if (earlier.isEmpty() || report.isEmpty()) {
      shown.set(shown.get().since(Optional.empty()));
      return;
    }
    work(
        UNREAD,
        () -> new MatrixLook(matrices, bench, played.get()).since(earlier.get(), report.get()),
        found -> shown.set(shown.get().since(Optional.of(found))));
  }

  /// Deletes the run that is shown, with its answers.
  public void delete() {
    Optional<MatrixReport> report = shown.get().report();
    if (running || report.isEmpty()) {
      return;
    }
    String id = report.get().record().head().id();
    work(
        "The run cannot be deleted: ",
        () -> {
          matrices.runs().delete(id);
          return id;
        },
        done -> {
          notices.tell(Notice.said("Deleted the run " + id + " with its answers."));
          look();
        });
  }
}
