package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.Signing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The page on providers says of each what its row says; what is missing is told as it must stand.
final class ProvidersPageTest {
  private static final Path PAGE = Path.of("../docs/providers.md");
  private static final Plugins PLUGINS = Plugins.find();

  @Test
  void pageHasARowForEachProvider() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();
    for (Provider provider : PLUGINS.providers()) {
      String start = start(provider);
      List<String> found = rows.stream().filter(row -> row.startsWith(start)).toList();
      assertEquals(
          1, found.size(), () -> "docs/providers.md needs: " + start + differences(provider));
      for (Quirk quirk : Quirk.values()) {
        assertEquals(
            provider.quirks().contains(quirk),
            found.getFirst().contains(words(quirk)),
            () -> quirk + " in " + found.getFirst());
      }
    }
    assertTrue(rows.size() >= PLUGINS.providers().size());
  }

  private static String start(Provider provider) {
    boolean played = provider.reach() == Provider.Reach.SIMULATED;
    return "| `%s` | %s | %s | %s | "
        .formatted(
            provider.id(),
            played ? "nowhere" : "`" + provider.baseUrl() + "`",
            provider.keyVariable().map(name -> "`" + name + "`" + shown(provider)).orElse("none"),
            provider.dialect());
  }

  private static String shown(Provider provider) {
    var dialect = PLUGINS.providerDialect(provider.dialect()).orElseThrow();
    return switch (provider.signing().orElseGet(dialect::signing)) {
      case Signing.Header header when header.equals(Signing.BEARER) -> "";
      case Signing.Header header -> " (as `" + header.name() + "`)";
      case Signing.OfRequest own -> " (signed)";
    };
  }

  private static String differences(Provider provider) {
    List<String> all = provider.quirks().stream().sorted().map(ProvidersPageTest::words).toList();
    return (all.isEmpty() ? "–" : String.join("; ", all)) + " |";
  }

  private static String words(Quirk quirk) {
    return switch (quirk) {
      case MAX_TOKENS -> "`max_tokens`";
      case NO_STREAM_OPTIONS -> "no `stream_options`";
      case RANDOM_SEED -> "`random_seed`";
      case NO_DEVELOPER_ROLE -> "no role `developer`";
      case NO_TOOL_CHOICE -> "no `tool_choice`";
      case SHORT_TOOL_IDS -> "ids of tool calls have nine letters or digits";
      case REASONING_APART -> "reasoning tokens come beside the completion tokens, not within";
      case NO_STOP -> "no `stop`";
      case NO_JSON_SCHEMA -> "JSON mode without a schema";
      case NO_PARALLEL_TOOL_CALLS -> "no `parallel_tool_calls`";
      case NO_NULL_CONTENT -> "null as `content` beside tool calls is sent as an empty text";
    };
  }
}
