package io.signalbox.engine.trace;

import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Everything that happened to one request. It holds no prompt and no answer. Immutable.
///
/// @param id the request's id, as in `x-request-id`
/// @param at when it came
/// @param graph the graph's name
/// @param asked whose request it was and what it wanted
/// @param steps the decisions, in order
/// @param attempts the calls, in order; the last one is the one that answered, if any did
/// @param consulted the calls for decisions of nodes, in order
/// @param copyOf the id of the request that this one is a copy of; empty if it is none
/// @param estimate the forecast for the model that was called last; empty if none was made
/// @param status the HTTP status that the client got; 499 if it went away
/// @param millis from its arrival to its end
/// @param firstTokenMillis from its arrival to the first token; empty if there was none
/// @param losses what could not be carried over into the provider's dialect
/// @param error the trouble in words of our own, never in a provider's; empty if all went well
/// @param cached the earlier answer that was given; empty if none was
public record Trace(
    String id,
    Instant at,
    String graph,
    Asked asked,
    List<Step> steps,
    List<Attempt> attempts,
    List<Consulted> consulted,
    String copyOf,
    Optional<Estimate> estimate,
    int status,
    long millis,
    OptionalLong firstTokenMillis,
    List<String> losses,
    String error,
    Optional<Cached> cached) {
  public Trace {
    steps = List.copyOf(steps);
    attempts = List.copyOf(attempts);
    consulted = List.copyOf(consulted);
    losses = List.copyOf(losses);
  }

  /// One that no earlier answer was given to.
  public Trace(
      String id,
      Instant at,
      String graph,
      Asked asked,
      List<Step> steps,
      List<Attempt> attempts,
      List<Consulted> consulted,
      String copyOf,
      Optional<Estimate> estimate,
      int status,
      long millis,
      OptionalLong firstTokenMillis,
      List<String> losses,
      String error) {
    this(
        id,
        at,
        graph,
        asked,
        steps,
        attempts,
        consulted,
        copyOf,
        estimate,
        status,
        millis,
        firstTokenMillis,
        losses,
        error,
        Optional.empty());
  }

  /// An earlier answer that was given. No call was made for it.
  ///
  /// @param node the id of the cache node
  /// @param model the id of the model that had answered
  /// @param provider the provider's id
  /// @param providerModel the provider's name of the model
  /// @param age how long before
  /// @param likeness the cosine of both texts' vectors; 1 for an equal request
  /// @param usage what the client was told: that of the earlier answer; empty if unknown
  /// @param saved what the earlier answer had cost; empty if unknown
  public record Cached(
      String node,
      String model,
      String provider,
      String providerModel,
      Duration age,
      double likeness,
      Optional<Usage> usage,
      Optional<Money> saved) {}

  /// Whose request it was.
  ///
  /// @param app the app whose key it came with; `@workbench` for what Signalbox sends itself, empty
  ///   for the terminal
  /// @param user the client's id of its user; empty if unknown
  /// @param conversation the conversation's id
  /// @param model the model or graph that the client named
  /// @param stream whether it wanted a stream
  /// @param client the program that asked, as conditions call it; empty if unknown
  /// @param dialect the id of the dialect in which it asked; empty for the terminal and the
  ///   workbench
  /// @param promises the names of the graph's promises that are about it
  public record Asked(
      String app,
      String user,
      String conversation,
      String model,
      boolean stream,
      String client,
      String dialect,
      List<String> promises) {
    public Asked {
      promises = List.copyOf(promises);
    }

    /// One of an unknown program, about which nothing is promised.
    public Asked(String app, String user, String conversation, String model, boolean stream) {
      this(app, user, conversation, model, stream, "", "", List.of());
    }
  }

  /// A call for the decision of a node.
  ///
  /// @param node the node's id
  public record Consulted(String node, Attempt attempt) {}

  /// The attempt that answered, if any did.
  public Optional<Attempt> answer() {
    for (Attempt attempt : attempts) {
      if (attempt.outcome() instanceof Outcome.Answered) {
        return Optional.of(attempt);
      }
    }
    return Optional.empty();
  }

  /// Whether the client got an answer, of a call or an earlier one.
  public boolean isAnswered() {
    return cached.isPresent() || answer().isPresent();
  }

  /// The id of the model that answered, now or earlier; empty if none did.
  public String answeredBy() {
    return cached.map(Cached::model).or(() -> answer().map(Attempt::model)).orElse("");
  }

  /// The calls for the answer that were really made.
  public List<Attempt> calls() {
    var calls = new ArrayList<Attempt>(attempts.size());
    for (Attempt attempt : attempts) {
      if (attempt.called()) {
        calls.add(attempt);
      }
    }
    return calls;
  }

  /// All calls that were really made, those for decisions first.
  public List<Attempt> allCalls() {
    if (consulted.isEmpty()) {
      return calls();
    }
    var all = new ArrayList<Attempt>();
    consulted.stream().map(Consulted::attempt).filter(Attempt::called).forEach(all::add);
    all.addAll(calls());
    return all;
  }

  /// The ids of the nodes that the request passed.
  public List<String> path() {
    return Step.path(steps);
  }

  /// What all calls cost together; empty as soon as one is unknown.
  public Optional<Money> cost() {
    Money sum = Money.ZERO;
    for (Attempt attempt : allCalls()) {
      var each = attempt.cost().total();
      if (each.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.plus(each.get());
    }
    return Optional.of(sum);
  }

  /// Whether another model than the first one had to answer.
  public boolean failedOver() {
    return answer().isPresent() && attempts.size() > 1;
  }
}
