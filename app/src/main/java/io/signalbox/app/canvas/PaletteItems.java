package io.signalbox.app.canvas;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.kinds.Kinds;
import io.signalbox.app.kinds.PaletteItem;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// What can be put on the canvas, or what a wire can lead to. Immutable.
///
/// @param recent what was put there last, the last one first
record PaletteItems(RoutingGraph graph, Installation installation, List<PaletteItem> recent) {
  /// Something offered, and what kind of thing it is.
  record Entry(PaletteItem offer, String group, String keys) {}

  /// What can be added: what was added last, all kinds, models; and what is there to go to.
  List<Entry> toAdd() {
    List<Entry> usual = new ArrayList<>(kinds());
    usual.addAll(models());
    usual.addAll(there(id -> true));
    return recentFirst(usual);
  }

  /// Only models.
  List<Entry> toAddModel() {
    List<Entry> usual = new ArrayList<>(models());
    usual.addAll(there(graph.models()::containsKey));
    return recentFirst(usual);
  }

  /// What a wire may lead to: what is there, new nodes, models.
  ///
  /// @param may the ids that can take it
  List<Entry> toLeadTo(Set<String> may) {
    List<Entry> all = new ArrayList<>(there(may::contains));
    all.addAll(kinds());
    all.addAll(models());
    return all;
  }

  private List<Entry> recentFirst(List<Entry> usual) {
    var order = new ArrayList<Entry>();
    for (PaletteItem offer : recent) {
      usual.stream().filter(entry -> entry.offer().equals(offer)).forEach(order::add);
    }
    usual.stream().filter(entry -> !recent.contains(entry.offer())).forEach(order::add);
    return order;
  }

  private static List<Entry> kinds() {
    return Arrays.stream(NodeKind.values())
        .filter(NodeKind::supported)
        .map(kind -> new Entry(new PaletteItem.NewNode(kind), "New node", Kinds.of(kind).letter()))
        .toList();
  }

  private List<Entry> models() {
    return installation.catalog().cards().stream()
        .filter(card -> !hasModel(card))
        // Whoever looks for a model means the real one first.
        .sorted(Comparator.comparing(card -> card.provider().equals(Provider.SIMULATED)))
        .map(card ->
            new Entry(
                new PaletteItem.NewModel(card.provider(), card.model(), card.name()),
                installation.providerName(card.provider()),
                ""))
        .toList();
  }

  private boolean hasModel(ModelCard card) {
    return graph.models().values().stream()
        .anyMatch(model ->
            model.provider().equals(card.provider()) && model.model().equals(card.model()));
  }

  private List<Entry> there(Predicate<String> may) {
    var there = new ArrayList<Entry>();
    for (Node node : graph.nodes().values()) {
      there.add(there(node.id(), node.title(), Kinds.of(node).style()));
    }
    for (Model model : graph.models().values()) {
      there.add(there(model.id(), model.title(), Kinds.MODEL.style()));
    }
    there.removeIf(entry -> !(entry.offer() instanceof PaletteItem.There it && may.test(it.id())));
    return there;
  }

  private static Entry there(String id, String title, String style) {
    return new Entry(new PaletteItem.There(id, title, style), "In this graph", "");
  }
}
