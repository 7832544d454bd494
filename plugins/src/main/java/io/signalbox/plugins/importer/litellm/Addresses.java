package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.KeyPlaces;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where deployments are, as the address of a model.
final class Addresses {
  private static final Pattern AZURE =
      Pattern.compile(
          "(https://[a-z0-9-]+\\.(?:services\\.ai|openai|cognitiveservices)\\.azure\\.com)(/.*)?",
          Pattern.CASE_INSENSITIVE);

  private static final String OWN_SERVER =
      "Azure serves this model at an address of its own: check the model's url, which is called in"
          + " OpenAI's dialect, and that the server takes its key as a bearer token.";

  private Addresses() {}

  /// The address of a model at a provider that is at another place for each customer; empty with a
  /// finding if the deployment does not say it.
  static Optional<String> elsewhere(Provider provider, ConfigValue params, GraphDraft draft) {
    if (!provider.isElsewhereForEach()) {
      return Optional.empty();
    }
    Optional<String> region =
        params.text("aws_region_name").or(() -> params.text("vertex_location"));
    boolean plain = region.filter(each -> each.matches("[a-z0-9-]{2,40}")).isPresent();
    String address = provider.baseUrl();
    if (plain) {
      address =
          address
              .replaceAll("\\{(region|location)}", region.orElse(""))
              .replace("LOCATION", region.orElse(""));
    }
    String project = params.text("vertex_project").orElse("");
    if (project.matches("[a-z0-9-]{2,60}")) {
      address = address.replace("PROJECT", project);
    }
    if (address.contains("{") || address.contains("PROJECT")) {
      params
          .get("model")
          .ifPresent(each ->
              draft.manual(
                  each,
                  "This provider has another address for each customer: set the model's url."));
      return Optional.empty();
    }
    return Optional.of(address);
  }

  static Optional<String> url(
      Provider provider, ConfigValue base, ConfigValue params, GraphDraft draft) {
    Optional<String> url = url(Optional.of(provider), base, draft);
    if (!provider.id().equals("azure")) {
      return url;
    }
    params
        .get("api_version")
        .ifPresent(each ->
            draft.approximate(each, "Signalbox calls Azure's address /openai/v1, without one."));
    return url.map(Addresses::azure);
  }

  /// Azure's address of OpenAI's dialect at a resource.
  private static String azure(String url) {
    return url.replaceFirst("/(openai(/v1|/deployments/[^/]+)?)$", "") + "/openai/v1";
  }

  /// Where one of Azure's other models is: in a resource, at Anthropic's address in one, or at a
  /// server of its own.
  ///
  /// @param provider whose dialect is spoken there
  record AzurePlace(String provider, Optional<String> url) {}

  static AzurePlace azureAi(ConfigValue base, GraphDraft draft) {
    String url = url(Optional.empty(), base, draft).orElse("");
    var parts = AZURE.matcher(url);
    if (!parts.matches()) {
      draft.manual(base, OWN_SERVER);
      return new AzurePlace(
          "openai",
          Optional.of(url.endsWith("/v1") ? url : url + "/v1").filter(each -> !url.isEmpty()));
    }
    if (url.contains("/anthropic")) {
      draft.approximate(base, "The address is called in Anthropic's dialect, with its headers.");
      return new AzurePlace("anthropic", Optional.of(parts.group(1) + "/anthropic"));
    }
    draft.approximate(base, "Signalbox calls Azure's address /openai/v1 of this resource.");
    return new AzurePlace("azure", Optional.of(parts.group(1) + "/openai/v1"));
  }

  /// @param provider of whose kind the server is, if it is known
  static Optional<String> url(Optional<Provider> provider, ConfigValue base, GraphDraft draft) {
    Optional<String> text = base.asText();
    Optional<String> url = text.flatMap(each -> ProviderNames.url(provider, each));
    if (url.isEmpty() && !base.isSecret()) {
      String variable = text.flatMap(KeyPlaces::variable).orElse("");
      draft.manual(
          base,
          variable.isEmpty()
              ? "This is no http address that Signalbox calls: set the model's url."
              : "The address is in the variable "
                  + variable
                  + ", and a graph holds addresses themselves: set the model's url.");
    }
    return url;
  }
}
