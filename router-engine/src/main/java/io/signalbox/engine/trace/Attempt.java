package io.signalbox.engine.trace;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One call of a model. Immutable.
///
/// @param model the model's id in the graph
/// @param provider the provider's id
/// @param providerModel the provider's name of the model
/// @param key the name of its key, `env:NAME` or `vault:NAME`, never the key; empty: the provider's
///   usual one
/// @param outcome how it ended
/// @param status the HTTP status; 0 if there was none
/// @param millis from its start to its end
/// @param firstTokenMillis from its start to the first token; empty if there was none
/// @param usage what it used; empty if that is not known
/// @param cost what it cost
/// @param message the trouble in words of our own, never in a provider's; empty if there was none
/// @param simulated whether no provider was really called
/// @param continuedAt after so many characters of an answer that broke off this model went on; 0 if
///   it began one
/// @param dialect the id of the dialect in which it was called; empty if it was not, or is unknown
/// @param hold what it held in budgets and limits; empty if it held nothing
public record Attempt(
    String model,
    String provider,
    String providerModel,
    String key,
    Outcome outcome,
    int status,
    long millis,
    OptionalLong firstTokenMillis,
    Optional<Usage> usage,
    Cost cost,
    String message,
    boolean simulated,
    int continuedAt,
    String dialect,
    Optional<Hold> hold) {

  /// What a call held in budgets and limits until it was known what it cost.
  ///
  /// @param nodes the ids of the budgets and limits, in the order in which it passed them
  /// @param usd US dollars that were held in each
  /// @param tokens tokens that were held in each
  /// @param settled what took its place; empty: what was held counts, because it is not known
  public record Hold(List<String> nodes, Money usd, long tokens, Optional<Settled> settled) {
    public Hold {
      nodes = List.copyOf(nodes);
    }
  }

  /// What a call is known to have used; nothing if it was given back.
  ///
  /// @param usd US dollars
  public record Settled(Money usd, long tokens) {}

  /// A call that held nothing.
  public Attempt(
      String model,
      String provider,
      String providerModel,
      String key,
      Outcome outcome,
      int status,
      long millis,
      OptionalLong firstTokenMillis,
      Optional<Usage> usage,
      Cost cost,
      String message,
      boolean simulated,
      int continuedAt) {
    this(
        model,
        provider,
        providerModel,
        key,
        outcome,
        status,
        millis,
        firstTokenMillis,
        usage,
        cost,
        message,
        simulated,
        continuedAt,
        "",
        Optional.empty());
  }

  /// A call for an answer that had not begun.
  public Attempt(
      String model,
      String provider,
      String providerModel,
      String key,
      Outcome outcome,
      int status,
      long millis,
      OptionalLong firstTokenMillis,
      Optional<Usage> usage,
      Cost cost,
      String message,
      boolean simulated) {
    this(
        model,
        provider,
        providerModel,
        key,
        outcome,
        status,
        millis,
        firstTokenMillis,
        usage,
        cost,
        message,
        simulated,
        0);
  }

  /// Whether a call was made at all.
  public boolean called() {
    return switch (outcome) {
      case Outcome.Failed failed -> failed.asked();
      case Outcome.Skipped skipped -> false;
      case Outcome.Answered answered -> true;
      case Outcome.Cancelled cancelled -> true;
    };
  }

  /// That it went on with an answer of which another model had said so much; empty if it did not.
  public String continuation() {
    return continuedAt == 0
        ? ""
        : "continued after " + continuedAt + (continuedAt == 1 ? " character" : " characters");
  }

  /// A model that was passed over.
  public static Attempt skipped(
      String model, String provider, String providerModel, String key, String why) {
    return new Attempt(
        model,
        provider,
        providerModel,
        key,
        new Outcome.Skipped(why),
        0,
        0,
        OptionalLong.empty(),
        Optional.empty(),
        Cost.NONE,
        why,
        false);
  }
}
