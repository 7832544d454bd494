package io.signalbox.engine.spi;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.ModelCards;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where and how a provider is reached. Immutable.
///
/// @param id its id in graphs: `openai`
/// @param name how people call it
/// @param baseUrl the address as its own SDK takes it, without a slash at the end; a name in braces
///   in its host stands for what each customer has of their own: `https://{resource}.example/v1`
/// @param dialect the id of the API shape that it speaks
/// @param signing how its key is sent; empty: as its dialect says
/// @param keyVariable the environment variable that usually holds its key; empty: it needs none
/// @param quirks known differences from its dialect
/// @param rules what its models take in a request
/// @param reach where it runs
/// @param keyCheck the path of a `GET` that looks at a key, if its list of models is open to
///   everybody; empty if the list does
/// @param access where else its key may go
/// @param models what is known of its models; may be read when it is first looked at
/// @param alsoSpeaks ids of other API shapes that it speaks at the same address, in which a
///   client's body is passed on as it is
public record Provider(
    String id,
    String name,
    String baseUrl,
    String dialect,
    Optional<Signing> signing,
    Optional<String> keyVariable,
    Set<Quirk> quirks,
    ProviderRules rules,
    Reach reach,
    Optional<String> keyCheck,
    Access access,
    List<ModelCard> models,
    Set<String> alsoSpeaks) {
  /// The id of the built-in provider, which plays the models of all others.
  public static final String SIMULATED = "simulated";

  public Provider {
    quirks = Set.copyOf(quirks);
    models = ModelCards.copyOf(models);
    alsoSpeaks = Set.copyOf(alsoSpeaks);
  }

  /// A provider that speaks one dialect alone.
  public Provider(
      String id,
      String name,
      String baseUrl,
      String dialect,
      Optional<Signing> signing,
      Optional<String> keyVariable,
      Set<Quirk> quirks,
      ProviderRules rules,
      Reach reach,
      Optional<String> keyCheck,
      Access access,
      List<ModelCard> models) {
    this(
        id,
        name,
        baseUrl,
        dialect,
        signing,
        keyVariable,
        quirks,
        rules,
        reach,
        keyCheck,
        access,
        models,
        Set.of());
  }

  /// A provider that differs from its dialect in quirks alone.
  public Provider(
      String id,
      String name,
      String baseUrl,
      String dialect,
      Optional<String> keyVariable,
      Set<Quirk> quirks,
      Reach reach,
      List<ModelCard> models) {
    this(
        id,
        name,
        baseUrl,
        dialect,
        Optional.empty(),
        keyVariable,
        quirks,
        ProviderRules.NONE,
        reach,
        Optional.empty(),
        Access.USUAL,
        models);
  }

  /// A provider whose variable and address say all of its key.
  public Provider(
      String id,
      String name,
      String baseUrl,
      String dialect,
      Optional<Signing> signing,
      Optional<String> keyVariable,
      Set<Quirk> quirks,
      ProviderRules rules,
      Reach reach,
      Optional<String> keyCheck,
      List<ModelCard> models) {
    this(
        id,
        name,
        baseUrl,
        dialect,
        signing,
        keyVariable,
        quirks,
        rules,
        reach,
        keyCheck,
        Access.USUAL,
        models);
  }

  /// A provider of whose requests nothing is known but the quirks.
  public Provider(
      String id,
      String name,
      String baseUrl,
      String dialect,
      Optional<Signing> signing,
      Optional<String> keyVariable,
      Set<Quirk> quirks,
      Reach reach,
      Optional<String> keyCheck,
      List<ModelCard> models) {
    this(
        id,
        name,
        baseUrl,
        dialect,
        signing,
        keyVariable,
        quirks,
        ProviderRules.NONE,
        reach,
        keyCheck,
        Access.USUAL,
        models);
  }

  /// The same with other models.
  public Provider with(List<ModelCard> others) {
    return new Provider(
        id,
        name,
        baseUrl,
        dialect,
        signing,
        keyVariable,
        quirks,
        rules,
        reach,
        keyCheck,
        access,
        others,
        alsoSpeaks);
  }

  /// Whether each customer has an address of their own, which a graph must name.
  public boolean isElsewhereForEach() {
    return baseUrl.contains("{");
  }

  /// All addresses that its usual key may go to, each with braces as in [#baseUrl].
  public List<String> addresses() {
    return Stream.concat(Stream.of(baseUrl), access.places().stream()).toList();
  }

  /// Whether a variable, or an entry of the vault, holds its usual key or a part of it; under
  /// Windows the case of letters makes no difference.
  public boolean owns(String variable) {
    return isUsual(variable)
        || access.parts().stream().anyMatch(part -> part.variable().equalsIgnoreCase(variable));
  }

  /// Whether a variable, or an entry of the vault, holds its usual key as a whole.
  public boolean isUsual(String variable) {
    return keyVariable.filter(variable::equalsIgnoreCase).isPresent();
  }

  /// How a key gets to a provider, where its variable and its address do not say it all.
  ///
  /// @param places further addresses that are the provider's own
  /// @param parts variables that together are a key where its own variable is not set
  /// @param file whether its variable holds the path of a file with the key
  public record Access(List<String> places, List<KeyPart> parts, boolean file) {
    /// Its variable and its address say it all.
    public static final Access USUAL = new Access(List.of(), List.of(), false);

    public Access {
      places = List.copyOf(places);
      parts = List.copyOf(parts);
    }
  }

  /// A part of a key.
  ///
  /// @param name as its signing calls it
  /// @param variable the environment variable, or entry of the vault, that holds it
  /// @param optional whether the key does without it
  public record KeyPart(String name, String variable, boolean optional) {}

  /// The dialect in which a model is called at the provider's own address: the only one that it
  /// speaks; else the client's, if the provider speaks it; else the usual one.
  ///
  /// @param client the id of the dialect in which the client's body is; empty if there is none
  public String dialect(String model, Optional<String> client) {
    return rules.onlyDialect(model).or(() -> client.filter(alsoSpeaks::contains)).orElse(dialect);
  }

  /// Where a provider runs.
  public enum Reach {
    CLOUD,
    /// On the user's own machine.
    LOCAL,
    /// Nowhere: the built-in provider answers by itself.
    SIMULATED
  }
}
