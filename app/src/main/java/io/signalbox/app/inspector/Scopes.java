package io.signalbox.app.inspector;

import io.signalbox.app.kit.SuggestField;
import io.signalbox.app.session.Session;
import io.signalbox.engine.graph.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whose spend or requests can be counted together.
record Scopes(Session session) {
  private static final String METADATA = "metadata.";

  List<SuggestField.Offer> offers() {
    var offers = new ArrayList<SuggestField.Offer>();
    offers.add(new SuggestField.Offer("graph", "everybody together", ""));
    offers.add(new SuggestField.Offer("app", "each app", ""));
    offers.add(new SuggestField.Offer("user", "each user", ""));
    new UsedNames(session.editor().document().graph())
        .metadata()
        .forEach(key ->
            offers.add(new SuggestField.Offer(METADATA + key, "each " + key, METADATA + key)));
    return offers;
  }

  static Optional<Scope> read(String id) {
    return switch (id) {
      case "graph" -> Optional.of(new Scope.Graph());
      case "app" -> Optional.of(new Scope.App());
      case "user" -> Optional.of(new Scope.User());
      default ->
          id.startsWith(METADATA) && id.length() > METADATA.length()
              ? Optional.of(new Scope.Metadata(id.substring(METADATA.length())))
              : Optional.empty();
    };
  }
}
