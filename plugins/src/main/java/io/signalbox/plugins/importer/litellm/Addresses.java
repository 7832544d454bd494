package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.KeyPlaces;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.Optional;

/// Where deployments are, as the address of a model.
final class Addresses {
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
    Optional<String> url = url(base, draft);
    if (provider.id().equals("azure")
        && url.filter(each -> !each.contains("/openai")).isPresent()) {
      params
          .get("api_version")
          .ifPresent(each ->
              draft.approximate(each, "Signalbox calls Azure's address /openai/v1, without one."));
      return url.map(each -> each + "/openai/v1");
    }
    return url;
  }

  static Optional<String> url(ConfigValue base, GraphDraft draft) {
    Optional<String> text = base.asText();
    Optional<String> url = text.flatMap(ProviderNames::url);
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
