package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.route.RoutePlan;
import io.signalbox.engine.route.World;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What has happened to a request so far. Belongs to one thread.
final class TraceDraft {
  private static final int LONGEST_NAME = 200;

  private final String graph;
  private final IncomingRequest incoming;
  private final RoutePlan plan;
  private final World world;
  private final String copyOf;
  private final Supplier<List<String>> promises;
  private final Instant at;
  private final long begun;

  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Trace.Consulted> consulted = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();
  private final List<Model> passedOver = new ArrayList<>();
  private Optional<Failure> last = Optional.empty();
  private Optional<Failure> notKept = Optional.empty();
  private int strangers;
  private String lastNote = "";
  private String lastModel = "";
  private Optional<Estimate> estimate = Optional.empty();
  private OptionalLong firstToken = OptionalLong.empty();
  private String error = "";
  private Optional<Trace.Cached> cached = Optional.empty();

  /// @param copyOf the id of the request that this one is a copy of; empty if it is none
  /// @param promises the names of the promises that are about it
  TraceDraft(
      String graph,
      IncomingRequest incoming,
      RoutePlan plan,
      World world,
      String copyOf,
      Supplier<List<String>> promises) {
    this.graph = graph;
    this.incoming = incoming;
    this.plan = plan;
    this.world = world;
    this.copyOf = copyOf;
    this.promises = promises;
    this.at = world.now();
    this.begun = world.nanos();
  }

  /// How many attempts there were, skipped models included.
  int attempts() {
    return attempts.size();
  }

  /// How many calls for decisions there were.
  int consultations() {
    return consulted.size();
  }

  /// The last failure; empty if nothing has failed.
  Optional<Failure> last() {
    return last;
  }

  /// What is recorded of the last failure.
  String lastNote() {
    return lastNote;
  }

  /// The id of the model of the last attempt.
  String lastModel() {
    return lastModel;
  }

  /// What the next call will cost about.
  void estimated(Estimate forecast) {
    estimate = Optional.of(forecast);
  }

  void consulted(Trace.Consulted call) {
    consulted.add(call);
  }

  /// An attempt of which nothing follows.
  void attempted(Attempt attempt) {
    attempts.add(attempt);
  }

  void passedOver(Model model, String why) {
    passedOver.add(model);
    String key = model.key().map(KeyRef::id).orElse("");
    attempts.add(Attempt.skipped(model.id(), model.provider(), model.model(), key, why));
    lastModel = model.id();
  }

  /// A model was passed over because its provider does not keep an earlier answer that the request
  /// goes on with.
  void notKept(Model model, Failure failure) {
    passedOver(model, "the earlier answer that the request goes on with is known only elsewhere");
    notKept = Optional.of(failure);
    strangers++;
  }

  /// What is told if models were passed over for that alone.
  Optional<Failure> notKept() {
    return notKept.filter(each -> strangers == passedOver.size());
  }

  void failed(Model model, Attempt attempt, List<String> lost, Failure failure) {
    attempts.add(attempt);
    losses.addAll(lost);
    last = Optional.of(failure);
    lastNote = attempt.message();
    lastModel = model.id();
  }

  /// The answer broke off, and another model is asked to go on.
  void brokenOff(Model model, AttemptEnd.BrokenOff broken) {
    heardFirst(broken.attempt());
    failed(model, broken.attempt(), broken.losses(), broken.failure());
  }

  /// The attempt with which the request ends.
  void ended(Model model, AttemptEnd.Over over) {
    attempts.add(over.attempt());
    losses.addAll(over.losses());
    lastModel = model.id();
    error = over.attempt().message();
    heardFirst(over.attempt());
  }

  /// An answer has one first token, however many models speak.
  private void heardFirst(Attempt attempt) {
    if (firstToken.isEmpty() && attempt.firstTokenMillis().isPresent()) {
      long before = millis() - attempt.millis();
      firstToken = OptionalLong.of(before + attempt.firstTokenMillis().getAsLong());
    }
  }

  /// The request ends with an earlier answer.
  void recalled(Trace.Cached earlier) {
    cached = Optional.of(earlier);
    firstToken = OptionalLong.of(millis());
  }

  /// The request ends with an error of ours.
  void troubled(String note) {
    error = note;
  }

  /// The models that were passed over.
  List<Model> passedOver() {
    return passedOver;
  }

  /// Why models were passed over.
  String skips() {
    return attempts.stream()
        .map(attempt -> attempt.model() + ": " + attempt.message())
        .collect(Collectors.joining("; "));
  }

  /// What has happened so far.
  Trace trace(int status) {
    ChatRequest request = incoming.request();
    var asked =
        new Trace.Asked(
            incoming.recordedApp(),
            name(plan.asked(Signal.USER)),
            name(plan.asked(Signal.CONVERSATION)),
            name(request.model()),
            request.stream(),
            name(plan.asked(Signal.CLIENT)),
            incoming.original().map(IncomingRequest.Original::dialect).orElse(""),
            promises.get());
    return new Trace(
        incoming.id(),
        at,
        graph,
        asked,
        plan.steps(),
        attempts,
        consulted,
        copyOf,
        estimate,
        status,
        millis(),
        firstToken,
        losses,
        error,
        cached);
  }

  /// Names come from the client; what is longer than names are is none, and is not kept.
  private static String name(String text) {
    return text.length() <= LONGEST_NAME ? text : "text of " + text.length() + " characters";
  }

  private long millis() {
    return (world.nanos() - begun) / 1_000_000;
  }
}
