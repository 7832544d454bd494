package io.signalbox.app.wording;

import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ConditionTree;
import io.signalbox.engine.graph.condition.ConditionTree.Sign;
import io.signalbox.engine.graph.condition.ConditionTree.Value;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Conditions as people say them: `tier is “free”`, `tokens > 8 000`. They are written from the
/// tree, so that string literals stay as they are; what only CEL can say stays CEL.
public final class ConditionWords {
  private ConditionWords() {}

  /// The words of a condition.
  public static String of(Condition condition) {
    return words(ConditionTree.of(condition), false);
  }

  private static String words(ConditionTree tree, boolean within) {
    return switch (tree) {
      case ConditionTree.All all -> joined(all.parts(), " and ", within);
      case ConditionTree.Any any -> joined(any.parts(), " or ", within);
      case ConditionTree.Not not -> "not " + words(not.part(), true);
      case ConditionTree.Test test -> words(test);
      case ConditionTree.Text text -> text.cel();
    };
  }

  private static String joined(List<ConditionTree> parts, String word, boolean within) {
    String words = parts.stream().map(each -> words(each, true)).collect(Collectors.joining(word));
    return within ? "(" + words + ")" : words;
  }

  private static String words(ConditionTree.Test test) {
    String name = name(test);
    if (test.value() instanceof Value.Truth truth) {
      return truth.holds() ? name : "not " + name;
    }
    String value =
        name.equals("weekday") && test.value() instanceof Value.Whole day
            ? day(day.number())
            : value(test.value());
    return name + " " + sign(test.sign(), test.value()) + " " + value;
  }

  private static String name(ConditionTree.Test test) {
    String text = ConditionTree.text(test.variable());
    return text.startsWith("metadata.") ? text.substring("metadata.".length()) : text;
  }

  private static String day(long number) {
    return number >= 1 && number <= 7
        ? DayOfWeek.of((int) number).getDisplayName(TextStyle.FULL, Locale.ENGLISH)
        : String.valueOf(number);
  }

  /// A sign as people say it beside a value.
  public static String sign(Sign sign, Value value) {
    boolean number = value instanceof Value.Whole || value instanceof Value.Decimal;
    return switch (sign) {
      case IS -> number ? "=" : "is";
      case IS_NOT -> number ? "≠" : "is not";
      case BELOW -> "<";
      case AT_MOST -> "≤";
      case ABOVE -> ">";
      case AT_LEAST -> "≥";
      case CONTAINS -> "contains";
      case STARTS_WITH -> "starts with";
      case ENDS_WITH -> "ends with";
      case MATCHES -> "matches";
      case ONE_OF -> "is one of";
      case HAS -> "has";
    };
  }

  private static String value(Value value) {
    return switch (value) {
      case Value.Word word -> "“" + word.text() + "”";
      case Value.Whole whole -> Wording.number(whole.number());
      case Value.Decimal decimal -> decimal.number().stripTrailingZeros().toPlainString();
      case Value.Truth truth -> truth.holds() ? "yes" : "no";
      case Value.Moment moment -> moment.at().toString();
      case Value.Several several ->
          several.values().stream().map(ConditionWords::value).collect(Collectors.joining(", "));
    };
  }
}
