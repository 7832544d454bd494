package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.Router;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which model answers, by the provider's own word: some serve another than was called, and charge
/// for that one. Belongs to one thread.
final class ServedModel {
  /// What a version adds to a name.
  private static final Pattern VERSION =
      Pattern.compile(
          "(-\\d{4}-\\d{2}-\\d{2}|-\\d{3,8}|-latest|-preview[a-z0-9.-]*|:[a-z0-9._-]+)$");

  private static final int LONGEST_NAME = 200;

  private final Router router;
  private final Model called;
  private final ModelCard calledCard;
  private String heard;
  private Optional<ModelCard> other = Optional.empty();
  private boolean unknown;

  ServedModel(Router router, Model called) {
    this.router = router;
    this.called = called;
    this.calledCard = router.card(called);
    this.heard = called.model();
  }

  /// The provider says which model answers.
  ///
  /// @param name empty if it does not say
  void heard(String name) {
    if (name.isEmpty() || name.equals(heard) || name.length() > LONGEST_NAME) {
      return;
    }
    heard = name;
    ModelCard card = router.card(Model.of(called.id(), called.provider(), name));
    boolean known = card.price().isPresent() || card.contextTokens().isPresent();
    boolean same = known ? card.model().equals(calledCard.model()) : isVersion(name);
    other = known && !same ? Optional.of(card) : Optional.empty();
    unknown = !known && !same;
  }

  private boolean isVersion(String name) {
    return plain(name).equals(plain(called.model()));
  }

  /// Providers that sell models of others put their names before it.
  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return VERSION.matcher(lower.substring(lower.lastIndexOf('/') + 1)).replaceFirst("");
  }

  /// What is known of the model that answers, its price among it.
  ModelCard card() {
    return other.filter(card -> card.price().isPresent()).orElse(calledCard);
  }

  /// That another model answers, for the trace; empty if none does. A name that is not in the
  /// catalog is a provider's own text, which is never recorded.
  Optional<String> note() {
    if (other.isPresent()) {
      return Optional.of(
          called.provider() + " answered with " + other.get().model() + ", not " + called.model());
    }
    return unknown
        ? Optional.of(
            called.provider() + " answered with a model that is not known, not " + called.model())
        : Optional.empty();
  }
}
