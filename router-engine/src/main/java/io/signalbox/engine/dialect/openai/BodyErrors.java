package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.dialect.ClientBody;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.DuplicateMemberException;
import io.signalbox.engine.spi.ClientError;

/// What is wrong with a client's body, in OpenAI's words.
public final class BodyErrors {
  private static final int STATUS = 400;

  /// The words for a whole body.
  public static final ClientBody.Words WORDS =
      new ClientBody.Words() {
        @Override
        public BadBody notJson(String why) {
          return BodyErrors.notJson(why);
        }

        @Override
        public BadBody duplicate(DuplicateMemberException twice) {
          String path = twice.path();
          return of("duplicate_parameter", "Duplicate parameter: '" + path + "'.", path);
        }
      };

  private BodyErrors() {}

  /// @param code which rule is broken
  /// @param param where: `messages[0].content`; empty if it is the whole body
  public static BadBody of(String code, String message, String param) {
    return new BadBody(ClientError.malformed(STATUS, code, message, param));
  }

  /// A body that is no JSON object.
  public static BadBody notJson(String why) {
    return of("", "We could not parse the JSON body of your request: " + why + ".", "");
  }

  /// A value of a wrong kind.
  public static BadBody type(String param, String expected, Cursor found) {
    return of(
        "invalid_type",
        "Invalid type for '%s': expected %s, but got %s instead."
            .formatted(param, expected, found.kind()),
        param);
  }

  /// A member that must be there.
  public static BadBody missing(String param) {
    return of("missing_required_parameter", "Missing required parameter: '" + param + "'.", param);
  }

  /// A value that is none of those allowed.
  public static BadBody value(String param, String found, String allowed) {
    return of(
        "invalid_value",
        "Invalid value: '" + BadBody.shown(found) + "'. Supported values are: " + allowed + ".",
        param);
  }
}
