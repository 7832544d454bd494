package io.signalbox.engine.graph.condition;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import io.signalbox.engine.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says in plain words what the CEL library objects to.
final class CelFaults {
  private static final Set<String> FUNCTIONS =
      new TreeSet<>(
          List.of(
              "all",
              "contains",
              "endsWith",
              "exists",
              "exists_one",
              "filter",
              "has",
              "map",
              "number",
              "matches",
              "size",
              "startsWith",
              "getHours",
              "getMinutes",
              "getDayOfWeek",
              "getDayOfMonth",
              "getMonth",
              "getFullYear",
              "timestamp",
              "duration",
              "int",
              "double",
              "string"));

  private static final Map<String, String> TYPES =
      Map.of(
          "string", "a text",
          "int", "a whole number",
          "uint", "a whole number",
          "double", "a number",
          "bool", "true or false",
          "null", "null",
          "bytes", "bytes",
          "google.protobuf.Timestamp", "a moment",
          "google.protobuf.Duration", "a duration");

  /// Words of other languages for what CEL writes with signs.
  private static final Map<String, String> SIGNS =
      Map.of(
          "and", "&&", "or", "||", "not", "!", "AND", "&&", "OR", "||", "is", "==", "equals", "==");

  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern OVERLOAD =
      Pattern.compile("found no matching overload for '([^']*)' applied to '(.*?)'( \\(cand.*)?");
  private static final Pattern EXPECTED = Pattern.compile("expected type 'bool' but found '(.*)'");
  private static final Pattern UNEXPECTED =
      Pattern.compile("(?:mismatched|extraneous) input '(.*?)' expecting .*");
  private static final Pattern UNREAD = Pattern.compile("token recognition error at: '(.*)'");
  private static final Pattern SELECTION =
      Pattern.compile("type '(.*)' does not support field selection");
  private static final Pattern RANGE =
      Pattern.compile("expression of type '(.*)' cannot be range of a comprehension.*");
  private static final Pattern NUMBER = Pattern.compile("For input string: \"(.*)\"");

  private final String text;
  private final Set<String> variables;

  CelFaults(String text, Set<String> variables) {
    this.text = text;
    this.variables = variables;
  }

  /// What is wrong; of mistakes in the writing only the first, since the others follow from it.
  List<Condition.Fault> of(List<CelIssue> issues) {
    var all = issues.stream().map(this::fault).toList();
    boolean writing = issues.stream().anyMatch(issue -> isWriting(issue.getMessage()));
    return writing ? all.subList(0, 1) : all;
  }

  private static boolean isWriting(String message) {
    return message.contains(" expecting ") || message.startsWith("token recognition error");
  }

  private Condition.Fault fault(CelIssue issue) {
    CelSourceLocation at = issue.getSourceLocation();
    int line = Math.max(1, at.getLine());
    int column = Math.max(0, at.getColumn()) + 1;
    String message = issue.getMessage().lines().findFirst().orElse("");
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      String name = undeclared.group(1);
      return undeclared(name, line, column);
    }
    return Condition.Fault.of(words(message), line, column);
  }

  private String words(String message) {
    return overload(message)
        .or(() -> matched(EXPECTED, message, CelFaults::notTrueOrFalse))
        .or(() -> matched(UNEXPECTED, message, CelFaults::unexpected))
        .or(() -> matched(UNREAD, message, CelFaults::unread))
        .or(() -> matched(SELECTION, message, type -> type(type) + " has nothing below it"))
        .or(() -> matched(RANGE, message, type -> type(type) + " is not a list"))
        .or(() -> matched(NUMBER, message, number -> number + " is too large a number"))
        .orElse(message);
  }

  private static Optional<String> matched(
      Pattern pattern, String message, java.util.function.UnaryOperator<String> words) {
    Matcher found = pattern.matcher(message);
    return found.matches() ? Optional.of(words.apply(found.group(1))) : Optional.empty();
  }

  /// The library points at the bracket of an unknown function; people look at its name.
  private int start(String name, int line, int column) {
    String row = text.lines().skip(line - 1L).findFirst().orElse("");
    int at = row.lastIndexOf(name, column - 1);
    return isCall(line, column) && at >= 0 ? at + 1 : column;
  }

  private boolean isCall(int line, int column) {
    String row = text.lines().skip(line - 1L).findFirst().orElse("");
    return column <= row.length() && row.charAt(column - 1) == '(';
  }

  private Condition.Fault undeclared(String name, int line, int column) {
    boolean call = isCall(line, column);
    return new Condition.Fault(
        call ? Condition.Fault.FaultKind.OTHER : Condition.Fault.FaultKind.UNKNOWN_VARIABLE,
        "there is no " + (call ? "function " : "variable ") + name,
        line,
        start(name, line, column),
        Nearest.to(name, call ? FUNCTIONS : variables));
  }

  private static String notTrueOrFalse(String type) {
    return "the condition must be true or false, but it is " + type(type);
  }

  private static String unexpected(String token) {
    if (token.equals("<EOF>")) {
      return "the condition ends too early";
    }
    return Optional.ofNullable(SIGNS.get(token))
        .map(sign -> "write " + sign + " instead of " + token)
        .orElse(token + " does not belong here");
  }

  private static String unread(String token) {
    String sign = token.strip();
    if (sign.startsWith("=")) {
      return "write == to compare";
    }
    if (sign.startsWith("'") || sign.startsWith("\"")) {
      return "this text has no closing quote";
    }
    return switch (sign) {
      case "&" -> "write && for and";
      case "|" -> "write || for or";
      default -> sign + " cannot be read";
    };
  }

  private Optional<String> overload(String message) {
    Matcher found = OVERLOAD.matcher(message);
    if (!found.matches()) {
      return Optional.empty();
    }
    String function = found.group(1);
    List<String> types = types(found.group(2));
    return Optional.of(misapplied(function, types));
  }

  private static String misapplied(String function, List<String> types) {
    String first = types.isEmpty() ? "nothing" : types.getFirst();
    String last = types.isEmpty() ? "nothing" : types.getLast();
    return switch (function) {
      case "_==_", "_!=_" ->
          "the sign " + sign(function) + " cannot compare " + first + " with " + last;
      case "_<_", "_<=_", "_>_", "_>=_" ->
          sign(function) + " cannot compare " + first + " with " + last;
      case "_+_", "_-_", "_*_", "_/_", "_%_" ->
          sign(function) + " cannot join " + first + " and " + last;
      case "_&&_", "_||_" ->
          sign(function) + " needs true or false on both sides, not " + first + " and " + last;
      case "!_" -> "! needs true or false, not " + first;
      case "-_" -> "- needs a number, not " + first;
      case "@in" ->
          "in needs a list or map on its right, and things like " + first + " in it; not " + last;
      case "_?_:_" ->
          "? needs true or false before it, not " + first + ", and two values of one type after it";
      case "_[_]" -> first + " has no item " + last;
      default -> function + " cannot be used with " + String.join(", ", types);
    };
  }

  private static String sign(String function) {
    return function.replace("_", "");
  }

  /// The types in `(string, map(string, double))` or `string.(int)`.
  private static List<String> types(String list) {
    int open = list.startsWith("(") ? 0 : list.indexOf(".(") + 1;
    String target = open > 0 ? list.substring(0, open - 1) + "," : "";
    String inner = target + list.substring(open + 1, Math.max(open + 1, list.length() - 1));
    return Arrays.stream(inner.split(",(?![^(]*\\))", -1)).map(each -> type(each.strip())).toList();
  }

  private static String type(String type) {
    if (type.startsWith("map")) {
      return "a map";
    }
    if (type.startsWith("list")) {
      return "a list";
    }
    return TYPES.getOrDefault(type, type.isEmpty() ? "nothing" : type);
  }
}
