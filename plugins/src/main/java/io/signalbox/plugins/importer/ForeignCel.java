package io.signalbox.plugins.importer;

import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.workspace.config.SecretNames;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Conditions that another gateway has in CEL, in Signalbox's variables. A text with a variable or
/// a function that has no counterpart is none. Immutable.
public final class ForeignCel {
  private static final int LONGEST = 4_000;

  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'"
              + "|[A-Za-z_]\\w*+(?:\\.[A-Za-z_]\\w*+)*+|[0-9][0-9A-Za-z_.]*+|.",
          Pattern.DOTALL);

  private static final Pattern HEADER =
      Pattern.compile("headers\\s*(?:\\.|\\[\\s*[\"'])\\s*([^\"'\\].\\s]*)");

  /// What means the same in both.
  private static final Set<String> SAME = Set.of("true", "false", "in", "size", "int", "double");

  private final Map<String, String> variables;

  /// @param variables the gateway's, with dots, and what stands for them here
  public ForeignCel(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /// The condition; empty if Signalbox cannot say it.
  public Optional<Condition> condition(String text) {
    return text.length() > LONGEST || looksAtKey(text)
        ? Optional.empty()
        : rewritten(text).flatMap(Cel::condition);
  }

  /// A graph does not see such headers, and what they are compared with is often the key.
  private static boolean looksAtKey(String text) {
    return HEADER.matcher(text).results().anyMatch(each -> SecretNames.speaksOfKey(each.group(1)));
  }

  private Optional<String> rewritten(String text) {
    var out = new StringBuilder();
    var tokens = TOKEN.matcher(text);
    boolean member = false;
    while (tokens.find()) {
      String token = tokens.group();
      boolean name = !member && Character.isJavaIdentifierStart(token.charAt(0));
      Optional<String> said = name ? named(token) : Optional.of(token);
      if (said.isEmpty()) {
        return Optional.empty();
      }
      out.append(said.get());
      member = token.equals(".");
    }
    return Optional.of(out.toString());
  }

  private Optional<String> named(String token) {
    return variables.keySet().stream()
        .filter(each -> token.equals(each) || token.startsWith(each + "."))
        .max(Comparator.comparingInt(String::length))
        .map(each -> variables.get(each) + token.substring(each.length()))
        .or(() -> Optional.of(token).filter(SAME::contains));
  }
}
