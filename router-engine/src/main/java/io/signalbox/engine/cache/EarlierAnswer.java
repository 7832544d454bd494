package io.signalbox.engine.cache;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import java.util.List;
import java.util.Optional;

/// A whole answer, in no dialect's words, with where it came from. Immutable.
///
/// @param events the answer as of [AnswerEvents], without usage
/// @param usage what its provider reported; empty if it reported nothing
/// @param model the id of the model in the graph
/// @param provider the provider's id
/// @param providerModel the provider's name of the model
/// @param usd what it cost; empty if that is unknown
/// @param simulated whether no provider was really called
public record EarlierAnswer(
    List<ReplyEvent> events,
    Optional<Usage> usage,
    String model,
    String provider,
    String providerModel,
    Optional<Money> usd,
    boolean simulated) {
  public EarlierAnswer {
    events = List.copyOf(events);
  }
}
