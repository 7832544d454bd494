package io.signalbox.engine.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// Goes through one JSON text in UTF-8 value by value, without a tree, and can cut out any value as
/// it was written. Every step throws a [tools.jackson.core.JacksonException] where the text is no
/// JSON or breaks a limit. Belongs to one thread.
public final class Cursor implements AutoCloseable {
  private static final int DEPTH = 64;
  private static final int DIGITS = 400;
  private static final int NAME_CHARS = 10_000;
  private static final int PLACES = 30;

  /// Limits for everything that comes from outside; strings are as long as the text at most.
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNumberLength(DIGITS)
                  .maxNameLength(NAME_CHARS)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /// The same, and no object may have two members of one name, however deep it lies.
  private static final JsonFactory STRICT =
      FACTORY.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final byte[] bytes;
  private final JsonParser parser;

  /// A cursor before the first value. The array is not copied and must not be changed.
  public Cursor(byte[] bytes) {
    this(bytes, FACTORY);
  }

  private Cursor(byte[] bytes, JsonFactory factory) {
    this.bytes = bytes;
    this.parser = factory.createParser(ObjectReadContext.empty(), bytes);
  }

  /// A cursor for a body of a client, behind the mark of byte order that some editors put before
  /// UTF-8. Its steps throw a [DuplicateMemberException] too, for parts that are passed over as
  /// well: what we decide by and what a provider reads must not differ.
  public static Cursor ofClient(byte[] bytes) {
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    return new Cursor(marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes, STRICT);
  }

  /// Goes to the first value.
  ///
  /// @return whether it is an object, and its bytes can be counted
  public boolean open() {
    return next() == JsonToken.START_OBJECT && start() >= 0;
  }

  /// Whether nothing follows the first value.
  public boolean atEnd() {
    return next() == null;
  }

  /// Goes to the value of the next member; false at the end of the object.
  public boolean nextMember() {
    if (next() != JsonToken.PROPERTY_NAME) {
      return false;
    }
    next();
    return true;
  }

  /// Goes to the next element; false at the end of the array.
  public boolean nextElement() {
    return next() != JsonToken.END_ARRAY;
  }

  /// The name of the member whose value is the current one.
  public String name() {
    return parser.currentName();
  }

  /// Whether the current value is null.
  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /// Whether the current value is an object.
  public boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  /// Whether the current value is an array.
  public boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  /// Whether the current value is a string.
  public boolean isString() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  /// Whether the current value is true or false.
  public boolean isBoolean() {
    return parser.currentToken() == JsonToken.VALUE_TRUE
        || parser.currentToken() == JsonToken.VALUE_FALSE;
  }

  /// Whether the current value is true.
  public boolean isTrue() {
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  /// Whether the current value is a number.
  public boolean isNumber() {
    return parser.currentToken().isNumeric();
  }

  /// Whether the current value is a number without fraction and exponent.
  public boolean isInteger() {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
  }

  /// What a person would call the current value: `a string`.
  public String kind() {
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
  public void skip() {
    try {
      parser.skipChildren();
    } catch (StreamReadException e) {
      throw duplicateOr(e);
    }
    parser.finishToken();
  }

  /// The current string; empty for any other value, which is passed over.
  public String text() {
    if (isString()) {
      return parser.getString();
    }
    skip();
    return "";
  }

  /// The current string, or any other value but null as JSON text.
  public String textOrRaw() {
    return isString() || isNull() ? text() : raw();
  }

  /// The current value as it was written.
  public String raw() {
    return rawFrom(start());
  }

  /// The bytes from there to the end of the current value.
  public String rawFrom(int start) {
    return new String(bytes, start, end() - start, StandardCharsets.UTF_8);
  }

  /// Where the current value begins; -1 if the text is not UTF-8.
  public int start() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /// Passes over the current value and says where it ended.
  public int end() {
    skip();
    return (int) parser.currentLocation().getByteOffset();
  }

  /// The current number as a count: 0 for anything that is none.
  public long count() {
    if (!isNumber()) {
      skip();
      return 0;
    }
    double value = parser.getDoubleValue();
    return value >= 0 && value < 1e15 ? (long) value : 0;
  }

  /// The current number, if it is a whole one that fits.
  public Optional<Long> integer() {
    boolean fits =
        isInteger()
            && (parser.getNumberType() == JsonParser.NumberType.INT
                || parser.getNumberType() == JsonParser.NumberType.LONG);
    return fits ? Optional.of(parser.getLongValue()) : whole();
  }

  /// A whole number in another form, as `1E+2`.
  private Optional<Long> whole() {
    try {
      return isNumber()
          ? decimal().filter(Cursor::isAmount).map(BigDecimal::longValueExact)
          : Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  /// The current number, rounded to a double.
  public double number() {
    return parser.getDoubleValue();
  }

  /// The current number as an amount; empty for anything that is none.
  public Optional<BigDecimal> amount() {
    if (!isNumber()) {
      skip();
      return Optional.empty();
    }
    return decimal().filter(Cursor::isAmount);
  }

  private Optional<BigDecimal> decimal() {
    try {
      return Optional.of(parser.getDecimalValue());
    } catch (NumberFormatException e) { // an exponent that no number has
      return Optional.empty();
    }
  }

  private static boolean isAmount(BigDecimal value) {
    boolean sane = value.signum() >= 0 && Math.abs(value.scale()) <= PLACES;
    return sane && value.precision() <= PLACES;
  }

  private @Nullable JsonToken next() {
    try {
      return parser.nextToken();
    } catch (StreamReadException e) {
      throw duplicateOr(e);
    }
  }

  private RuntimeException duplicateOr(StreamReadException e) {
    boolean duplicate = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate ");
    return duplicate ? new DuplicateMemberException(path()) : e;
  }

  private List<Object> path() {
    var steps = new ArrayDeque<Object>();
    for (TokenStreamContext at = parser.streamReadContext(); at != null; at = at.getParent()) {
      if (at.inArray()) {
        steps.addFirst(at.getCurrentIndex());
      } else if (at.inObject() && at.currentName() != null) {
        steps.addFirst(at.currentName());
      }
    }
    return List.copyOf(steps);
  }

  @Override
  public void close() {
    parser.close();
  }
}
