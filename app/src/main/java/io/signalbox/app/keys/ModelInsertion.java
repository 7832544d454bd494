package io.signalbox.app.keys;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Editor;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.spi.Provider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Puts models of the catalog into the graph in front. For the UI thread.
public final class ModelInsertion {
  private ModelInsertion() {}

  /// Adds a model under an id of its own, and selects it.
  ///
  /// @return its id; empty if the graph could not be changed
  public static Optional<String> model(
      Editor editor, ProviderAccess machine, Installation installation, ModelCard card) {
    String id = id(card.model(), editor.document().graph());
    Optional<String> url =
        installation.providers().stream()
            .filter(each -> each.id().equals(card.provider()))
            .filter(each -> each.reach() == Provider.Reach.LOCAL)
            .map(each -> machine.address(each))
            .filter(address ->
                installation.providers().stream().noneMatch(each -> each.baseUrl().equals(address)))
            .findFirst();
    var model =
        new Model(
            id, card.provider(), card.model(), List.of(), url, Map.of(), Map.of(), About.NOTHING);
    if (!editor.edit("Add " + card.name(), new GraphEdit.PutModel(model))) {
      return Optional.empty();
    }
    editor.select(id);
    return Optional.of(id);
  }

  /// An id that nobody has: the last part of the model's name, with a number if it is taken.
  static String id(String model, RoutingGraph graph) {
    String last = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String plain = last.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String first = plain.isEmpty() || !Character.isLetter(plain.charAt(0)) ? "m-" + plain : plain;
    String id = first;
    for (int i = 2; graph.has(id); i++) {
      id = first + "-" + i;
    }
    return id;
  }
}
