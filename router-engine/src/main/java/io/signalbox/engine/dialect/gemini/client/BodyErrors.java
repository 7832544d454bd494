package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.dialect.ClientBody;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.DuplicateMemberException;
import io.signalbox.engine.spi.ClientError;

/// What is wrong with a client's body, in the words of Gemini's API: where, what, and what to do.
final class BodyErrors {
  private static final int STATUS = 400;
  private static final String TWICE = "occurs twice; remove one of them";

  /// The words for a whole body.
  static final ClientBody.Words WORDS =
      new ClientBody.Words() {
        @Override
        public BadBody notJson(String why) {
          return BodyErrors.notJson(why);
        }

        @Override
        public BadBody duplicate(DuplicateMemberException twice) {
          return of(twice.path(), TWICE);
        }
      };

  private BodyErrors() {}

  /// @param param where: `contents[0].role`
  static BadBody of(String param, String message) {
    String text = "Invalid value at '%s': %s".formatted(param, message);
    return new BadBody(ClientError.malformed(STATUS, "", text, param));
  }

  /// A body that is no JSON object.
  static BadBody notJson(String why) {
    String text = "The request body could not be read: " + why + ".";
    return new BadBody(ClientError.malformed(STATUS, "", text, ""));
  }

  /// A member that stands there in both spellings.
  static BadBody twice(String param) {
    return of(param, TWICE);
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
    return of(param, "must be " + allowed + ", not '" + BadBody.shown(found) + "'");
  }
}
