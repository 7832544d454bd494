package io.signalbox.engine.refresh;

import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.ModelCards;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.upstream.download.ListDownload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads a list of models when the user asks for it, says how it differs from what is known, and
/// keeps of it what the user takes. Safe for threads.
///
/// @param catalog what is known
/// @param providers those that there are
/// @param ask asks a provider for its own list
/// @param kept where what is taken lies
/// @param clock says which day it is
public record ModelRefresh(
    Catalog catalog,
    List<Provider> providers,
    Function<Provider, ModelListing> ask,
    KeptModels kept,
    InstantSource clock) {
  /// Public lists by the word for them. From the pages of those who publish them:
  /// https://openrouter.ai/docs/api-reference/list-available-models, https://models.dev,
  /// https://github.com/BerriAI/litellm, https://github.com/TokenMixAi/tokenmix-cli.
  private static final Map<String, String> KNOWN =
      new TreeMap<>(
          Map.of(
              "openrouter", "https://openrouter.ai/api/v1/models",
              "models.dev", "https://models.dev/api.json",
              "litellm",
                  "https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json",
              "tokenmix", "https://api.tokenmix.ai/api/models?per_page=500"));

  private static final int MOST_MODELS = 20_000;

  /// What came of looking at a list.
  public sealed interface Look {
    /// It was read.
    record Compared(CatalogDiff diff) implements Look {}

    /// It was not.
    ///
    /// @param why a sentence that says what to do
    record Trouble(String why) implements Look {}
  }

  /// The words for public lists.
  public static Set<String> known() {
    return KNOWN.keySet();
  }

  /// Reads a list and compares it; nothing is kept.
  ///
  /// @param from a word for a public list, an `https` address or one of this machine, a file, or
  ///   the id of a provider whose own list is meant
  /// @param provider whose models they are, if the list does not say it
  public Look look(String from, Optional<String> provider) {
    String address = KNOWN.getOrDefault(from, from);
    if (address.startsWith("https://") || address.startsWith("http://")) {
      return switch (ListDownload.from(address)) {
        case ListDownload.Came(byte[] text) -> read(text, Stamp.shown(address), provider);
        case ListDownload.Failed(String why) -> new Look.Trouble(why);
      };
    }
    Optional<Provider> asked = named(from);
    return asked.isPresent() ? own(asked.get()) : file(from, provider);
  }

  private Optional<Provider> named(String id) {
    return providers.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  private Look file(String name, Optional<String> provider) {
    try {
      Path file = Path.of(name);
      if (!Files.isRegularFile(file)) {
        return new Look.Trouble(
            Stamp.shown(name)
                + " is no file, address or provider. Public lists are "
                + String.join(", ", known())
                + ".");
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] text = in.readNBytes(ListDownload.MOST_BYTES + 1);
        return text.length > ListDownload.MOST_BYTES
            ? new Look.Trouble(name + " is larger than 16 MiB.")
            : read(text, name, provider);
      }
    } catch (IOException | InvalidPathException e) {
      return new Look.Trouble(
          Stamp.shown(name) + " cannot be read: " + Stamp.shown(String.valueOf(e.getMessage())));
    }
  }

  /// Its own list has names alone: new ones are added, the others stay as they are known.
  private Look own(Provider provider) {
    return switch (ask.apply(provider)) {
      case ModelListing.Listed listed ->
          compared(
              Map.of(provider.id(), listed.models().stream().map(ListedModel::named).toList()),
              new Stamp("the list of " + provider.name(), today()));
      case ModelListing.Refused refused ->
          new Look.Trouble(provider.name() + " refused the key; see `signalbox keys`.");
      case ModelListing.Limited limited ->
          new Look.Trouble(provider.name() + " limits the rate of requests; try again later.");
      case ModelListing.Unreachable unreachable ->
          new Look.Trouble(provider.name() + " cannot be reached: " + unreachable.why() + ".");
      case ModelListing.Strange strange ->
          new Look.Trouble(provider.name() + " gave no list: " + strange.why() + ".");
    };
  }

  private Look read(byte[] text, String where, Optional<String> provider) {
    if (provider.isPresent() && named(provider.get()).isEmpty()) {
      return new Look.Trouble("There is no provider " + provider.get() + ".");
    }
    return ListReader.read(text, provider)
        .map(all -> compared(all, new Stamp("the list at " + where, today())))
        .orElseGet(() ->
            new Look.Trouble(
                where
                    + " is no list in a known shape. Of a provider's own list, name the provider"
                    + " with --provider."));
  }

  private LocalDate today() {
    return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private Look compared(Map<String, List<ListedModel>> all, Stamp stamp) {
    int count = all.values().stream().mapToInt(List::size).sum();
    if (count > MOST_MODELS) {
      return new Look.Trouble(stamp.source() + " has more than " + MOST_MODELS + " models.");
    }
    Catalog known;
    try {
      known = known(all.keySet());
    } catch (IllegalArgumentException broken) {
      return new Look.Trouble(String.valueOf(broken.getMessage()));
    }
    var changes = new LinkedHashMap<String, CatalogChange>();
    all.forEach((provider, models) ->
        models.forEach(model ->
            change(known, provider, model, stamp)
                .ifPresent(each -> changes.putIfAbsent(each.id(), each))));
    return new Look.Compared(
        new CatalogDiff(stamp.source(), List.copyOf(changes.values()), count - changes.size()));
  }

  /// What is known now: a list that was taken since the program's start counts too.
  private Catalog known(Set<String> providersOfList) {
    List<ModelCard> taken = kept.cards();
    var cards = new LinkedHashMap<String, List<ModelCard>>();
    for (String provider : providersOfList) {
      List<ModelCard> above =
          taken.stream().filter(card -> card.provider().equals(provider)).toList();
      cards.put(provider, ModelCards.overlaid(catalog.of(provider), () -> above));
    }
    return Catalog.of(List.of(), cards);
  }

  private static Optional<CatalogChange> change(
      Catalog known, String provider, ListedModel model, Stamp stamp) {
    Optional<ModelCard> found = known.find(provider, model.model());
    ModelCard unknown = ModelCard.unknown(provider, model.model());
    if (found.isEmpty()) {
      return Optional.of(added(new CardComparison(unknown, model.over(unknown, stamp))));
    }
    // A snapshot or variant is the same model until a list says otherwise of it.
    boolean own = found.get().model().equals(model.model());
    ModelCard before = own ? found.get() : found.get().named(model.model());
    var comparison = new CardComparison(before, model.over(before, stamp));
    if (comparison.what().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        own ? changed(comparison) : added(new CardComparison(unknown, comparison.after())));
  }

  private static CatalogChange added(CardComparison comparison) {
    return comparison
        .absurd()
        .<CatalogChange>map(
            why -> new CatalogChange.HeldBack(comparison.after(), comparison.what(), why))
        .orElseGet(() -> new CatalogChange.Added(comparison.after(), comparison.news()));
  }

  private static CatalogChange changed(CardComparison comparison) {
    return comparison
        .absurd()
        .<CatalogChange>map(
            why -> new CatalogChange.HeldBack(comparison.after(), comparison.what(), why))
        .orElseGet(() -> new CatalogChange.Changed(comparison.after(), comparison.what()));
  }

  /// Keeps a list's changes, so that they are used from the next start on.
  ///
  /// @param accepted ids of changes that are taken although they were held back
  /// @return how many models were changed or added
  /// @throws IOException if the home cannot be written
  public int take(CatalogDiff diff, Set<String> accepted) throws IOException {
    List<ModelCard> cards = diff.cards(accepted);
    if (!cards.isEmpty()) {
      kept.take(cards);
    }
    return cards.size();
  }

  /// Has back what was known before the last list was taken.
  ///
  /// @return whether one had been taken
  /// @throws IOException if the home cannot be written
  public boolean undo() throws IOException {
    return kept.undo();
  }
}
