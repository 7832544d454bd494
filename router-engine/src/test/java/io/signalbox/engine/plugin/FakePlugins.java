package io.signalbox.engine.plugin;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Speed;
import io.signalbox.engine.spi.EncoderPlugin;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.engine.spi.TextEncoder;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Plug-ins for tests, good ones and broken ones.
final class FakePlugins {
  private FakePlugins() {}

  /// Describes one provider with one model.
  public static final class Acme implements ProviderPlugin {
    @Override
    public List<Provider> providers() {
      return List.of(provider("acme", Provider.Reach.CLOUD, 100));
    }
  }

  /// Describes the same provider once more, and another one with a model of the same name.
  public static final class Copycat implements ProviderPlugin {
    @Override
    public List<Provider> providers() {
      return List.of(
          provider("acme", Provider.Reach.CLOUD, 900),
          provider("bazaar", Provider.Reach.CLOUD, 500));
    }
  }

  /// Plays models.
  public static final class Stage implements ProviderPlugin {
    @Override
    public List<Provider> providers() {
      return List.of(
          new Provider(
              "simulated",
              "Simulated",
              "http://simulated.invalid/v1",
              "openai",
              Optional.empty(),
              Set.of(),
              Provider.Reach.SIMULATED,
              List.of()));
    }
  }

  /// Brings an encoder.
  public static final class Letters implements EncoderPlugin {
    @Override
    public String name() {
      return "letters";
    }

    @Override
    public String title() {
      return "Letters";
    }

    @Override
    public TextEncoder open() {
      return new LetterEncoder();
    }
  }

  /// Brings an encoder that cannot be loaded.
  public static final class Mute implements EncoderPlugin {
    @Override
    public String name() {
      return "mute";
    }

    @Override
    public String title() {
      throw new IllegalStateException("has no title");
    }

    @Override
    public TextEncoder open() {
      throw new UnsatisfiedLinkError("no library for this machine");
    }
  }

  private record LetterEncoder() implements TextEncoder {
    @Override
    public int dimensions() {
      return 1;
    }

    @Override
    public Set<String> languages() {
      return Set.of("en");
    }

    @Override
    public float[] encode(String text) {
      return new float[] {1};
    }
  }

  /// Cannot be made.
  public static final class Stillborn implements ProviderPlugin {
    public Stillborn() {
      throw new IllegalStateException("out of order");
    }

    @Override
    public List<Provider> providers() {
      return List.of();
    }
  }

  /// Can be made, but not asked.
  public static final class Moody implements ProviderPlugin {
    @Override
    public List<Provider> providers() {
      throw new IllegalStateException("not today");
    }
  }

  private static Provider provider(String id, Provider.Reach reach, int firstTokenMillis) {
    var card =
        new ModelCard(
            id,
            "rocket-1",
            "Rocket",
            OptionalLong.of(100_000),
            OptionalLong.of(8_000),
            Set.of(),
            Optional.of(Price.free("test", LocalDate.of(2026, 1, 1))),
            new Speed(firstTokenMillis, 50),
            Optional.empty(),
            List.of("rocket"),
            false);
    return new Provider(
        id,
        id,
        "https://api." + id + ".example/v1",
        "openai",
        Optional.of("ACME_API_KEY"),
        Set.of(),
        reach,
        List.of(card));
  }

  /// Describes a provider in a dialect that nobody brings.
  public static final class Foreigner implements ProviderPlugin {
    @Override
    public List<Provider> providers() {
      return List.of(
          new Provider(
              "afar",
              "Afar",
              "https://afar.example",
              "klingon",
              Optional.empty(),
              Set.of(),
              Provider.Reach.CLOUD,
              List.of()));
    }
  }
}
