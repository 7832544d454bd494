package io.signalbox.engine;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Speed;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.engine.spi.ProviderRules;
import io.signalbox.engine.spi.RequestRules;
import io.signalbox.engine.spi.RequestRules.CacheMarks;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Providers for tests, one for each dialect: `fake-openai`, `fake-anthropic`, `fake-gemini`,
/// `fake-responses`, `fake-cohere`, `fake-bedrock`; `fake-local` speaks OpenAI's Completions, too.
/// A graph must give their models an address. `priced` costs 1 US dollar for a million tokens in
/// and 10 out, and answers with 1000 tokens at most; `small`, `medium` and `large` are the same
/// with contexts of 300, 128,000 and a million tokens, `verbose` with answers of 100,000; `dear`
/// costs 3, 0.3 cached and 15 dollars, `cheap` two thirds of it, `free` nothing; `marked` costs
/// what `dear` does, 3.75 to write to a cache of five minutes and 6 to one of an hour, caches what
/// is marked only, and takes four marks; `unmarked` takes none; `embedder` and `other-embedder`
/// only embed, `talker` only talks; of any other model nothing is known.
public final class FakeProviders implements ProviderPlugin {
  @Override
  public List<Provider> providers() {
    Stream<Provider> cloud =
        Stream.of("openai", "anthropic", "gemini", "responses", "cohere", "bedrock")
            .map(FakeProviders::provider);
    return Stream.concat(cloud, Stream.of(local())).toList();
  }

  private static Provider local() {
    return new Provider(
        "fake-local",
        "Fake local server",
        "http://nowhere.invalid",
        "openai",
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        ProviderRules.NONE,
        Provider.Reach.LOCAL,
        Optional.empty(),
        Provider.Access.USUAL,
        List.of(card("fake-local", "priced", OptionalLong.empty())),
        Set.of("openai-completions"));
  }

  private static Provider provider(String dialect) {
    String id = "fake-" + dialect;
    return new Provider(
        id,
        "Fake " + dialect,
        "http://nowhere.invalid",
        dialect,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        new ProviderRules(
            RequestRules.NONE,
            List.of(
                marks("marked", new CacheMarks(4, 1024, true, true, true)),
                marks("twice", new CacheMarks(2, 1024, true, true, true)),
                marks("unmarked", new CacheMarks(0, 0, false, false, false))),
            List.of()),
        Provider.Reach.CLOUD,
        Optional.empty(),
        List.of(
            marked(id),
            card(id, "priced", OptionalLong.empty()),
            card(id, "small", OptionalLong.of(300)),
            card(id, "medium", OptionalLong.of(128_000)),
            card(id, "large", OptionalLong.of(1_000_000)),
            card(id, "verbose", OptionalLong.empty(), 100_000),
            able(id, "embedder", Ability.EMBEDDINGS),
            able(id, "other-embedder", Ability.EMBEDDINGS),
            able(id, "talker", Ability.TOOLS),
            cached(id, "dear", "3"),
            cached(id, "cheap", "2"),
            cached(id, "free", "0")));
  }

  private static ProviderRules.OfModels marks(String model, CacheMarks marks) {
    return new ProviderRules.OfModels(List.of(model), RequestRules.NONE.withCacheMarks(marks));
  }

  private static ModelCard marked(String provider) {
    ModelCard dear = cached(provider, "marked", "3");
    Price.Tier read = dear.price().orElseThrow().tiers().getFirst();
    var tier =
        new Price.Tier(
            0,
            read.input(),
            read.cachedInput(),
            Optional.of(new BigDecimal("3.75")),
            Optional.of(new BigDecimal("6")),
            read.output());
    return priced(provider, "marked", tier);
  }

  private static ModelCard card(String provider, String model, OptionalLong context) {
    return card(provider, model, context, 1000);
  }

  private static ModelCard card(
      String provider, String model, OptionalLong context, int longestAnswer) {
    return new ModelCard(
        provider,
        model,
        model,
        context,
        OptionalLong.of(longestAnswer),
        Set.of(Ability.STREAM),
        Optional.of(price()),
        Speed.UNKNOWN,
        Optional.empty(),
        List.of(),
        false);
  }

  private static ModelCard able(String provider, String model, Ability ability) {
    ModelCard card = card(provider, model, OptionalLong.empty());
    return new ModelCard(
        provider,
        model,
        model,
        card.contextTokens(),
        card.maxOutputTokens(),
        Set.of(ability),
        card.price(),
        card.speed(),
        card.encoding(),
        card.aliases(),
        card.retired());
  }

  /// A model whose cached input costs a tenth of the input, and whose output five times as much.
  private static ModelCard cached(String provider, String model, String input) {
    var in = new BigDecimal(input);
    var tier =
        new Price.Tier(
            0,
            in,
            Optional.of(in.movePointLeft(1)),
            Optional.empty(),
            Optional.empty(),
            in.multiply(BigDecimal.valueOf(5)));
    return priced(provider, model, tier);
  }

  private static ModelCard priced(String provider, String model, Price.Tier tier) {
    var price = new Price(List.of(tier), Optional.empty(), "test", LocalDate.of(2026, 1, 1));
    return new ModelCard(
        provider,
        model,
        model,
        OptionalLong.empty(),
        OptionalLong.of(1000),
        Set.of(Ability.STREAM),
        Optional.of(price),
        Speed.UNKNOWN,
        Optional.empty(),
        List.of(),
        false);
  }

  private static Price price() {
    Optional<BigDecimal> none = Optional.empty();
    var tier = new Price.Tier(0, BigDecimal.ONE, none, none, none, BigDecimal.TEN);
    return new Price(List.of(tier), Optional.empty(), "test", LocalDate.of(2026, 1, 1));
  }
}
