package io.signalbox.plugins.importer.bifrost;

import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.ForeignCel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Bifrost's conditions. Clients ask for `provider/model`, and Bifrost tells its rules both apart:
/// what they say of one is said of the whole name here.
final class BifrostCel {
  private static final ForeignCel CEL =
      new ForeignCel(
          Map.of(
              "model", "model",
              "headers", "headers",
              "virtual_key_name", "app",
              "params.max_tokens", "max_tokens"));

  private static final String TEXT = "\"[^\"\\\\]*\"|'[^'\\\\]*'";

  /// What is said of model or provider, a mention in any other form, or a text.
  private static final Pattern PART =
      Pattern.compile(
          """
          (?<![\\w.])(?<name>model|provider)(?:
            \\s*(?<sign>==|!=)\\s*(?<one>TEXT)
            |\\.(?<function>startsWith|endsWith|contains)\\(\\s*(?<part>TEXT)\\s*\\)
            |\\s+in\\s*\\[\\s*(?<list>(?:TEXT)(?:\\s*,\\s*(?:TEXT))*)\\s*]
          )
          |(?<other>(?<![\\w.])(?:model|provider)(?!\\w))
          |TEXT
          """
              .replace("TEXT", TEXT),
          Pattern.COMMENTS);

  private static final Pattern LITERAL = Pattern.compile(TEXT);

  private BifrostCel() {}

  /// The condition; empty if Signalbox cannot say it.
  static Optional<Condition> condition(String text) {
    if (text.isBlank()) {
      return Cel.condition("true");
    }
    boolean other = PART.matcher(text).results().anyMatch(each -> each.group("other") != null);
    return other
        ? Optional.empty()
        : CEL.condition(
            PART.matcher(text).replaceAll(each -> Matcher.quoteReplacement(said(each))));
  }

  private static String said(MatchResult part) {
    String name = part.group("name");
    if (name == null) {
      return part.group();
    }
    if (part.group("list") != null) {
      return oneOf(name, texts(part.group("list")));
    }
    if (part.group("function") != null) {
      return name.equals("model")
          ? function(part.group("function"), texts(part.group("part")).getFirst())
          : "provider";
    }
    String same = oneOf(name, texts(part.group("one")));
    return part.group("sign").equals("==") ? same : "!" + same;
  }

  private static List<String> texts(String literals) {
    return LITERAL
        .matcher(literals)
        .results()
        .map(each -> each.group().substring(1, each.group().length() - 1))
        .toList();
  }

  private static String oneOf(String name, List<String> texts) {
    if (name.equals("provider")) {
      String any =
          texts.stream()
              .map(each -> "model.startsWith(" + Cel.text(each + "/") + ")")
              .collect(Collectors.joining(" || "));
      return texts.size() == 1 ? any : "(" + any + ")";
    }
    String behind =
        texts.size() == 1
            ? "model.endsWith(" + Cel.text("/" + texts.getFirst()) + ")"
            : behind(
                texts.stream().map(BifrostCel::quoted).collect(Collectors.joining("|", "(", ")$")));
    return "(" + Cel.isOneOf("model", texts) + " || " + behind + ")";
  }

  private static String function(String function, String text) {
    String whole = "model." + function + "(" + Cel.text(text) + ")";
    return function.equals("startsWith")
        ? "(" + whole + " || " + behind(quoted(text)) + ")"
        : whole;
  }

  /// That what follows the provider's name matches a pattern.
  private static String behind(String pattern) {
    return "model.matches(" + Cel.text("^[^/]*/" + pattern) + ")";
  }

  private static String quoted(String text) {
    return text.replaceAll("[^A-Za-z0-9_\\-/: ]", "\\\\$0");
  }
}
