package io.signalbox.plugins.importer.vllmsr;

import static io.signalbox.plugins.importer.vllmsr.ServedModels.list;

import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Cel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Signals that a condition can look at, in CEL, by `type name`. Belongs to one thread.
final class SignalConditions {
  private static final Pattern COUNT = Pattern.compile("([0-9]{1,9})(\\.[0-9]{1,3})?\\s*([kKmM]?)");

  private final Map<String, String> texts = new HashMap<>();

  SignalConditions(ConfigValue root) {
    each(root, "keywords", "keyword_rules").forEach(one -> put("keyword", one, keyword(one)));
    each(root, "context", "context_rules").forEach(one -> put("context", one, context(one)));
    each(root, "language", "language_rules").forEach(one -> put("language", one, language(one)));
    each(root, "metadata", "metadata_rules").forEach(one -> put("metadata", one, metadata(one)));
    each(root, "input_modality", "input_modality_rules")
        .forEach(one -> put("input_modality", one, modality(one)));
    each(root, "structure", "structure_rules")
        .forEach(one -> put("structure", one, structure(one)));
    roles(root);
  }

  /// The signals of a kind, in either form of the file.
  static List<ConfigValue> each(ConfigValue root, String canonical, String flat) {
    return Stream.of(root.at("routing", "signals", canonical), root.get(flat))
        .flatMap(some -> list(some).stream())
        .toList();
  }

  /// The condition of a signal; empty if no signal of a graph is like it.
  Optional<String> of(String type, String name) {
    return Optional.ofNullable(texts.get(type + " " + name));
  }

  private void put(String type, ConfigValue signal, Optional<String> condition) {
    condition.ifPresent(text ->
        signal.text("name").ifPresent(name -> texts.put(type + " " + name, "(" + text + ")")));
  }

  private static Optional<String> keyword(ConfigValue rule) {
    boolean sensitive = rule.get("case_sensitive").flatMap(ConfigValue::asTruth).orElse(false);
    List<String> words =
        list(rule.get("keywords")).stream()
            .flatMap(each -> each.asText().stream())
            .map(each -> "text.matches(" + Cel.text((sensitive ? "" : "(?i)") + word(each)) + ")")
            .toList();
    if (words.isEmpty()) {
      return Optional.empty();
    }
    return switch (rule.text("operator").orElse("OR").toUpperCase(Locale.ROOT)) {
      case "AND" -> Optional.of(String.join(" && ", words));
      case "NOR" -> Optional.of("!(" + String.join(" || ", words) + ")");
      default -> Optional.of(String.join(" || ", words));
    };
  }

  /// A word that does not stand within another one.
  private static String word(String text) {
    String quoted = text.replaceAll("[^\\p{L}\\p{N}_\\s]", "\\\\$0");
    String before = text.matches("(?s)\\w.*") ? "\\b" : "";
    return before + quoted + (text.matches("(?s).*\\w") ? "\\b" : "");
  }

  private static Optional<String> context(ConfigValue rule) {
    var bounds = new ArrayList<String>();
    rule.text("min_tokens")
        .flatMap(SignalConditions::count)
        .ifPresent(n -> bounds.add("tokens >= " + n));
    rule.text("max_tokens")
        .flatMap(SignalConditions::count)
        .ifPresent(n -> bounds.add("tokens <= " + n));
    return bounds.isEmpty() ? Optional.empty() : Optional.of(String.join(" && ", bounds));
  }

  private static Optional<String> count(String text) {
    var parts = COUNT.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    String fraction = parts.group(2) == null ? "" : parts.group(2);
    int zeros = parts.group(3).isEmpty() ? 0 : parts.group(3).equalsIgnoreCase("k") ? 3 : 6;
    return Optional.of(
        new BigDecimal(parts.group(1) + fraction).movePointRight(zeros).toBigInteger().toString());
  }

  private static Optional<String> language(ConfigValue rule) {
    return rule.text("name").map(each -> "language == " + Cel.text(each));
  }

  private static Optional<String> metadata(ConfigValue rule) {
    Optional<ConfigValue> predicate = rule.get("predicate");
    Optional<String> signal =
        rule.text("key").map(each -> "metadata[" + Cel.text(plain(each)) + "]");
    List<String> in =
        list(predicate.flatMap(each -> each.get("in"))).stream()
            .flatMap(each -> each.asText().stream())
            .map(SignalConditions::plain)
            .toList();
    Optional<String> equals =
        predicate.flatMap(each -> each.text("equals")).map(SignalConditions::plain);
    Optional<Boolean> exists =
        predicate.flatMap(each -> each.get("exists")).flatMap(ConfigValue::asTruth);
    return signal.flatMap(each ->
        equals
            .map(value -> each + " == " + Cel.text(value))
            .or(() -> in.isEmpty() ? Optional.empty() : Optional.of(Cel.isOneOf(each, in)))
            .or(() -> exists.map(there -> each + (there ? " != \"\"" : " == \"\""))));
  }

  private static Optional<String> modality(ConfigValue rule) {
    return rule.text("modality").filter("image"::equals).map(each -> "images > 0");
  }

  private static Optional<String> structure(ConfigValue rule) {
    Optional<ConfigValue> feature = rule.get("feature");
    boolean exists =
        feature.flatMap(each -> each.text("type")).filter("exists"::equals).isPresent();
    return feature
        .filter(each -> exists)
        .flatMap(each -> each.at("source", "pattern"))
        .flatMap(ConfigValue::asText)
        .map(each -> "text.matches(" + Cel.text(plain(each)) + ")");
  }

  /// The router puts variables of the environment into texts; two dollar signs are one.
  private static String plain(String text) {
    return text.replace("$$", "$");
  }

  private void roles(ConfigValue root) {
    String user = header(root, "user_id_header", "x-authz-user-id");
    String groups = header(root, "user_groups_header", "x-authz-user-groups");
    var roles = new HashMap<String, List<String>>();
    for (ConfigValue binding : each(root, "role_bindings", "role_bindings")) {
      String role = binding.text("role").orElse("");
      for (ConfigValue subject : list(binding.get("subjects"))) {
        String name = subject.text("name").orElse("");
        boolean group = subject.text("kind").filter("Group"::equalsIgnoreCase).isPresent();
        String one =
            "(^|,)\\s*"
                + Pattern.compile("[^A-Za-z0-9_]").matcher(name).replaceAll("\\\\$0")
                + "\\s*(,|$)";
        roles
            .computeIfAbsent(role, each -> new ArrayList<>())
            .add(
                group
                    ? "headers[" + Cel.text(groups) + "].matches(" + Cel.text(one) + ")"
                    : "headers[" + Cel.text(user) + "] == " + Cel.text(name));
      }
    }
    roles.forEach(
        (role, some) -> texts.put("authz " + role, "(" + String.join(" || ", some) + ")"));
  }

  private static String header(ConfigValue root, String key, String usual) {
    return root.at("authz", "identity", key)
        .flatMap(ConfigValue::asText)
        .orElse(usual)
        .toLowerCase(Locale.ROOT);
  }
}
