package io.signalbox.app.wording;

import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says in words what came of asking a provider for its models. Pure.
public final class ListingText {
  private static final int SHOWN = 3;

  private ListingText() {}

  /// How many models it has; empty if it did not say.
  public static Optional<String> models(ModelListing listing) {
    return listing instanceof ModelListing.Listed listed
        ? Optional.of(Wording.count(listed.models().size(), "model"))
        : Optional.empty();
  }

  /// In a word or two: `ready`, `refused`.
  public static String word(ModelListing listing, Provider provider) {
    return switch (listing) {
      case ModelListing.Listed listed -> "ready";
      case ModelListing.Refused refused -> "key refused";
      case ModelListing.Limited limited -> "rate limited";
      case ModelListing.Unreachable unreachable ->
          provider.reach() == Provider.Reach.LOCAL ? "not running" : "unreachable";
      case ModelListing.Strange strange -> "unknown answer";
    };
  }

  /// The contexts that a server on this machine runs its models with, of the first few.
  private static String contexts(ModelListing.Listed listed) {
    String all =
        listed.models().stream()
            .filter(model -> listed.context(model).isPresent())
            .limit(SHOWN)
            .map(model ->
                String.format(Locale.ROOT, "%s %,d", model, listed.context(model).orElseThrow()))
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : " Context in tokens: " + all + ".";
  }

  /// In a sentence, with what to do.
  public static String sentence(ModelListing listing, Provider provider) {
    boolean local = provider.reach() == Provider.Reach.LOCAL;
    return switch (listing) {
      case ModelListing.Listed listed ->
          "Works: " + Wording.count(listed.models().size(), "model") + "." + contexts(listed);
      case ModelListing.Refused refused ->
          local
              ? "The server requires a key, but none is set."
              : "The key was refused. Check that it is complete and still valid.";
      case ModelListing.Limited limited ->
          "The key could not be tested because of a rate limit. Try again in a minute.";
      case ModelListing.Unreachable unreachable ->
          local
              ? "Not running: "
                  + unreachable.why()
                  + ". Start "
                  + provider.name()
                  + ", or correct"
                  + " its address."
              : "Unreachable: " + unreachable.why() + ". Check the network connection.";
      case ModelListing.Strange strange ->
          "Unknown answer: "
              + strange.why()
              + ". Check that the address belongs to "
              + provider.name()
              + ".";
    };
  }
}
