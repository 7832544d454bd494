package io.signalbox.plugins.provider;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.Signing;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One provider of `providers.txt`, whose head says what the words mean. Immutable.
///
/// @param id as in graphs
/// @param words what its lines say, by their first word
record ProviderRow(String id, Map<String, String> words) {
  private static final Set<String> KNOWN =
      Set.of(
          "name", "address", "places", "dialect", "also", "key", "file", "parts", "send", "token",
          "check", "quirks", "note", "page", "source");

  ProviderRow {
    words = Map.copyOf(words);
    for (String word : words.keySet()) {
      if (!KNOWN.contains(word)) {
        throw new IllegalArgumentException("%s has a line %s.".formatted(id, word));
      }
    }
  }

  /// @throws IllegalArgumentException if the row is wrong; a test rules that out
  Provider provider(List<ModelCard> models) {
    return new Provider(
        id,
        needed("name"),
        needed("address"),
        word("dialect").orElse("openai"),
        signing(),
        word("key"),
        quirks(),
        RulesList.shipped().of(id),
        isOnThisMachine() ? Provider.Reach.LOCAL : Provider.Reach.CLOUD,
        word("check"),
        new Provider.Access(
            list("places"),
            list("parts").stream().map(this::part).toList(),
            word("file").isPresent()),
        models,
        Set.copyOf(list("also")));
  }

  private Optional<Signing> signing() {
    Optional<Signing> header = word("send").map(name -> new Signing.Header(name, ""));
    return word("token")
        .<Signing>map(kind -> new Signing.ByForm(token(kind), header.orElse(Signing.BEARER)))
        .or(() -> header);
  }

  private Signing.OfToken token(String kind) {
    return switch (kind) {
      case "entra" -> new EntraSigning();
      case "google" -> new ServiceAccountSigning();
      default -> throw new IllegalArgumentException(id + " has an unknown token " + kind + ".");
    };
  }

  /// `name=VARIABLE`, with a question mark behind it if the key does without.
  private Provider.KeyPart part(String written) {
    String[] both = written.split("=", 2);
    if (both.length < 2) {
      throw new IllegalArgumentException(id + " has a part without a variable: " + written);
    }
    boolean optional = both[1].endsWith("?");
    String variable = optional ? both[1].substring(0, both[1].length() - 1) : both[1];
    return new Provider.KeyPart(both[0], variable, optional);
  }

  /// What people should know besides.
  Optional<String> note() {
    return word("note");
  }

  /// The provider's own documentation.
  URI page() {
    return URI.create(needed("page"));
  }

  /// Who says all this.
  URI source() {
    return URI.create(sourceAndDay()[0]);
  }

  /// The day on which they did.
  LocalDate asOf() {
    return LocalDate.parse(sourceAndDay()[1]);
  }

  private String[] sourceAndDay() {
    String[] both = needed("source").split(" ", -1);
    if (both.length != 2) {
      throw new IllegalArgumentException("The source of " + id + " is no page with a day.");
    }
    return both;
  }

  private boolean isOnThisMachine() {
    return needed("address").startsWith("http://127.0.0.1:");
  }

  private Set<Quirk> quirks() {
    return list("quirks").stream()
        .map(each -> Quirk.valueOf(each.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<String> list(String word) {
    return word(word).map(all -> List.of(all.split(" ", -1))).orElse(List.of());
  }

  private String needed(String word) {
    return word(word)
        .orElseThrow(() -> new IllegalArgumentException(id + " has no line " + word + "."));
  }

  private Optional<String> word(String word) {
    return Optional.ofNullable(words.get(word));
  }
}
