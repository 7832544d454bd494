package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.route.client.AssignmentHash;
import io.signalbox.engine.store.Verdicts.Label;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Asks every model of a plan every prompt, several at once, and then the judge. What is in the
/// journal is not asked again, so a run that was stopped or killed goes on where it was; prompts
/// without an answer are asked again. Belongs to one thread.
public final class MatrixRun {
  /// So many calls in a row without an answer, and the rest will get none either.
  private static final int MOST_FAILED_IN_A_ROW = 5;

  private final MatrixPlan plan;
  private final MatrixJournal journal;
  private final MatrixCalls calls;
  private final BooleanSupplier stop;
  private final Consumer<MatrixProgress> told;
  private final CostCap cap;
  private final Semaphore free;
  private final Map<String, Integer> withheld = new LinkedHashMap<>();
  private final Map<String, Integer> failed = new LinkedHashMap<>();
  private final Map<String, Integer> inARow = new HashMap<>();
  private final Set<String> givenUp = new HashSet<>();
  private Optional<String> stopped = Optional.empty();
  private int done;
  private int failures;
  private int judged;
  private int verdicts;

  private MatrixRun(
      MatrixPlan plan,
      MatrixJournal journal,
      MatrixCalls calls,
      BooleanSupplier stop,
      Consumer<MatrixProgress> told) {
    this.plan = plan;
    this.journal = journal;
    this.calls = calls;
    this.stop = stop;
    this.told = told;
    this.cap = new CostCap(plan.usd(), paid(journal.record()));
    this.free = new Semaphore(plan.parallel());
  }

  /// With what calls may have cost of which nothing is known.
  private static Money paid(MatrixRecord record) {
    Money sum = record.usd();
    for (Optional<Money> each : record.unfinished().values()) {
      sum = sum.plus(each.orElse(Money.ZERO));
    }
    return sum;
  }

  /// Runs a plan on the calling thread and on threads of its own. When it is to stop, no call
  /// begins any more, and those under way come to their end; the same if the calling thread is
  /// interrupted.
  ///
  /// @param stop whether it is to stop
  /// @param told gets how far it is, on any thread, one at a time
  public static MatrixEnd of(
      MatrixPlan plan,
      MatrixJournal journal,
      MatrixCalls calls,
      BooleanSupplier stop,
      Consumer<MatrixProgress> told) {
    return new MatrixRun(plan, journal, calls, stop, told).all();
  }

  private MatrixEnd all() {
    MatrixRecord before = journal.record();
    done = before.answered(plan);
    tell();
    atOnce(cells(before));
    if (stopped().isEmpty() && plan.judge().isPresent()) {
      atOnce(pairs(plan.judge().get(), journal.record()));
    }
    return end();
  }

  private synchronized MatrixEnd end() {
    MatrixRecord record = journal.record();
    int left = plan.cells() - record.answered(plan);
    int unjudged = plan.judge().map(judge -> Pairing.of(plan, judge, record).missing()).orElse(0);
    return new MatrixEnd(
        stopped, left, unjudged, withheld, failed, givenUp.stream().sorted().toList(), record);
  }

  /// One call.
  ///
  /// @param who is called, for people
  private record Task(String who, Runnable call) {}

  private List<Task> cells(MatrixRecord before) {
    var tasks = new ArrayList<Task>();
    for (MatrixPrompt prompt : plan.prompts()) {
      List<String> about = calls.promises(plan.graph(), prompt);
      for (MatrixTarget target : plan.targets()) {
        if (before.cell(target, prompt).filter(MatrixCell::isAnswered).isPresent()) {
          continue;
        }
        Optional<String> forbidden =
            target.model().flatMap(model -> MatrixCalls.forbidding(plan.graph(), model, about));
        forbidden.ifPresentOrElse(
            promise -> withheld.merge(promise, 1, Integer::sum),
            () -> tasks.add(new Task(target.id(), () -> ask(target, prompt))));
      }
    }
    return tasks;
  }

  private List<Task> pairs(MatrixJudge judge, MatrixRecord record) {
    var tasks = new ArrayList<Task>();
    Pairing pairing = Pairing.of(plan, judge, record);
    synchronized (this) {
      judged = pairing.there();
      verdicts = pairing.there() + pairing.missing();
    }
    for (Pairing.Pair pair : pairing.open()) {
      List<String> about = calls.promises(plan.graph(), pair.prompt());
      Optional<String> forbidden = MatrixCalls.forbidding(plan.graph(), judge.model(), about);
      forbidden.ifPresentOrElse(
          promise -> withheld.merge(promise, 1, Integer::sum),
          () -> tasks.add(new Task("judge " + judge.model().id(), () -> ask(judge, pair))));
    }
    return tasks;
  }

  /// Runs tasks in their order, so many at once as the plan says.
  private void atOnce(List<Task> tasks) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Task task : tasks) {
        if (isGivenUp(task.who())) {
          continue;
        }
        free.acquire();
        if (shallStop()) {
          free.release();
          break;
        }
        threads.execute(() -> run(task));
      }
    } catch (InterruptedException e) {
      stop("it was interrupted");
      Thread.currentThread().interrupt();
    }
  }

  private void run(Task task) {
    try {
      if (stopped().isEmpty() && !isGivenUp(task.who())) {
        task.call().run();
      }
    } catch (RuntimeException | Error e) {
      stop("of an error inside Signalbox: " + e.getClass().getSimpleName());
      throw e;
    } finally {
      free.release();
    }
  }

  private boolean shallStop() {
    if (stop.getAsBoolean()) {
      stop("it was stopped");
    }
    return stopped().isPresent();
  }

  private synchronized Optional<String> stopped() {
    return stopped;
  }

  private synchronized boolean isGivenUp(String who) {
    return givenUp.contains(who);
  }

  private synchronized void stop(String why) {
    if (stopped.isEmpty()) {
      stopped = Optional.of(why);
    }
  }

  private void ask(MatrixTarget target, MatrixPrompt prompt) {
    Optional<Money> most = calls.most(target, prompt);
    String call = MatrixTally.call(new MatrixCell.CellKey(target.key(), prompt.key()));
    if (!begun(call, most, target.id())) {
      return;
    }
    MatrixCell cell = calls.answer(target, prompt);
    cap.settle(most, cell.usd());
    if (kept(() -> journal.add(cell))) {
      heard(target.id(), cell.failure());
    }
  }

  /// What any of the graphs keeps from models, a judge does not see either.
  private Set<RewriteNode.Redaction> hidden() {
    return plan.targets().stream()
        .flatMap(each -> each.graph().nodes().values().stream())
        .filter(RewriteNode.class::isInstance)
        .flatMap(each -> ((RewriteNode) each).redact().stream())
        .collect(Collectors.toSet());
  }

  private void ask(MatrixJudge judge, Pairing.Pair pair) {
    boolean targetFirst = targetFirst(pair) == (pair.turn() == 0);
    ChatRequest question =
        MatrixCalls.question(
            judge, pair.prompt(), pair.answer(), pair.base(), targetFirst, hidden());
    Optional<Money> most = calls.most(judge, question);
    String who = "judge " + judge.model().id();
    MatrixVerdict.VerdictKey key = pair.key(judge);
    if (!begun(MatrixTally.call(key), most, who)) {
      return;
    }
    MatrixCalls.Said said = calls.verdict(judge, question, targetFirst);
    cap.settle(most, said.usd());
    if (kept(() -> keep(key, said, targetFirst))) {
      heard(who, said.why());
    }
  }

  private void keep(MatrixVerdict.VerdictKey key, MatrixCalls.Said said, boolean targetFirst)
      throws IOException {
    Optional<Label> label = said.label();
    if (label.isPresent()) {
      journal.add(
          new MatrixVerdict(key, label.get(), targetFirst, said.usd(), calls.clock().instant()));
    } else {
      journal.ended(MatrixTally.call(key), said.usd());
    }
  }

  /// Which answer is shown first the first time: drawn, and the same whenever it is drawn.
  private boolean targetFirst(Pairing.Pair pair) {
    String text = plan.seed() + "\u0000" + pair.answer().at().target();
    return AssignmentHash.draw(text + "\u0000" + pair.prompt().key()) < 0.5;
  }

  /// Whether a call may be made; it stands in the journal before it is.
  private boolean begun(String call, Optional<Money> most, String who) {
    Optional<String> over = cap.hold(most);
    if (over.isPresent()) {
      stop(most.isEmpty() ? over.get() + " (" + who + ")" : over.get());
      return false;
    }
    return kept(() -> journal.asked(call, most));
  }

  @FunctionalInterface
  private interface Keeping {
    void keep() throws IOException;
  }

  /// What cannot be kept would be asked again, so nothing more is asked.
  private boolean kept(Keeping keeping) {
    try {
      keeping.keep();
      return true;
    } catch (IOException e) {
      stop("the run cannot be written: " + e.getMessage());
      return false;
    }
  }

  /// @param why no answer came; empty if one did
  private void heard(String who, String why) {
    synchronized (this) {
      boolean judge = who.startsWith("judge ");
      if (why.isEmpty()) {
        inARow.remove(who);
        done += judge ? 0 : 1;
        judged += judge ? 1 : 0;
      } else {
        failures++;
        failed.merge(who + ": " + why, 1, Integer::sum);
        if (inARow.merge(who, 1, Integer::sum) >= MOST_FAILED_IN_A_ROW) {
          givenUp.add(who);
        }
      }
      tell();
    }
  }

  private synchronized void tell() {
    told.accept(new MatrixProgress(done, plan.cells(), failures, judged, verdicts, journal.usd()));
  }
}
