package io.signalbox.plugins.importer;

import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.List;
import java.util.Optional;

/// Where the models of a source are called: at a provider of Signalbox, or at a server that speaks
/// the dialect of one. Belongs to one thread.
public final class Places {
  private static final String NO_ADDRESS =
      "Signalbox does not know this provider, or where it is: choose one for the model, or set its"
          + " url.";

  /// What a person has to do about a provider that is at another place for each customer.
  public static final String EACH_ELSEWHERE =
      "This provider has another address for each customer: set the model's url.";

  private final GraphDraft draft;
  private final ProviderNames names;
  private final KeyPlaces keys;

  public Places(GraphDraft draft, ProviderNames names) {
    this.draft = draft;
    this.names = names;
    this.keys = new KeyPlaces(draft);
  }

  /// A place.
  ///
  /// @param provider its id; empty if a person has to choose it
  public record Place(String provider, Optional<String> url, List<KeyRef> keys) {
    public Place {
      keys = List.copyOf(keys);
    }
  }

  /// @param word what the source calls the provider; empty: nothing
  /// @param address where it says that it is; empty: it does not
  /// @param key the source's field of the key
  /// @param wish a name for a key that stands in the file
  /// @param at where the report says what is missing
  public Place of(
      String word, String address, Optional<ConfigValue> key, String wish, ConfigValue at) {
    Optional<Provider> named = names.named(word);
    Optional<Provider> own =
        address.isBlank() ? named : names.at(address).or(() -> ownHost(named, address));
    Optional<String> url = own.isPresent() ? Optional.empty() : ProviderNames.url(named, address);
    if (own.isEmpty() && url.isEmpty()) {
      draft.manual(at, NO_ADDRESS);
    } else if (own.filter(Provider::isElsewhereForEach).isPresent()) {
      draft.manual(at, EACH_ELSEWHERE);
    }
    List<KeyRef> found =
        key.map(each -> keys.of(each, own.or(() -> named), url, wish)).orElse(List.of());
    return new Place(
        own.map(Provider::id).orElseGet(() -> server(named, url, found.isEmpty())), url, found);
  }

  private static Optional<Provider> ownHost(Optional<Provider> named, String address) {
    return named.filter(each -> address.strip().startsWith(each.baseUrl()));
  }

  private String server(Optional<Provider> named, Optional<String> url, boolean open) {
    if (url.isEmpty()) {
      return "";
    }
    String dialect = named.map(Provider::id).orElse("openai");
    return open && dialect.equals("openai") ? names.server(url.get()) : dialect;
  }
}
