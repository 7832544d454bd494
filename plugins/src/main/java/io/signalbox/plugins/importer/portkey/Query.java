package io.signalbox.plugins.importer.portkey;

import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Cel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Portkey's queries as CEL. Of several operators of a key all must hold; `$and` and `$or` hide
/// their neighbours, as in the gateway.
final class Query {
  private Query() {}

  /// The condition's text; empty if Signalbox has no such signal or operator.
  static Optional<String> of(ConfigValue query) {
    Optional<ConfigValue> and = query.get("$and");
    Optional<ConfigValue> or = query.get("$or");
    if (and.isPresent() || or.isPresent()) {
      return many(and.or(() -> or).get().list(), and.isPresent() ? " && " : " || ");
    }
    var all = new ArrayList<String>();
    for (Map.Entry<String, ConfigValue> each : query.map().entrySet()) {
      Optional<String> one = key(each.getKey(), each.getValue());
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.add(one.get());
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" && ", all));
  }

  private static Optional<String> many(List<ConfigValue> queries, String sign) {
    List<Optional<String>> all = queries.stream().map(Query::of).toList();
    if (all.isEmpty()) {
      return Optional.of(sign.equals(" && ") ? "true" : "false");
    }
    return all.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(String.join(sign, all.stream().map(each -> "(" + each.get() + ")").toList()));
  }

  private static Optional<String> key(String key, ConfigValue value) {
    Optional<String> signal = signal(key);
    if (signal.isEmpty()) {
      return Optional.empty();
    }
    if (value.map().isEmpty()) {
      return operator(signal.get(), "$eq", value);
    }
    var all = new ArrayList<String>();
    for (Map.Entry<String, ConfigValue> each : value.map().entrySet()) {
      Optional<String> one = operator(signal.get(), each.getKey(), each.getValue());
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.add(one.get());
    }
    return Optional.of(String.join(" && ", all));
  }

  private static Optional<String> signal(String key) {
    return switch (key) {
      case "params.model" -> Optional.of("model");
      case "params.user" -> Optional.of("user");
      case "params.max_tokens" -> Optional.of("max_tokens");
      case "params.stream" -> Optional.of("stream");
      case "params.reasoning_effort" -> Optional.of("reasoning");
      default ->
          key.startsWith("metadata.")
              ? Optional.of("metadata[" + Cel.text(key.substring("metadata.".length())) + "]")
              : Optional.empty();
    };
  }

  private static Optional<String> operator(String signal, String operator, ConfigValue value) {
    return switch (operator) {
      case "$eq" -> literal(signal, value).map(each -> signal + " == " + each);
      case "$ne" -> literal(signal, value).map(each -> signal + " != " + each);
      case "$gt" -> number(signal, value).map(each -> signal + " > " + each);
      case "$gte" -> number(signal, value).map(each -> signal + " >= " + each);
      case "$lt" -> number(signal, value).map(each -> signal + " < " + each);
      case "$lte" -> number(signal, value).map(each -> signal + " <= " + each);
      case "$in" -> list(signal, value).map(each -> signal + " in " + each);
      case "$nin" -> list(signal, value).map(each -> "!(" + signal + " in " + each + ")");
      case "$regex" ->
          isText(signal)
              ? value.asText().map(each -> signal + ".matches(" + Cel.text(each) + ")")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isText(String signal) {
    return !signal.equals("max_tokens") && !signal.equals("stream");
  }

  private static Optional<String> literal(String signal, ConfigValue value) {
    return switch (signal) {
      case "max_tokens" -> number(signal, value);
      case "stream" -> value.asTruth().map(String::valueOf);
      default -> value.asText().map(Cel::text);
    };
  }

  private static Optional<String> number(String signal, ConfigValue value) {
    return signal.equals("max_tokens")
        ? value
            .asNumber()
            .filter(each -> each.precision() - each.scale() <= 15)
            .map(each -> each.toBigInteger().toString())
        : Optional.empty();
  }

  private static Optional<String> list(String signal, ConfigValue value) {
    List<Optional<String>> all = value.list().stream().map(each -> literal(signal, each)).toList();
    return all.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of("[" + String.join(", ", all.stream().map(Optional::get).toList()) + "]");
  }
}
