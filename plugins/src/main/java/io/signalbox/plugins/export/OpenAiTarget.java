package io.signalbox.plugins.export;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A gateway that passes bodies on, so that models must speak OpenAI's dialect; two providers do at
/// another address (docs of Anthropic's and Google's OpenAI compatibility).
///
/// @param gateway what it is called
public record OpenAiTarget(String gateway, FidelityReport report) implements TableModels.Target {

  @Override
  public Optional<Address> spoken(Address address) {
    String id = address.model().id();
    if (address.host().equals("unix")) {
      report.unsupported(
          id, gateway + " reads the host name unix as a socket file; it was left out.");
      return Optional.empty();
    }
    if (address.dialect().equals("openai")) {
      return Optional.of(address);
    }
    Optional<String> other = compatible(address.host());
    if (other.isEmpty()) {
      report.unsupported(
          id,
          gateway
              + " cannot translate dialects and this address does not speak OpenAI's; it was left"
              + " out.");
      return Optional.empty();
    }
    report.approximate(
        id,
        "It is called at the provider's OpenAI-compatible address, which has no prompt caching"
            + " marks and no signed reasoning.");
    return other.map(url -> speaking(address, url));
  }

  @Override
  public Optional<String> objection(String name, @Nullable Object value) {
    return Sayable.script(name, value);
  }

  private static Optional<String> compatible(String host) {
    return switch (host) {
      case "api.anthropic.com" -> Optional.of("https://api.anthropic.com/v1");
      case "generativelanguage.googleapis.com" ->
          Optional.of("https://generativelanguage.googleapis.com/v1beta/openai");
      default -> Optional.empty();
    };
  }

  private static Address speaking(Address address, String url) {
    return new Address(
        address.model(), "openai", URI.create(url), address.key(), address.price(), true);
  }
}
