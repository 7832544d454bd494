package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.route.OtherCalls;
import io.signalbox.engine.route.RoutePlan;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Calls a model for the decision of a node: one call, whole, within its time, and paid for like
/// any other. Belongs to one thread.
///
/// @param client who waits meanwhile
/// @param counted budgets and limits that have counted the request
/// @param recorder gets a call that ends by a mistake of ours
record Consulting(
    ExchangeContext context,
    Router router,
    IncomingRequest incoming,
    ReplySink client,
    RoutePlan plan,
    Set<String> counted,
    Consumer<Trace.Consulted> recorder) {

  /// How it went.
  ///
  /// @param call for the trace; empty if there was none
  /// @param answer what was answered; empty if nothing was
  /// @param why why nothing was answered
  /// @param end how the whole request ends with it; empty: it goes on
  record Result(
      Optional<Trace.Consulted> call,
      Optional<String> answer,
      String why,
      Optional<AttemptEnd.Over> end) {
    /// Whether a provider was really called.
    boolean isReal() {
      return call.isPresent() && !call.get().attempt().simulated();
    }
  }

  /// A call that fails is no reason to try another: the request goes on without the answer.
  private record NoOthers(RoutePlan plan) implements OtherCalls {
    @Override
    public List<String> path() {
      return plan.path();
    }

    @Override
    public List<Step> experiments() {
      return plan.experiments();
    }

    @Override
    public int calls() {
      return plan.calls();
    }

    @Override
    public boolean hasAlternative() {
      return true;
    }

    @Override
    public boolean catches(FailureClass failure) {
      return true;
    }

    /// A label is no turn of the conversation.
    @Override
    public void answered(Model model, Usage usage) {}
  }

  Result of(Move.Consult consult, String id) {
    var text = new AnswerText(client);
    var call =
        new Move.Call(
            consult.model(),
            consult.request(),
            true,
            consult.claims(),
            Optional.empty(),
            Optional.of(consult.within()),
            Optional.empty());
    var reservation =
        new AttemptReservation(context.reservations(), context.plans(), id, call.claims(), counted);
    var asked =
        new IncomingRequest(
            incoming.id(), consult.request(), Optional.empty(), incoming.client(), false);
    var others = new NoOthers(plan);
    var run = new AttemptRun(context, router, asked, text, others, call, false, reservation);
    try {
      return result(consult, run.run(), text);
    } catch (RuntimeException e) {
      run.afterInternalError()
          .ifPresent(attempt -> recorder.accept(new Trace.Consulted(consult.node(), attempt)));
      throw e;
    }
  }

  private static Result result(Move.Consult consult, AttemptEnd end, AnswerText text) {
    return switch (end) {
      case AttemptEnd.Over over when over.attempt().outcome() instanceof Outcome.Answered ->
          result(consult, over.attempt(), Optional.of(text.text()), "");
      case AttemptEnd.Over over when over.attempt().outcome() instanceof Outcome.Cancelled ->
          ended(consult, over);
      case AttemptEnd.Over over ->
          result(consult, over.attempt(), Optional.empty(), over.attempt().message());
      case AttemptEnd.BrokenOff off ->
          result(consult, off.attempt(), Optional.empty(), off.failure().kind().id());
      case AttemptEnd.Failed failed ->
          result(consult, failed.attempt(), Optional.empty(), failed.failure().kind().id());
      case AttemptEnd.NotCalled not ->
          result(consult, not.attempt(), Optional.empty(), not.failure().message());
      case AttemptEnd.NoRoom noRoom -> none("no room in " + noRoom.shortage().node());
      case AttemptEnd.NotAdmitted not -> none(not.why());
      case AttemptEnd.NotKept not -> none(not.failure().message());
    };
  }

  private static Result result(
      Move.Consult consult, Attempt attempt, Optional<String> answer, String why) {
    return new Result(
        Optional.of(new Trace.Consulted(consult.node(), attempt)), answer, why, Optional.empty());
  }

  private static Result ended(Move.Consult consult, AttemptEnd.Over over) {
    return new Result(
        Optional.of(new Trace.Consulted(consult.node(), over.attempt())),
        Optional.empty(),
        over.attempt().message(),
        Optional.of(over));
  }

  private static Result none(String why) {
    return new Result(Optional.empty(), Optional.empty(), why, Optional.empty());
  }
}
