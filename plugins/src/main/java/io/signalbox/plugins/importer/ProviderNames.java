package io.signalbox.plugins.importer;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.Provider;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which of Signalbox's providers another gateway means by a name or an address. Immutable.
public final class ProviderNames {
  private static final Map<String, String> OTHERWISE =
      Map.ofEntries(
          Map.entry("azureai", "azure"),
          Map.entry("azureopenai", "azure"),
          Map.entry("coherechat", "cohere"),
          Map.entry("dashscope", "qwen"),
          Map.entry("fireworksai", "fireworks"),
          Map.entry("friendliai", "friendli"),
          Map.entry("googleaistudio", "gemini"),
          Map.entry("google", "gemini"),
          Map.entry("googleaistudiogemini", "gemini"),
          Map.entry("gcpvertexgemini", "vertex"),
          Map.entry("awsbedrock", "bedrock"),
          Map.entry("hostedvllm", "vllm"),
          Map.entry("litellmproxy", "litellm"),
          Map.entry("llamafile", "llamacpp"),
          Map.entry("metallama", "meta"),
          Map.entry("mistralai", "mistral"),
          Map.entry("nvidianim", "nvidia"),
          Map.entry("ollamachat", "ollama"),
          Map.entry("perplexityai", "perplexity"),
          Map.entry("textcompletionopenai", "openai"),
          Map.entry("togetherai", "together"),
          Map.entry("vercelaigateway", "vercel"),
          Map.entry("vertexai", "vertex"),
          Map.entry("workersai", "cloudflare"),
          Map.entry("xiaomimimo", "xiaomi"),
          Map.entry("zhipu", "zai"));

  private static final List<String> FIRST = List.of("openai", "anthropic", "gemini", "mistral");

  private final Map<String, Provider> providers;

  public ProviderNames(Map<String, Provider> providers) {
    this.providers = Map.copyOf(providers);
  }

  /// The provider with an id of Signalbox.
  public Optional<Provider> get(String id) {
    return Optional.ofNullable(providers.get(id));
  }

  /// The provider that another gateway calls so.
  public Optional<Provider> named(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return get(plain).or(() -> get(OTHERWISE.getOrDefault(plain, "")));
  }

  /// The provider whose own address this is, with or without the version at its end.
  public Optional<Provider> at(String address) {
    String place = place(address);
    return providers.values().stream()
        .filter(each -> !each.isElsewhereForEach() && each.reach() == Provider.Reach.CLOUD)
        .filter(each -> place(each.baseUrl()).equals(place))
        .findFirst();
  }

  private static String place(String address) {
    return address
        .strip()
        .replaceFirst("(/v1)?/(chat/completions|completions|messages|responses)/?$", "")
        .replaceFirst("/+$", "")
        .replaceFirst("/v1(beta)?$", "")
        .toLowerCase(Locale.ROOT);
  }

  /// A provider that needs no key, for a server at an address that speaks OpenAI's dialect.
  public String server(String address) {
    return switch (port(address)) {
      case 11_434 -> "ollama";
      case 1_234 -> "lmstudio";
      case 8_080 -> "llamacpp";
      default -> "vllm";
    };
  }

  private static int port(String address) {
    try {
      return URI.create(address).getPort();
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  /// The provider of a model that is named without one.
  public Optional<Provider> having(String model) {
    return providers.values().stream()
        .filter(each -> each.reach() == Provider.Reach.CLOUD)
        .filter(each -> each.models().stream().anyMatch(card -> is(card, model)))
        .min(Comparator.comparingInt(each -> rank(each.id())))
        .or(() -> byForm(model));
  }

  private static boolean is(ModelCard card, String model) {
    return card.model().equals(model) || card.aliases().contains(model);
  }

  private static int rank(String id) {
    int at = FIRST.indexOf(id);
    return at < 0 ? FIRST.size() : at;
  }

  private Optional<Provider> byForm(String model) {
    String id =
        model.matches("(gpt-|o[1-9](-|$)|chatgpt-|text-embedding-).*")
            ? "openai"
            : model.startsWith("claude-")
                ? "anthropic"
                : model.startsWith("gemini-") ? "gemini" : "";
    return get(id);
  }

  /// The address of a server of a provider's kind as a model may have it. Gateways take that of
  /// Ollama without a version, for its own API.
  public static Optional<String> url(Optional<Provider> provider, String text) {
    Optional<String> url = url(text);
    return provider.filter(each -> each.id().equals("ollama")).isEmpty()
        ? url
        : url.map(each -> each.replaceFirst("/api(/(generate|chat))?$", ""))
            .map(each -> each.endsWith("/v1") ? each : each + "/v1");
  }

  /// An address as a model may have it.
  public static Optional<String> url(String text) {
    String plain =
        text.strip()
            .replaceFirst("/(chat/completions|messages|responses)/?(\\?.*)?$", "")
            .replaceFirst("/+$", "");
    return Optional.of(plain).filter(Model::isAddress);
  }
}
