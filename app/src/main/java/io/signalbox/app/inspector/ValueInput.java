package io.signalbox.app.inspector;

import io.signalbox.app.kit.Format;
import io.signalbox.app.kit.Formats;
import io.signalbox.engine.graph.condition.ConditionTree.Sign;
import io.signalbox.engine.graph.condition.ConditionTree.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// How values of a kind are written in the builder.
final class ValueInput {
  private ValueInput() {}

  /// The format of what stands right of a sign.
  static Format<Value> format(ConditionField.Kind kind, Sign sign) {
    return sign == Sign.ONE_OF ? several(one(kind)) : one(kind);
  }

  private static Format<Value> one(ConditionField.Kind kind) {
    return switch (kind) {
      case TEXT, WORDS -> Formats.of(text -> Format.value(new Value.Word(text)), ValueInput::word);
      case WHOLE -> whole(0, 999_999_999_999L);
      case HOUR -> whole(0, 23);
      case WEEKDAY -> Formats.of(ValueInput::day, ValueInput::day);
      case DECIMAL -> mapped(Formats.decimal(), ValueInput::decimal, ValueInput::number);
      case SHARE ->
          mapped(Formats.percent(BigDecimal.ONE), ValueInput::decimal, ValueInput::number);
      case SPAN -> mapped(Formats.duration(), ValueInput::seconds, ValueInput::span);
      case YES_NO -> Formats.of(ValueInput::truth, ValueInput::truth);
      case MOMENT -> Formats.of(ValueInput::moment, ValueInput::moment);
    };
  }

  private static <T> Format<Value> mapped(
      Format<T> format,
      java.util.function.Function<T, Value> in,
      java.util.function.Function<Value, Optional<T>> out) {
    return Formats.of(
        text ->
            switch (format.read(text)) {
              case Format.Reading.Value<T>(T value) -> Format.value(in.apply(value));
              case Format.Reading.Fault<T>(String words) -> Format.fault(words);
            },
        value -> out.apply(value).map(format::shown).orElse(""));
  }

  private static Format<Value> whole(long least, long most) {
    return mapped(
        Formats.whole(least, most),
        Value.Whole::new,
        value -> number(value).map(BigDecimal::longValue));
  }

  private static Value decimal(BigDecimal number) {
    return new Value.Decimal(number);
  }

  private static Value seconds(Duration span) {
    return new Value.Decimal(BigDecimal.valueOf(span.toMillis()).movePointLeft(3));
  }

  private static Optional<Duration> span(Value value) {
    return number(value).map(each -> Duration.ofMillis(each.movePointRight(3).longValue()));
  }

  private static Optional<BigDecimal> number(Value value) {
    return switch (value) {
      case Value.Whole whole -> Optional.of(BigDecimal.valueOf(whole.number()));
      case Value.Decimal decimal -> Optional.of(decimal.number());
      case Value.Word w -> Optional.empty();
      case Value.Truth t -> Optional.empty();
      case Value.Moment m -> Optional.empty();
      case Value.Several s -> Optional.empty();
    };
  }

  private static String word(Value value) {
    return value instanceof Value.Word word ? word.text() : "";
  }

  private static Format.Reading<Value> day(String text) {
    String wish = text.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(DayOfWeek.values())
        .filter(each ->
            wish.equals(String.valueOf(each.getValue()))
                || (wish.length() >= 2 && name(each).toLowerCase(Locale.ROOT).startsWith(wish)))
        .findFirst()
        .<Format.Reading<Value>>map(each -> Format.value(new Value.Whole(each.getValue())))
        .orElseGet(() -> Format.fault("Enter a day, such as Monday."));
  }

  private static String day(Value value) {
    return number(value)
        .map(BigDecimal::intValue)
        .filter(each -> each >= 1 && each <= 7)
        .map(each -> name(DayOfWeek.of(each)))
        .orElse("");
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static Format.Reading<Value> truth(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "yes" -> Format.value(new Value.Truth(true));
      case "no" -> Format.value(new Value.Truth(false));
      default -> Format.fault("Write yes or no.");
    };
  }

  private static String truth(Value value) {
    return value instanceof Value.Truth truth && !truth.holds() ? "no" : "yes";
  }

  private static Format.Reading<Value> moment(String text) {
    try {
      return Format.value(new Value.Moment(Instant.parse(text.strip())));
    } catch (DateTimeException e) {
      return Format.fault("Enter a time, such as 2026-03-01T09:30:00Z.");
    }
  }

  private static String moment(Value value) {
    return value instanceof Value.Moment moment ? moment.at().toString() : "";
  }

  private static Format<Value> several(Format<Value> one) {
    return Formats.of(
        text -> {
          List<Format.Reading<Value>> all =
              Arrays.stream(text.split(","))
                  .map(String::strip)
                  .filter(each -> !each.isEmpty())
                  .map(one::read)
                  .toList();
          for (Format.Reading<Value> each : all) {
            if (each instanceof Format.Reading.Fault<Value> fault) {
              return fault;
            }
          }
          return all.isEmpty()
              ? Format.fault("Separate the values with commas.")
              : Format.value(new Value.Several(all.stream().map(ValueInput::value).toList()));
        },
        value ->
            value instanceof Value.Several several
                ? several.values().stream().map(one::shown).collect(Collectors.joining(", "))
                : one.shown(value));
  }

  private static Value value(Format.Reading<Value> reading) {
    return switch (reading) {
      case Format.Reading.Value<Value>(Value value) -> value;
      case Format.Reading.Fault<Value> fault -> throw new IllegalStateException(fault.words());
    };
  }

  /// Whether the builder can show a value as a text that says it again.
  static boolean says(ConditionField.Kind kind, Sign sign, Value value) {
    Format<Value> format = format(kind, sign);
    return format.read(format.shown(value)) instanceof Format.Reading.Value<Value>(Value again)
        && again.equals(value);
  }
}
