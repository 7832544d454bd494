package io.signalbox.plugins.export;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.BaseUrl;
import io.signalbox.engine.spi.Provider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a model is reached from another gateway. Immutable.
///
/// @param model the leaf of the graph
/// @param dialect the API shape that it speaks
/// @param url the base address as the provider's own SDK takes it, without a slash at the end
/// @param key the environment variable that holds its key; empty: it needs none
/// @param price what it costs, if that is known
/// @param preset whether the address is the provider's own
public record Address(
    Model model,
    String dialect,
    URI url,
    Optional<String> key,
    Optional<Price> price,
    boolean preset) {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern PLAIN =
      Pattern.compile(
          "https?://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?");

  /// The address of a model; empty, with a row in the report, if it cannot be exported.
  public static Optional<Address> of(
      Model model, Map<String, Provider> providers, FidelityReport report) {
    var provider = Optional.ofNullable(providers.get(model.provider()));
    if (model.provider().equals("simulated")
        || provider.filter(each -> each.reach() == Provider.Reach.SIMULATED).isPresent()) {
      return none(model, report, "Simulated models exist only in Signalbox; it was left out.");
    }
    if (!Sayable.isWhole(model.model())) {
      return none(model, report, "Its name contains half of a surrogate pair; it was left out.");
    }
    String text = model.url().or(() -> provider.map(Provider::baseUrl)).orElse("");
    var url = url(text, model);
    if (url.isEmpty()) {
      return none(
          model,
          report,
          "Its address is unknown or not a plain http or https address; it was left out.");
    }
    var key = variable(model, provider, report);
    if (key.filter(name -> !VARIABLE.matcher(name).matches()).isPresent()) {
      return none(
          model,
          report,
          "Its key is not in an environment variable with a valid name; it was left out.");
    }
    String dialect = provider.map(Provider::dialect).orElse("openai");
    boolean preset = model.url().isEmpty();
    return Optional.of(new Address(model, dialect, url.get(), key, price(model, provider), preset));
  }

  private static Optional<Address> none(Model model, FidelityReport report, String why) {
    report.unsupported(model.id(), why);
    return Optional.empty();
  }

  private static Optional<URI> url(String text, Model model) {
    if (!BaseUrl.withoutVersion(text).equals(text)) {
      return Optional.empty(); // no other gateway takes the version from the address
    }
    String plain = BaseUrl.plain(text);
    var parts = PLAIN.matcher(plain);
    if (!parts.matches() || !isPort(parts.group(2))) {
      return Optional.empty();
    }
    try {
      URI url = new URI(plain);
      boolean bare = model.provider().equals("ollama") && url.getRawPath().isEmpty();
      return Optional.of(bare ? new URI(plain + "/v1") : url);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isPort(@Nullable String colonAndDigits) {
    if (colonAndDigits == null) {
      return true;
    }
    int port = colonAndDigits.length() > 6 ? 0 : Integer.parseInt(colonAndDigits.substring(1));
    return port >= 1 && port <= 65_535;
  }

  /// The host, which [URI] does not tell where it has an underscore.
  public String host() {
    return url.getRawAuthority().replaceFirst(":[0-9]+$", "");
  }

  /// The port, also where none is said.
  public int port() {
    String said = url.getRawAuthority().substring(host().length());
    return said.isEmpty()
        ? (url.getScheme().equals("https") ? 443 : 80)
        : Integer.parseInt(said.substring(1));
  }

  private static Optional<String> variable(
      Model model, Optional<Provider> provider, FidelityReport report) {
    if (model.keys().size() > 1) {
      String others =
          model.keys().stream().skip(1).map(KeyRef::id).collect(Collectors.joining(", "));
      report.unsupported(
          model.id(), "Only its first key is exported; the other keys are lost: " + others + ".");
    }
    if (model.key().isEmpty()) {
      return provider.flatMap(Provider::keyVariable);
    }
    return Optional.of(
        switch (model.key().get()) {
          case KeyRef.Env env -> env.name();
          case KeyRef.Vault vault -> {
            String name =
                vault.name().toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            String plain = name.matches("[A-Z_].*") ? name : "KEY_" + name;
            report.approximate(
                model.id(),
                "Its key is in Signalbox's vault; the export reads it from the environment variable"
                    + " "
                    + plain
                    + " instead.");
            yield plain;
          }
        });
  }

  private static Optional<Price> price(Model model, Optional<Provider> provider) {
    return provider.flatMap(each -> card(model, each)).flatMap(ModelCard::price);
  }

  private static Optional<ModelCard> card(Model model, Provider provider) {
    return provider.models().stream()
        .filter(
            card -> card.model().equals(model.model()) || card.aliases().contains(model.model()))
        .findFirst();
  }

  /// What is known of the model; of one that no provider lists nothing but its name.
  public static ModelCard card(Model model, Map<String, Provider> providers) {
    return Optional.ofNullable(providers.get(model.provider()))
        .flatMap(each -> card(model, each))
        .orElseGet(() -> ModelCard.unknown(model.provider(), model.model()));
  }
}
