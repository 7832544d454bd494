package io.signalbox.engine.exchange.plan;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.Model;
import java.util.Optional;
import java.util.function.Predicate;

/// Counts the calls that plans of the user include. Safe for threads.
public interface PlanMeter {
  /// Whether a plan includes a call.
  sealed interface Inclusion {
    /// No plan does: it costs what it costs.
    record Apart() implements Inclusion {}

    /// One does, and has counted it.
    ///
    /// @param plan the plan's id
    record Included(String plan) implements Inclusion {}

    /// One does, but is used up, or cannot be counted: the model is passed over.
    ///
    /// @param why for a person
    record Closed(String why) implements Inclusion {}
  }

  /// A model is to be called.
  ///
  /// @param id names the call until it is settled or released
  Inclusion enter(String id, Model model);

  /// An included call has ended.
  ///
  /// @param listed what it would have cost by the token; empty if no price is known
  /// @param tokens what it used
  void settle(String id, Optional<Money> listed, long tokens);

  /// An included call was not made after all, or came to nothing that counts.
  void release(String id);

  /// The same where no plan counts the calls of some models, because they are not made.
  default PlanMeter without(Predicate<Model> uncalled) {
    PlanMeter all = this;
    return new PlanMeter() {
      @Override
      public Inclusion enter(String id, Model model) {
        return uncalled.test(model) ? new Inclusion.Apart() : all.enter(id, model);
      }

      @Override
      public void settle(String id, Optional<Money> listed, long tokens) {
        all.settle(id, listed, tokens);
      }

      @Override
      public void release(String id) {
        all.release(id);
      }
    };
  }

  /// There is no plan.
  PlanMeter NONE =
      new PlanMeter() {
        @Override
        public Inclusion enter(String id, Model model) {
          return new Inclusion.Apart();
        }

        @Override
        public void settle(String id, Optional<Money> listed, long tokens) {}

        @Override
        public void release(String id) {}
      };
}
