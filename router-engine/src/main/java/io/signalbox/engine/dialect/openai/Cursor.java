package io.signalbox.engine.dialect.openai;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Goes through one JSON text in UTF-8 value by value, without a tree, and can cut out any value as
/// it was written. Every step throws a [tools.jackson.core.JacksonException] where the text is no
/// JSON or breaks a limit. Belongs to one thread.
final class Cursor implements AutoCloseable {
  private static final int DEPTH = 64;
  private static final int DIGITS = 400;
  private static final int NAME_CHARS = 10_000;
  private static final int PLACES = 30;

  /// Limits for everything that comes from outside; strings are as long as the text at most.
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNumberLength(DIGITS)
                  .maxNameLength(NAME_CHARS)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final byte[] bytes;
  private final JsonParser parser;

  Cursor(byte[] bytes) {
    this.bytes = bytes;
    this.parser = FACTORY.createParser(ObjectReadContext.empty(), bytes);
  }

  /// Goes to the first value.
  ///
  /// @return whether it is an object, and its bytes can be counted
  boolean open() {
    return parser.nextToken() == JsonToken.START_OBJECT && start() >= 0;
  }

  /// Whether nothing follows the first value.
  boolean atEnd() {
    return parser.nextToken() == null;
  }

  /// Goes to the value of the next member; false at the end of the object.
  boolean nextMember() {
    if (parser.nextToken() != JsonToken.PROPERTY_NAME) {
      return false;
    }
    parser.nextToken();
    return true;
  }

  /// Goes to the next element; false at the end of the array.
  boolean nextElement() {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  String name() {
    return parser.currentName();
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  boolean isString() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  boolean isBoolean() {
    return parser.currentToken() == JsonToken.VALUE_TRUE
        || parser.currentToken() == JsonToken.VALUE_FALSE;
  }

  boolean isTrue() {
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  boolean isNumber() {
    return parser.currentToken().isNumeric();
  }

  boolean isInteger() {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
  }

  /// What a person would call the current value: `a string`.
  String kind() {
    if (isObject()) {
      return "an object";
    } else if (isArray()) {
      return "an array";
    } else if (isString()) {
      return "a string";
    } else if (isBoolean()) {
      return "a boolean";
    } else if (isInteger()) {
      return "an integer";
    }
    return isNull() ? "null" : "a number";
  }

  /// Passes over the current value.
  void skip() {
    parser.skipChildren();
    parser.finishToken();
  }

  /// The current string; empty for any other value, which is passed over.
  String text() {
    if (isString()) {
      return parser.getString();
    }
    skip();
    return "";
  }

  /// The current string, or any other value but null as JSON text.
  String textOrRaw() {
    return isString() || isNull() ? text() : raw();
  }

  /// The current value as it was written.
  String raw() {
    return rawFrom(start());
  }

  /// The bytes from there to the end of the current value.
  String rawFrom(int start) {
    return new String(bytes, start, end() - start, StandardCharsets.UTF_8);
  }

  /// Where the current value begins; -1 if the text is not UTF-8.
  int start() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /// Passes over the current value and says where it ended.
  int end() {
    skip();
    return (int) parser.currentLocation().getByteOffset();
  }

  /// The current number as a count: 0 for anything that is none.
  long count() {
    if (!isNumber()) {
      skip();
      return 0;
    }
    double value = parser.getDoubleValue();
    return value >= 0 && value < 1e15 ? (long) value : 0;
  }

  /// The current number, if it is a whole one that fits.
  Optional<Long> integer() {
    boolean fits =
        isInteger()
            && (parser.getNumberType() == JsonParser.NumberType.INT
                || parser.getNumberType() == JsonParser.NumberType.LONG);
    return fits ? Optional.of(parser.getLongValue()) : Optional.empty();
  }

  double number() {
    return parser.getDoubleValue();
  }

  /// The current number as an amount; empty for anything that is none.
  Optional<BigDecimal> amount() {
    if (!isNumber()) {
      skip();
      return Optional.empty();
    }
    BigDecimal value = parser.getDecimalValue();
    boolean sane = value.signum() >= 0 && Math.abs(value.scale()) <= PLACES;
    return sane && value.precision() <= PLACES ? Optional.of(value) : Optional.empty();
  }

  @Override
  public void close() {
    parser.close();
  }
}
