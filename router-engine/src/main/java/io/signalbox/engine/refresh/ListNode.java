package io.signalbox.engine.refresh;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Values of lists that anybody may have written: what is not as it should be is not there.
final class ListNode {
  /// More digits than any price has; others would be dear to write out.
  private static final int MOST_DIGITS = 40;

  private static final long MOST_TOKENS = 100_000_000;
  private static final int MOST_TEXT = 200;
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private ListNode() {}

  /// A text of one line and a sensible length.
  static Optional<String> text(JsonNode json) {
    return Optional.of(json)
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.length() <= MOST_TEXT)
        .filter(text -> text.chars().noneMatch(Character::isISOControl));
  }

  /// A positive number of tokens.
  static OptionalLong tokens(JsonNode json) {
    return amount(json)
        .filter(each -> each.signum() > 0 && each.compareTo(BigDecimal.valueOf(MOST_TOKENS)) <= 0)
        .map(each -> OptionalLong.of(each.longValue()))
        .orElse(OptionalLong.empty());
  }

  /// A number that is not negative, written as one or as a text.
  static Optional<BigDecimal> amount(JsonNode json) {
    try {
      return Optional.of(json)
          .filter(each -> each.isNumber() || each.isString())
          .map(each -> each.isNumber() ? each.decimalValue() : new BigDecimal(each.asString()))
          .filter(each -> each.signum() >= 0 && isShort(each))
          .map(BigDecimal::stripTrailingZeros);
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static boolean isShort(BigDecimal number) {
    return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
  }

  /// A price of one token as that of a million.
  static Optional<BigDecimal> perMillion(JsonNode json) {
    return amount(json).map(each -> each.multiply(MILLION).stripTrailingZeros());
  }

  /// A day, written as `2026-11-30` with or without a time, or in seconds since 1970.
  static Optional<LocalDate> day(JsonNode json) {
    try {
      return json.isIntegralNumber()
          ? Optional.of(json)
              .filter(JsonNode::canConvertToLong)
              .map(each -> Instant.ofEpochSecond(each.longValue()))
              .map(each -> each.atOffset(ZoneOffset.UTC).toLocalDate())
          : text(json)
              .filter(each -> each.length() >= 10)
              .map(each -> LocalDate.parse(each.substring(0, 10)));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  static List<String> texts(JsonNode json) {
    return items(json).stream().flatMap(each -> text(each).stream()).toList();
  }

  static List<JsonNode> items(JsonNode json) {
    return json.isArray() ? StreamSupport.stream(json.spliterator(), false).toList() : List.of();
  }
}
