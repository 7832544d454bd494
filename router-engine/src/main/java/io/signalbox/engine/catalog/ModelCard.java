package io.signalbox.engine.catalog;

import io.signalbox.engine.catalog.tokens.Qwen;
import io.signalbox.engine.chat.ChatRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What is known of a provider's model. Immutable.
///
/// @param provider the provider's id
/// @param model the provider's name of it; in a card, dated snapshots of it are meant too
/// @param name how people call it
/// @param contextTokens the most tokens of prompt and completion together
/// @param maxOutputTokens the most completion tokens
/// @param abilities what it can do
/// @param price empty if unknown
/// @param speed typical
/// @param encoding the tokenizer's name (`o200k_base`, `cl100k_base`); empty: only an estimate
/// @param aliases other names of the same model
/// @param retired whether its provider has taken it away
/// @param details what is known besides
public record ModelCard(
    String provider,
    String model,
    String name,
    OptionalLong contextTokens,
    OptionalLong maxOutputTokens,
    Set<Ability> abilities,
    Optional<Price> price,
    Speed speed,
    Optional<String> encoding,
    List<String> aliases,
    boolean retired,
    ModelDetails details) {
  /// So many times as long a text can become when it is composed (Unicode, annex 15).
  private static final int COMPOSED_GROWTH = 3;

  private static final String CL100K = "cl100k_base";

  public ModelCard {
    abilities = Set.copyOf(abilities);
    aliases = List.copyOf(aliases);
  }

  /// A model of which nothing is known that routing does not need.
  public ModelCard(
      String provider,
      String model,
      String name,
      OptionalLong contextTokens,
      OptionalLong maxOutputTokens,
      Set<Ability> abilities,
      Optional<Price> price,
      Speed speed,
      Optional<String> encoding,
      List<String> aliases,
      boolean retired) {
    this(
        provider,
        model,
        name,
        contextTokens,
        maxOutputTokens,
        abilities,
        price,
        speed,
        encoding,
        aliases,
        retired,
        ModelDetails.UNKNOWN);
  }

  /// A model of which nothing is known but its name.
  public static ModelCard unknown(String provider, String model) {
    return new ModelCard(
        provider,
        model,
        model,
        OptionalLong.empty(),
        OptionalLong.empty(),
        Set.of(Ability.STREAM),
        Optional.empty(),
        Speed.UNKNOWN,
        Optional.empty(),
        List.of(),
        false);
  }

  /// Whether it certainly cannot do something. Of a card that names nothing but streams the
  /// abilities are unknown, and so are those of which nobody says anything.
  public boolean lacks(Ability ability) {
    int said = abilities.size() - (abilities.contains(Ability.STREAM) ? 1 : 0);
    return said > 0 && !abilities.contains(ability) && !details.unsure().contains(ability);
  }

  /// Whether it certainly does nothing but turn texts into vectors.
  public boolean onlyEmbeds() {
    return abilities.contains(Ability.EMBEDDINGS);
  }

  /// The same model under a name of its own, which its provider may price for itself.
  public ModelCard named(String ownModel) {
    return new ModelCard(
        provider,
        ownModel,
        ownModel,
        contextTokens,
        maxOutputTokens,
        abilities,
        price,
        speed,
        encoding,
        List.of(),
        retired,
        details);
  }

  /// The tokens of a prompt as its provider counts them, as far as that is known.
  ///
  /// @param counted by us, in `o200k_base`
  public long tokens(long counted) {
    return details.tokens().of(counted);
  }

  /// The tokens of a request's prompt: in the model's own encoding if that is one of OpenAI's or
  /// Qwen's, and in its provider's measure as far as that was learned.
  public long promptTokens(ChatRequest request) {
    return tokens(TokenCounter.promptTokens(request, scale()));
  }

  /// The same, where the prompt may have been counted before.
  ///
  /// @param counted the prompt's tokens as [TokenCounter] counts them
  public long promptTokens(ChatRequest request, TokenCount counted) {
    return scale() == TokenScale.COUNTED ? tokens(counted.exact()) : promptTokens(request);
  }

  /// Whether a prompt has more tokens than so many, in the model's measure. It is counted only if
  /// its length does not answer that.
  ///
  /// @param counted the prompt's tokens as [TokenCounter] counts them
  public boolean exceeds(double most, ChatRequest request, TokenCount counted) {
    if (scale() == TokenScale.COUNTED) {
      return counted.meets(tokens -> tokens(tokens) > most);
    }
    long bound = TokenCounter.promptTokens(request, TokenScale.MOST_BY_LENGTH);
    return tokens(COMPOSED_GROWTH * bound) > most && promptTokens(request) > most;
  }

  private TokenScale scale() {
    if (encoding.filter(CL100K::equals).isPresent()) {
      return TokenScale.COUNTED_CL100K;
    }
    return Qwen.isOf(model) ? TokenScale.COUNTED_QWEN : TokenScale.COUNTED;
  }

  /// The same model with what was learned of its provider's counts.
  public ModelCard withShare(TokenShare learned) {
    return new ModelCard(
        provider,
        model,
        name,
        contextTokens,
        maxOutputTokens,
        abilities,
        price,
        speed,
        encoding,
        aliases,
        retired,
        details.withTokens(learned));
  }

  /// The same model as it runs with another context.
  ///
  /// @param tokens of prompt and completion together
  public ModelCard withContext(long tokens) {
    return new ModelCard(
        provider,
        model,
        name,
        OptionalLong.of(tokens),
        maxOutputTokens,
        abilities,
        price,
        speed,
        encoding,
        aliases,
        retired,
        details);
  }

  /// The same model as another provider offers it.
  public ModelCard of(String otherProvider) {
    return new ModelCard(
        otherProvider,
        model,
        name,
        contextTokens,
        maxOutputTokens,
        abilities,
        price,
        speed,
        encoding,
        aliases,
        retired,
        details);
  }
}
