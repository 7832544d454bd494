package io.signalbox.engine.providers;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderRules;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RequestRules;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A provider that the user has described. It has no usual key: a graph names one, which its owner
/// confirms for the server. Immutable.
///
/// @param id as in graphs
/// @param address the base address
/// @param dialect the id of the dialect that it speaks
/// @param alsoSpeaks ids of others that it speaks at the same address
/// @param quirks its differences from the dialect
/// @param rules what it takes in a request
/// @param models the names of its models
/// @param checked the day on which it was asked, as `2026-11-30`; empty if it was not
public record OwnProvider(
    String id,
    String address,
    String dialect,
    Set<String> alsoSpeaks,
    Set<Quirk> quirks,
    RequestRules rules,
    List<String> models,
    String checked) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final int MOST_MODELS = 2_000;
  private static final Set<String> HERE = Set.of("localhost", "[::1]");

  public OwnProvider {
    alsoSpeaks = Set.copyOf(alsoSpeaks);
    quirks = Set.copyOf(quirks);
    models = List.copyOf(models);
  }

  /// What is wrong with an id, for a person; empty if a provider can have it.
  public static Optional<String> idFault(String text) {
    return ID.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(
            "the name of a provider begins with a letter and has 1 to 40 letters a–z, digits and"
                + " hyphens");
  }

  /// What is wrong with it; empty if nothing is.
  Optional<String> fault() {
    return idFault(id).or(this::addressFault).or(this::modelsFault);
  }

  private Optional<String> addressFault() {
    return Model.isAddress(address)
        ? Optional.empty()
        : Optional.of("its address is not a plain http or https address");
  }

  private Optional<String> modelsFault() {
    return models.size() <= MOST_MODELS
        ? Optional.empty()
        : Optional.of("it has more than " + MOST_MODELS + " models");
  }

  /// @throws IllegalArgumentException if a word is none of those that there are
  static OwnProvider read(JsonNode row) {
    return new OwnProvider(
        row.path("id").asString(""),
        row.path("address").asString(""),
        row.path("dialect").asString("openai"),
        Set.copyOf(RulesJson.texts(row.path("also"))),
        RulesJson.texts(row.path("quirks")).stream()
            .map(word -> Quirk.valueOf(word.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet()),
        RulesJson.read(row.path("rules")),
        RulesJson.texts(row.path("models")),
        row.path("checked").asString(""));
  }

  void write(ObjectNode row) {
    row.put("id", id).put("address", address).put("dialect", dialect);
    RulesJson.texts(row, "also", alsoSpeaks.stream().sorted().toList());
    RulesJson.texts(row, "quirks", words(quirks));
    RulesJson.write(row.putObject("rules"), rules);
    RulesJson.texts(row, "models", models);
    row.put("checked", checked);
  }

  /// `max_tokens`, `no_developer_role`.
  public static List<String> words(Set<Quirk> quirks) {
    return quirks.stream().map(quirk -> quirk.name().toLowerCase(Locale.ROOT)).sorted().toList();
  }

  /// As the rest of the program knows providers.
  Provider provider() {
    return new Provider(
        id,
        id,
        address,
        dialect,
        Optional.empty(),
        Optional.empty(),
        quirks,
        new ProviderRules(rules, List.of(), List.of()),
        isHere() ? Provider.Reach.LOCAL : Provider.Reach.CLOUD,
        Optional.empty(),
        Provider.Access.USUAL,
        models.stream().map(model -> ModelCard.unknown(id, model)).toList(),
        alsoSpeaks);
  }

  private boolean isHere() {
    String host = Optional.ofNullable(URI.create(address).getHost()).orElse("");
    return HERE.contains(host) || host.startsWith("127.");
  }
}
