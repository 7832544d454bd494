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
      case ModelListing.Limited limited -> "asked too often";
      case ModelListing.Unreachable unreachable ->
          provider.reach() == Provider.Reach.LOCAL ? "not running" : "unreachable";
      case ModelListing.Strange strange -> "not understood";
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
              ? "The server wants a key, and none is sent to it."
              : "The key was refused. Look whether it was pasted whole and is still valid.";
      case ModelListing.Limited limited ->
          "The key was not judged: too many requests just now. Try again in a minute.";
      case ModelListing.Unreachable unreachable ->
          local
              ? "Not running: "
                  + unreachable.why()
                  + ". Start "
                  + provider.name()
                  + ", or correct"
                  + " its address."
              : "Unreachable: " + unreachable.why() + ". Look at the connection to the network.";
      case ModelListing.Strange strange ->
          "Not understood: "
              + strange.why()
              + ". Look whether the address is that of "
              + provider.name()
              + ".";
    };
  }
}
