package io.signalbox.engine;

import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.Provider.Reach;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.engine.spi.ProviderRules;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Providers for tests with the addresses and key variables of well-known ones.
public final class KeyedProviders implements ProviderPlugin {
  /// The plug-ins of a program that has only these.
  static Plugins in(Path directory) throws IOException {
    Path services = Files.createDirectories(directory.resolve("plug-ins/META-INF/services"));
    Files.writeString(
        services.resolve(ProviderPlugin.class.getName()), KeyedProviders.class.getName());
    var thread = Thread.currentThread();
    var usual = thread.getContextClassLoader();
    URL[] urls = {directory.resolve("plug-ins").toUri().toURL()};
    try (var loader = new URLClassLoader(urls, usual)) {
      thread.setContextClassLoader(loader);
      return Plugins.find();
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  @Override
  public List<Provider> providers() {
    return List.of(
        provider("openai", "https://api.openai.com/v1", "OPENAI_API_KEY", Reach.CLOUD),
        provider("anthropic", "https://api.anthropic.com", "ANTHROPIC_API_KEY", Reach.CLOUD),
        azure(),
        vertex(),
        provider("ollama", "http://127.0.0.1:11434/v1", "", Reach.LOCAL),
        provider("vllm", "http://127.0.0.1:8000/v1", "", Reach.LOCAL),
        provider("simulated", "http://simulated.invalid/v1", "", Reach.SIMULATED));
  }

  private static Provider vertex() {
    return new Provider(
        "vertex",
        "vertex",
        "https://{location}-aiplatform.googleapis.com/v1",
        "gemini",
        Optional.empty(),
        Optional.of("GOOGLE_APPLICATION_CREDENTIALS"),
        Set.of(),
        ProviderRules.NONE,
        Reach.CLOUD,
        Optional.empty(),
        new Provider.Access(List.of(), List.of(), true),
        List.of());
  }

  private static Provider azure() {
    return new Provider(
        "azure",
        "azure",
        "https://{resource}.openai.azure.com/openai/v1",
        "openai",
        Optional.empty(),
        Optional.of("AZURE_OPENAI_API_KEY"),
        Set.of(),
        ProviderRules.NONE,
        Reach.CLOUD,
        Optional.empty(),
        new Provider.Access(
            List.of(),
            List.of(
                new Provider.KeyPart("client_id", "AZURE_CLIENT_ID", false),
                new Provider.KeyPart("client_secret", "AZURE_CLIENT_SECRET", false),
                new Provider.KeyPart("authority_host", "AZURE_AUTHORITY_HOST", true)),
            false),
        List.of());
  }

  private static Provider provider(String id, String address, String variable, Reach reach) {
    return new Provider(
        id,
        id,
        address,
        "openai",
        Optional.of(variable).filter(each -> !each.isEmpty()),
        Set.of(),
        reach,
        List.of());
  }
}
