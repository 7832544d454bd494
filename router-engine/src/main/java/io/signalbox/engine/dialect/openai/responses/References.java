package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.Continuity;
import io.signalbox.engine.spi.EarlierTurns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The earlier answers and items that a request names instead of repeating them. Belongs to one
/// thread.
final class References {
  /// The member that names an earlier answer.
  static final String PREVIOUS = "previous_response_id";

  /// The dialect in whose words OpenAI's errors are, of all its APIs.
  private static final String WORDS = "openai";

  private final EarlierTurns earlier;
  private final List<String> ids = new ArrayList<>();
  private Optional<Failure> unknown = Optional.empty();

  References(EarlierTurns earlier) {
    this.earlier = earlier;
  }

  /// The conversation up to the end of an answer; empty if it is not known.
  Optional<List<String>> answer(String id) {
    return known(id, PREVIOUS, "previous_response_not_found", "Previous response");
  }

  /// An item of an answer; empty if it is not known.
  Optional<List<String>> item(String id, String param) {
    return known(id, param, "item_not_found", "Item");
  }

  private Optional<List<String>> known(String id, String param, String code, String what) {
    ids.add(id);
    Optional<List<String>> items = earlier.items(id);
    if (items.isEmpty() && unknown.isEmpty()) {
      unknown = Optional.of(refusal(id, param, code, what));
    }
    return items;
  }

  private static Failure refusal(String id, String param, String code, String what) {
    String text =
        what
            + " with id '"
            + BadBody.shown(id)
            + "' not found: it is not known here any more, and no provider that may keep it can be"
            + " called with this request. Send the whole conversation in 'input'.";
    return Failure.of(FailureClass.BAD_REQUEST, 400, text)
        .withOwn(new Failure.OwnWords(WORDS, code, param));
  }

  /// What is named, as JSON text.
  String json() {
    var list = new JsonText().open('[');
    ids.forEach(list::string);
    return list.close(']').toString();
  }

  /// All of it.
  ///
  /// @param keeps whether the client wants its answer kept
  Continuity continuity(boolean keeps) {
    return new Continuity(ids, unknown, keeps);
  }
}
