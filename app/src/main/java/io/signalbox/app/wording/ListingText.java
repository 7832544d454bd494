package io.signalbox.app.wording;

import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import java.util.Optional;

/// Says in words what came of asking a provider for its models. Pure.
public final class ListingText {
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

  /// In a sentence, with what to do.
  public static String sentence(ModelListing listing, Provider provider) {
    boolean local = provider.reach() == Provider.Reach.LOCAL;
    return switch (listing) {
      case ModelListing.Listed listed ->
          "Works: " + Wording.count(listed.models().size(), "model") + ".";
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
