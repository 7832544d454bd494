package io.signalbox.plugins.export.ways;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.plugins.export.FidelityReport;
import java.util.Optional;
import java.util.Set;

/// What a gateway can do with the ways of a graph, and how its report says so.
///
/// @param <C> what it calls a condition
public interface Carrier<C> {
  /// What it is called, as the beginning of a sentence.
  String gateway();

  /// What its ways are, in the plural: `functions`.
  String ways();

  /// Why rules behind a draw or a chain are lost, after "since".
  String tooLate();

  /// A rule's condition as the gateway says it, never for more requests. What cannot be said is
  /// reported; empty: the rule is left out.
  Optional<C> said(RulesNode node, RulesNode.Rule rule, FidelityReport report);

  /// The condition of a promise as the gateway says it, never for fewer requests, with what is lost
  /// or to be done in the report; empty: it cannot be said, so that the promise is kept for every
  /// request.
  Optional<C> guard(Promise promise, FidelityReport report);

  /// A condition that holds for every request.
  C always();

  /// Both conditions at once.
  C both(C outer, C inner);

  /// One of two conditions.
  C either(C one, C other);

  /// What stands before the names of ways.
  ///
  /// @param kept whether these are the ways of requests that a promise is about
  String prefix(boolean kept);

  /// The name of the way of requests of which no rule holds.
  String main(boolean kept);

  /// What callers have to do so that a rule counts; empty: the gateway decides by itself.
  Optional<String> choice();

  /// What callers write to choose a way.
  default String address(String way) {
    return way;
  }

  /// What is lost of a draw.
  String drawn();

  /// Whether the other branches of a draw follow one that has failed.
  boolean drawsGoOn();

  /// Why a draw with a branch that calls no model is refused as a whole, after "and".
  String drawnEnd();

  /// Whether other models can follow a draw that has failed.
  boolean drawsFirst();

  /// Whether retries are calls in the chain; otherwise they are limits of the plan.
  boolean repeats();

  /// Reports what is lost of a fallback's classes, retries and times.
  void fallback(FallbackNode node, FidelityReport report);

  /// After which failures a chain goes on; empty: the gateway does not ask.
  default Optional<Set<FailureClass>> classes(Set<FailureClass> on) {
    return Optional.empty();
  }

  /// Reports what is lost of a reject that the gateway answers by itself.
  default void reject(RejectNode node, FidelityReport report) {}

  /// How requests end that call no model; empty: as the graph says.
  Optional<String> refusal();

  /// Why a member cannot be set to a JSON value; empty: it can.
  Optional<String> cannotSet(String name, String json);

  /// What a request may keep beside a member that is set, in a sentence; empty: nothing.
  default Optional<String> beside(String name) {
    return Optional.empty();
  }

  /// What happens to a member that is to be dropped, in a sentence; empty: it is dropped.
  Optional<String> cannotDrop(String name);
}
