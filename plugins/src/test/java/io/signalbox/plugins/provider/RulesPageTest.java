package io.signalbox.plugins.provider;

import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderRules;
import io.signalbox.engine.spi.RequestRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page on what is fitted and left out says what the rows of the rules do.
final class RulesPageTest {
  private static final Path PAGE = Path.of("../docs/request-rules.md");

  @Test
  void pageHasTheRulesOfEveryProviderAndModel() throws IOException {
    new PageSection(PAGE, "providers").check(providers());
    new PageSection(PAGE, "models").check(models());
  }

  private static String providers() {
    return Plugins.find().providers().stream()
        .filter(provider -> !provider.rules().all().equals(RequestRules.NONE))
        .map(RulesPageTest::row)
        .collect(
            Collectors.joining(
                "",
                "| provider | members of the body | members of messages | fitted |\n"
                    + "|---|---|---|---|\n",
                ""));
  }

  private static String row(Provider provider) {
    RequestRules rules = provider.rules().all();
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            provider.id(),
            rules.members().map(all -> "only " + words(all)).orElse("any"),
            rules.messageMembers().map(all -> "only " + words(all)).orElse("any"),
            orDash(fitted(rules)));
  }

  private static String models() {
    var text = new StringBuilder("| provider | models | fitted |\n|---|---|---|\n");
    for (Provider provider : Plugins.find().providers()) {
      for (ProviderRules.OnlyIn each : provider.rules().only()) {
        text.append(
            "| `%s` | %s | called in the dialect `%s` alone |\n"
                .formatted(provider.id(), words(each.names()), each.dialect()));
      }
      for (ProviderRules.OfModels each : provider.rules().models()) {
        String names = each.names().equals(List.of("*")) ? "all others" : words(each.names());
        text.append(
            "| `%s` | %s | %s |\n".formatted(provider.id(), names, orDash(fitted(each.rules()))));
      }
    }
    return text.toString();
  }

  private static String orDash(List<String> all) {
    return all.isEmpty() ? "–" : String.join("; ", all);
  }

  private static List<String> fitted(RequestRules rules) {
    var all = new ArrayList<String>();
    rules.efforts().ifPresent(efforts -> all.add(efforts(efforts)));
    rules.limit().ifPresent(name -> all.add("the limit is `" + name + "`"));
    if (!rules.refused().isEmpty()) {
      all.add("left out: " + words(rules.refused()));
    }
    if (!rules.refusedThinking().isEmpty()) {
      String usual = rules.usualEffort().map(word -> " (usually `" + word + "`)").orElse("");
      all.add("left out while it thinks" + usual + ": " + words(rules.refusedThinking()));
    }
    if (!rules.refusedInMessages().isEmpty()) {
      all.add("left out of messages: " + words(rules.refusedInMessages()));
    }
    rules.laterSystem().ifPresent(where -> all.add(laterSystem(where)));
    rules.thoughts().ifPresent(thoughts -> all.add(thoughts(thoughts)));
    if (rules.enforces()) {
      all.add("schemas that are enforced: OpenAI's subset");
    }
    rules.stops().ifPresent(most -> all.add("at most " + most + " texts in `stop`"));
    rules.toolName().ifPresent(most -> all.add("names of tools: " + most + " characters"));
    if (rules.toolNameStart().orElse(false)) {
      all.add("names of tools begin with a letter or `_`");
    }
    rules.callId().ifPresent(most -> all.add("ids of tool calls: " + most + " characters"));
    rules.documents().ifPresent(as -> all.add("PDFs as " + documents(as)));
    if (!rules.alsoTaken().isEmpty()) {
      all.add("takes too: " + words(rules.alsoTaken().stream().sorted().toList()));
    }
    if (!rules.takesCustomTools()) {
      all.add("custom tools as functions, allowed tools alone");
    }
    rules.cacheMarks().ifPresent(marks -> all.add(marks(marks)));
    return all;
  }

  private static String documents(RequestRules.Documents as) {
    return switch (as) {
      case FILE -> "`file`";
      case FILE_OR_URL -> "`file`, with bytes or an address";
      case DOCUMENT_URL -> "`document_url`";
    };
  }

  private static String marks(RequestRules.CacheMarks marks) {
    if (marks.most() == 0) {
      return "no cache marks";
    }
    return "%s%d cache marks from %,d tokens on%s%s"
        .formatted(
            marks.set() ? "sets up to " : "takes ",
            marks.most(),
            marks.least(),
            marks.tools() ? ", on tools too" : "",
            marks.hour() ? ", for an hour too" : "");
  }

  private static String efforts(List<String> efforts) {
    if (efforts.isEmpty()) {
      return "no `reasoning_effort`";
    }
    return efforts.equals(List.of("*"))
        ? "any `reasoning_effort`"
        : "`reasoning_effort`: " + efforts.stream().collect(Collectors.joining(", "));
  }

  private static String laterSystem(RequestRules.LaterSystem where) {
    return switch (where) {
      case KEPT -> "system prompts within the conversation stay";
      case USER -> "one system prompt, at the start; later ones are the user's";
    };
  }

  private static String thoughts(RequestRules.Thoughts thoughts) {
    String turns =
        switch (thoughts.turns()) {
          case LOOP -> "within a turn of tool calls";
          case ALL -> "in all turns";
          case REQUIRED -> "in all turns, empty where it is not known";
        };
    return "thinking goes back as `" + thoughts.member() + "` " + turns;
  }

  private static String words(Collection<String> all) {
    Stream<String> ordered = all instanceof List<String> ? all.stream() : all.stream().sorted();
    return ordered.map(each -> "`" + each + "`").collect(Collectors.joining(", "));
  }
}
