package io.signalbox.app.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What is selected: nodes and models, or one wire. Immutable.
///
/// @param ids the nodes and models, in the order in which they were chosen
/// @param wire a single wire; then no node is selected
public record Selection(List<String> ids, Optional<RoutePath.NodeExit> wire) {
  /// Nothing.
  public static final Selection NONE = new Selection(List.of(), Optional.empty());

  public Selection {
    ids = ids.stream().distinct().toList();
  }

  /// These nodes and models.
  public static Selection of(List<String> ids) {
    return new Selection(ids, Optional.empty());
  }

  /// One wire.
  public static Selection of(RoutePath.NodeExit wire) {
    return new Selection(List.of(), Optional.of(wire));
  }

  /// The node or model, if it is only one.
  public Optional<String> only() {
    return ids.size() == 1 ? Optional.of(ids.getFirst()) : Optional.empty();
  }

  /// Whether a node or model is selected.
  public boolean has(String id) {
    return ids.contains(id);
  }

  /// Whether nothing is selected.
  public boolean isEmpty() {
    return ids.isEmpty() && wire.isEmpty();
  }

  /// The same with a node or model more, or without it if it was there.
  public Selection toggled(String id) {
    var other = new ArrayList<>(ids);
    if (!other.remove(id)) {
      other.add(id);
    }
    return of(other);
  }

  /// What of it still exists.
  Selection within(Predicate<String> exists) {
    return new Selection(
        ids.stream().filter(exists).toList(), wire.filter(each -> exists.test(each.node())));
  }
}
