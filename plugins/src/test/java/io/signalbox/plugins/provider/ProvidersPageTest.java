package io.signalbox.plugins.provider;

import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.Signing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page on providers says of each what its row says.
final class ProvidersPageTest {
  private static final Path PAGE = Path.of("../docs/providers.md");
  private static final Plugins PLUGINS = Plugins.find();
  private static final Map<String, ProviderRow> ROWS =
      ProviderTable.shipped().stream()
          .collect(Collectors.toMap(ProviderRow::id, Function.identity()));

  @Test
  void pageHasARowForEachProvider() throws IOException {
    String table =
        PLUGINS.providers().stream().map(ProvidersPageTest::line).collect(Collectors.joining());
    new PageSection(PAGE, "providers")
        .check(
            "| id | address | key variable | dialects | differences that are handled |"
                + " documentation; source of the row |\n"
                + "|---|---|---|---|---|---|\n"
                + table);
  }

  private static String line(Provider provider) {
    boolean played = provider.reach() == Provider.Reach.SIMULATED;
    return "| `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            provider.id(),
            played ? "nowhere" : "`" + provider.baseUrl() + "`",
            provider.keyVariable().map(name -> "`" + name + "`" + shown(provider)).orElse("none"),
            dialects(provider),
            differences(provider),
            source(provider));
  }

  private static String dialects(Provider provider) {
    return Stream.concat(Stream.of(provider.dialect()), provider.alsoSpeaks().stream().sorted())
        .collect(Collectors.joining(", "));
  }

  private static String shown(Provider provider) {
    var dialect = PLUGINS.providerDialect(provider.dialect()).orElseThrow();
    return shown(provider.signing().orElseGet(dialect::signing)) + parts(provider);
  }

  private static String shown(Signing signing) {
    return switch (signing) {
      case Signing.Header header when header.equals(Signing.BEARER) -> "";
      case Signing.Header header -> " (as `" + header.name() + "`)";
      case Signing.OfRequest own -> " (signed)";
      case Signing.OfToken own -> " (for a token)";
      case Signing.ByForm both -> shown(both.whole());
    };
  }

  private static String parts(Provider provider) {
    String all =
        provider.access().parts().stream()
            .filter(part -> !part.optional())
            .map(part -> "`" + part.variable() + "`")
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : "; or " + all;
  }

  private static String differences(Provider provider) {
    String all =
        Stream.concat(
                provider.quirks().stream().sorted().map(ProvidersPageTest::words),
                note(provider).stream())
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? "–" : all;
  }

  private static Optional<String> note(Provider provider) {
    return provider.reach() == Provider.Reach.SIMULATED
        ? Optional.of(
            "answers offline as any model that another provider has, with its price and typical"
                + " speed")
        : row(provider).flatMap(ProviderRow::note);
  }

  private static String source(Provider provider) {
    return row(provider)
        .map(row ->
            "[docs](%s); [%s](%s), %s"
                .formatted(row.page(), row.source().getHost(), row.source(), row.asOf()))
        .orElse("–");
  }

  private static Optional<ProviderRow> row(Provider provider) {
    return Optional.ofNullable(ROWS.get(provider.id()));
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
      case ANSWER_AFTER_RESULTS -> "an answer between the results of tools and the user's words";
      case PREFIX -> "beginnings of answers with `prefix: true`";
      case BETA_PREFIX -> "beginnings of answers with `prefix`, at `/beta`";
      case PARTIAL -> "beginnings of answers with `partial: true`";
      case ECHOES_PREFIX -> "they come back and are cut";
      case OUTPUT_DIMENSION -> "`output_dimension` for `dimensions` of embeddings";
      case PREDICTS -> "embeddings by `:predict`";
    };
  }
}
