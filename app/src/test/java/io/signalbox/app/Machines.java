package io.signalbox.app;

import io.signalbox.app.backend.Installation;
import io.signalbox.engine.api.KeyPlace;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.Answers;
import io.signalbox.engine.store.AppKeys;
import io.signalbox.engine.store.Budgets;
import io.signalbox.engine.store.FeedbackLog;
import io.signalbox.engine.store.KeyBindings;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.Pairs;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.Verdicts;
import io.signalbox.engine.vault.KeyVault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A machine with some keys and servers; it remembers who was asked.
public final class Machines {
  private final Map<String, String> keyTroubles = new HashMap<>();
  private final Set<String> environment;
  private final Map<String, ModelListing> answers;
  private final Map<String, Secret> vault = new TreeMap<>();
  private final Map<String, KeyBindings.Binding> confirmed = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();

  private Machines(Set<String> environment, Map<String, ModelListing> answers) {
    this.environment = environment;
    this.answers = answers;
  }

  /// Without anything.
  static Machines bare() {
    return new Machines(Set.of(), Map.of());
  }

  /// With a key of OpenAI in the environment and an Ollama that runs.
  public static Machines usual() {
    return new Machines(
        Set.of("OPENAI_API_KEY"),
        Map.of(
            "ollama", new ModelListing.Listed(List.of("nomic-embed-text", "llama3.2")),
            "openai", new ModelListing.Listed(List.of("gpt-5.1")),
            "anthropic", new ModelListing.Refused(401)));
  }

  /// The providers that were asked, in their order.
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /// Why calls do without keys, by the provider's id.
  public Map<String, String> keyTroubles() {
    return keyTroubles;
  }

  /// The keys that are kept.
  public Map<String, Secret> vault() {
    return Map.copyOf(vault);
  }

  /// What was confirmed, and can be.
  public KeyBindings bindings() {
    return new Servers();
  }

  /// What the workbench knows there.
  public Installation installation() {
    var providers = new ArrayList<Provider>();
    for (Provider each : Desk.installation().providers()) {
      String variable = each.id().toUpperCase(Locale.ROOT) + "_API_KEY";
      providers.add(provider(each, Optional.of(variable), each.reach()));
    }
    var ollama =
        new Provider(
            "ollama",
            "Ollama",
            "http://127.0.0.1:11434/v1",
            "openai",
            Optional.empty(),
            Set.of(),
            Provider.Reach.LOCAL,
            List.of());
    providers.add(ollama);
    return Installation.of(
        providers,
        new DeskEngine(Desk.home(), request -> Desk.trace(request.lastUserText()), this));
  }

  private static Provider provider(Provider each, Optional<String> variable, Provider.Reach reach) {
    return new Provider(
        each.id(),
        each.name(),
        each.baseUrl(),
        each.dialect(),
        each.signing(),
        variable,
        Set.of(),
        reach,
        each.keyCheck(),
        each.models());
  }

  KeyPlace keyOf(Provider provider) {
    String name = provider.keyVariable().orElse("");
    return environment.contains(name)
        ? KeyPlace.ENVIRONMENT
        : vault.containsKey(name) ? KeyPlace.VAULT : KeyPlace.NOWHERE;
  }

  ModelListing models(Provider provider) {
    asked.add(provider.id());
    return answers.getOrDefault(
        provider.id(), new ModelListing.Unreachable("nothing answers at 127.0.0.1"));
  }

  private final KeptAnswers kept = new KeptAnswers();

  Store store() {
    return new KeyStore();
  }

  /// A store of keys and of answers that were kept, and nothing else.
  private final class KeyStore implements Store {
    @Override
    public Ledger ledger() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FeedbackLog feedback() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Pairs pairs() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Verdicts verdicts() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Budgets budgets() {
      throw new UnsupportedOperationException();
    }

    @Override
    public KeyVault keys() {
      return new Vault();
    }

    @Override
    public KeyBindings bindings() {
      return new Servers();
    }

    @Override
    public Answers answers() {
      return kept;
    }

    @Override
    public AppKeys apps() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path home() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  /// Confirmed servers in memory.
  private final class Servers implements KeyBindings {
    @Override
    public boolean has(String key, String origin) {
      return confirmed.containsKey(key + " " + origin);
    }

    @Override
    public void allow(String key, String origin) {
      confirmed.put(key + " " + origin, new Binding(key, origin, Instant.EPOCH));
    }

    @Override
    public boolean deny(String key, String origin) {
      return confirmed.remove(key + " " + origin) != null;
    }

    @Override
    public void forget(String key) {
      confirmed.values().removeIf(each -> each.key().equals(key));
    }

    @Override
    public List<Binding> list() {
      return List.copyOf(confirmed.values());
    }
  }

  /// Keys in memory.
  private final class Vault implements KeyVault {
    @Override
    public Optional<Secret> get(String name) {
      return Optional.ofNullable(vault.get(name));
    }

    @Override
    public Optional<Problem> put(String name, Secret key) {
      vault.put(name, key);
      return Optional.empty();
    }

    @Override
    public Optional<Problem> forget(String name) {
      vault.remove(name);
      return Optional.empty();
    }

    @Override
    public List<String> names() {
      return List.copyOf(vault.keySet());
    }

    @Override
    public String where() {
      return "the memory of this test";
    }
  }
}
