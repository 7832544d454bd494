package io.signalbox.engine.refresh;

import io.signalbox.engine.catalog.ModelCard;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// How a list differs from what is known of its providers' models. Immutable.
///
/// @param source where the list stands
/// @param changes in the order of the list
/// @param same how many models are as they were known
public record CatalogDiff(String source, List<CatalogChange> changes, int same) {
  public CatalogDiff {
    changes = List.copyOf(changes);
  }

  public List<CatalogChange.Added> added() {
    return of(CatalogChange.Added.class).toList();
  }

  public List<CatalogChange.Changed> changed() {
    return of(CatalogChange.Changed.class).toList();
  }

  public List<CatalogChange.HeldBack> heldBack() {
    return of(CatalogChange.HeldBack.class).toList();
  }

  /// The cards to keep: all but those that are held back.
  ///
  /// @param accepted the ids of changes that are taken although they were held back
  public List<ModelCard> cards(Set<String> accepted) {
    return changes.stream()
        .filter(each -> !(each instanceof CatalogChange.HeldBack) || accepted.contains(each.id()))
        .map(CatalogChange::card)
        .toList();
  }

  private <T extends CatalogChange> Stream<T> of(Class<T> kind) {
    return changes.stream().filter(kind::isInstance).map(kind::cast);
  }
}
