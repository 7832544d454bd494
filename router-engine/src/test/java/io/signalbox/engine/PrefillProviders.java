package io.signalbox.engine;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Speed;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.engine.spi.Quirk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Providers for tests whose model `begun` takes the beginning of its answer, each in another way,
/// at an address of their own that the test gives. Without an address there are none.
public final class PrefillProviders implements ProviderPlugin {
  private static final String ADDRESS = "prefill-address";

  private final Optional<String> address = address();

  /// Makes them known to a program at this home.
  static void at(Path home, String url) throws IOException {
    Files.writeString(Files.createDirectories(home.resolve("plug-ins")).resolve(ADDRESS), url);
  }

  private static Optional<String> address() {
    var loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream(ADDRESS)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Provider> providers() {
    return address.map(PrefillProviders::all).orElse(List.of());
  }

  private static List<Provider> all(String url) {
    return List.of(
        provider("own-beta", "openai", url, Quirk.BETA_PREFIX),
        provider("own-echo", "openai", url, Quirk.PREFIX, Quirk.ECHOES_PREFIX),
        provider("own-partial", "openai", url, Quirk.PARTIAL),
        provider("own-claude", "anthropic", url));
  }

  private static Provider provider(String id, String dialect, String url, Quirk... quirks) {
    Set<Quirk> all = EnumSet.noneOf(Quirk.class);
    all.addAll(List.of(quirks));
    return new Provider(
        id, id, url, dialect, Optional.empty(), all, Provider.Reach.LOCAL, List.of(card(id)));
  }

  private static ModelCard card(String provider) {
    return new ModelCard(
        provider,
        "begun",
        "begun",
        OptionalLong.empty(),
        OptionalLong.of(1000),
        Set.of(Ability.STREAM, Ability.PREFILL),
        Optional.empty(),
        Speed.UNKNOWN,
        Optional.empty(),
        List.of(),
        false);
  }
}
