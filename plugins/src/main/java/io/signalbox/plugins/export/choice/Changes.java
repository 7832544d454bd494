package io.signalbox.plugins.export.choice;

import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.Scripts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What of a rewrite a gateway can do. Belongs to one thread.
record Changes(Speech speech, FidelityReport report) {

  ChosenPlan.ChosenChange of(RewriteNode node) {
    var set = new LinkedHashMap<String, String>();
    node.set().forEach((name, json) -> set(node, name, json, set));
    var drop = new LinkedHashSet<String>();
    node.drop().forEach(name -> drop(node, name, drop));
    List<String> prepend = text(node, node.prepend(), "before", speech.prependObjection());
    List<String> append = text(node, node.append(), "after", speech.appendObjection());
    boolean nothing = set.isEmpty() && drop.isEmpty() && prepend.isEmpty() && append.isEmpty();
    return nothing
        ? ChosenPlan.ChosenChange.NONE
        : new ChosenPlan.ChosenChange(set, drop, prepend, append);
  }

  private void set(RewriteNode node, String name, String json, Map<String, String> set) {
    if (name.startsWith("metadata.")) {
      report.approximate(
          node.id(),
          "Rules behind it see the label %s, but the request itself is not labeled; a label of this name in a header is not seen behind it."
              .formatted(name.substring("metadata.".length())));
      return;
    }
    speech
        .objection(name, Scripts.parsed(json))
        .ifPresentOrElse(
            why -> report.unsupported(node.id(), "%s is not set: %s.".formatted(name, why)),
            () -> set.put(name, json));
  }

  private void drop(RewriteNode node, String name, Set<String> drop) {
    if (name.startsWith("metadata")) {
      return; // rules behind it see no label
    }
    speech
        .dropObjection(name)
        .ifPresentOrElse(
            why ->
                report.unsupported(node.id(), "%s stays in the request: %s.".formatted(name, why)),
            () -> drop.add(name));
  }

  private List<String> text(
      RewriteNode node, Optional<String> text, String where, Optional<String> objection) {
    if (text.isPresent() && objection.isPresent()) {
      report.unsupported(
          node.id(),
          "The text %s the system prompt is left out: %s.".formatted(where, objection.get()));
      return List.of();
    }
    return text.stream().toList();
  }
}
