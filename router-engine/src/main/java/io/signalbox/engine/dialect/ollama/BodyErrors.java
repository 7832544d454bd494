package io.signalbox.engine.dialect.ollama;

import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.dialect.ClientBody;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.DuplicateMemberException;
import io.signalbox.engine.spi.ClientError;

/// What is wrong with a client's body: where, what, and what to do. Ollama's errors are one text
/// without a code.
final class BodyErrors {
  private static final int STATUS = 400;

  /// The words for a whole body.
  static final ClientBody.Words WORDS =
      new ClientBody.Words() {
        @Override
        public BadBody notJson(String why) {
          return BodyErrors.notJson(why);
        }

        @Override
        public BadBody duplicate(DuplicateMemberException twice) {
          return of(twice.path(), "occurs twice; remove one of them");
        }
      };

  private BodyErrors() {}

  /// @param param where: `messages[0].content`; empty if it is the whole body
  static BadBody of(String param, String message) {
    String where = param.isEmpty() ? message : param + ": " + message;
    return new BadBody(ClientError.malformed(STATUS, "", where, param));
  }

  /// A body that is no JSON object.
  static BadBody notJson(String why) {
    return of("", "the request body could not be read: " + why);
  }

  /// A value of a wrong kind.
  static BadBody type(String param, String expected, Cursor found) {
    return of(param, "must be " + expected + ", not " + found.kind());
  }

  /// A member that must be there.
  static BadBody missing(String param) {
    return of(param, "is required");
  }

  /// A value that is none of those allowed.
  static BadBody value(String param, String found, String allowed) {
    return of(param, "must be " + allowed + ", not \"" + BadBody.shown(found) + "\"");
  }
}
