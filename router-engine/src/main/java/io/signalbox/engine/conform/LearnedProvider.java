package io.signalbox.engine.conform;

import io.signalbox.engine.providers.OwnProvider;
import io.signalbox.engine.spi.RequestRules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// What was found of an endpoint as a provider that graphs can name. Pure.
public final class LearnedProvider {
  private LearnedProvider() {}

  /// @param id as in graphs
  /// @param today the day on which the endpoint was asked
  public static OwnProvider of(String id, String address, LearnedTraits learned, LocalDate today) {
    return new OwnProvider(
        id,
        address,
        learned.dialect(),
        learned.alsoSpeaks(),
        learned.quirks(),
        learned.rules(),
        learned.models(),
        today.toString());
  }

  /// What requests to it need, a phrase each: `max_tokens`, `later_system: user`.
  public static List<String> needs(LearnedTraits learned) {
    var needs = new ArrayList<>(OwnProvider.words(learned.quirks()));
    RequestRules rules = learned.rules();
    rules.refused().stream().sorted().forEach(member -> needs.add("no `" + member + "`"));
    rules.limit().ifPresent(name -> needs.add("limit: " + name));
    rules
        .efforts()
        .ifPresent(
            all -> needs.add("efforts: " + (all.isEmpty() ? "none" : String.join(", ", all))));
    rules.thoughts().ifPresent(back -> needs.add("thinking goes back as " + back.member()));
    rules.laterSystem().ifPresent(where -> needs.add("later system prompts are the user's"));
    learned.alsoSpeaks().stream().sorted().forEach(also -> needs.add("also speaks " + also));
    return needs;
  }
}
