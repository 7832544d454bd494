package io.signalbox.app.keys;

import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.importing.GraphImport.FoundKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Asks whether keys that stand in an imported file go into the vault. Their values are never
/// shown; they are kept in memory until the question is answered. A key that is kept already stays.
/// For the UI thread.
public final class ImportedKeys {
  private final Engine engine;
  private final Background background;
  private final Notices notices;
  private final ProviderAccess machine;
  private final ReadOnlyObjectWrapper<Optional<KeyOffer>> offer =
      new ReadOnlyObjectWrapper<>(this, "offer", Optional.empty());

  public ImportedKeys(
      Engine engine, Background background, Notices notices, ProviderAccess machine) {
    this.engine = engine;
    this.background = background;
    this.notices = notices;
    this.machine = machine;
  }

  /// The question.
  ///
  /// @param file whose keys they are
  public record KeyOffer(String file, List<FoundKey> keys) {
    public KeyOffer {
      keys = List.copyOf(keys);
    }

    /// The names under which they would be kept.
    public String names() {
      return keys.stream().map(FoundKey::name).collect(Collectors.joining(", "));
    }
  }

  /// The question that is open.
  public ReadOnlyObjectProperty<Optional<KeyOffer>> offerProperty() {
    return offer.getReadOnlyProperty();
  }

  /// Asks about the keys of a file, if it has some; a question about another one is then declined.
  public void offer(String file, List<FoundKey> keys) {
    if (!keys.isEmpty()) {
      offer.set(Optional.of(new KeyOffer(file, keys)));
    }
  }

  /// Forgets the keys.
  public void decline() {
    offer.set(Optional.empty());
  }

  /// Keeps the keys in the vault.
  public void keep() {
    Optional<KeyOffer> asked = offer.get();
    offer.set(Optional.empty());
    asked.ifPresent(each ->
        background.run(
            () -> kept(each),
            this::tell,
            trouble ->
                notices.tell(
                    Notice.trouble("The keys could not be kept: " + Wording.why(trouble) + "."))));
  }

  /// What became of the keys.
  private record Kept(List<String> now, List<String> before, List<Problem> troubles) {}

  private Kept kept(KeyOffer asked) {
    List<String> there = engine.keptKeys();
    var kept = new Kept(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (FoundKey each : asked.keys()) {
      if (there.contains(each.name())) {
        kept.before().add(each.name());
      } else {
        engine
            .keepKey(each.name(), each.key())
            .ifPresentOrElse(kept.troubles()::add, () -> kept.now().add(each.name()));
      }
    }
    return kept;
  }

  private void tell(Kept kept) {
    machine.readKeys();
    if (!kept.troubles().isEmpty()) {
      notices.tell(Notice.trouble(kept.troubles().getFirst().message()));
      return;
    }
    String now = kept.now().isEmpty() ? "" : "Kept in the vault: " + names(kept.now()) + ". ";
    String before =
        kept.before().isEmpty()
            ? ""
            : "There is a key of this name already, which stays: " + names(kept.before()) + ". ";
    notices.tell(Notice.said((now + before + "The file still holds what it held.").strip()));
  }

  private static String names(List<String> names) {
    return String.join(", ", names);
  }
}
