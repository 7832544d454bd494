package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.json.JsonText;
import java.util.function.Consumer;

/// Who hears how an answer grows.
@FunctionalInterface
interface Events {
  /// For an answer that is told only when it is whole.
  Events UNHEARD = (type, members) -> {};

  /// Tells of an event.
  ///
  /// @param type its type
  /// @param members writes what it has beside its type and number
  void tell(String type, Consumer<JsonText> members);
}
