package io.signalbox.engine.refresh;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.list.CardReader;
import io.signalbox.engine.catalog.list.CardWriter;
import io.signalbox.engine.home.HomeLock;
import io.signalbox.engine.home.SafeFile;
import io.signalbox.engine.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// What the user took from lists, in `models.json` of the home, with the last states before it
/// (`models.json.1` is the latest) and the state that was undone last. Those who write wait for
/// each other, in other processes too.
///
/// @param home need not exist
public record KeptModels(Path home) {
  /// The file's name in a home.
  public static final String FILE = "models.json";

  private static final String LOCK = "lock";
  private static final int MOST_STATES = 5;
  private static final long MOST_BYTES = 32 << 20;

  /// The cards that were taken; none if nothing was.
  ///
  /// @throws IllegalArgumentException if the file cannot be read or is none of ours; the message
  ///   says what to do
  public List<ModelCard> cards() {
    Path file = home.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(file + " is larger than 32 MiB; move it away.");
      }
      return CardReader.cards(Files.readString(file));
    } catch (IOException | IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "Models that were refreshed are not used: "
              + file
              + " cannot be read ("
              + wrong.getMessage()
              + "). Run `signalbox models refresh --undo` or move it away.",
          wrong);
    }
  }

  /// The cards of a provider that were taken.
  ///
  /// @throws IllegalArgumentException as [#cards] does
  public List<ModelCard> of(String provider) {
    return cards().stream().filter(card -> card.provider().equals(provider)).toList();
  }

  /// Keeps more cards; of two for one model the new one. The state before can be had back.
  void take(Collection<ModelCard> more) throws IOException {
    OwnerOnly.directory(home);
    try (var _ = HomeLock.take(home.resolve(LOCK))) {
      var all = new LinkedHashMap<String, ModelCard>();
      cards().forEach(card -> all.put(card.provider() + "/" + card.model(), card));
      more.forEach(card -> all.put(card.provider() + "/" + card.model(), card));
      byte[] text = CardWriter.text(all.values()).getBytes(StandardCharsets.UTF_8);
      if (text.length > MOST_BYTES) {
        throw new IOException(state(0) + " would be larger than 32 MiB");
      }
      replace(text);
    }
  }

  /// Earlier states move only when the new one is on the disk.
  private void replace(byte[] text) throws IOException {
    Path before = home.resolve(FILE + ".before");
    boolean had = Files.isRegularFile(state(0));
    if (had) {
      copy(state(0), before);
    }
    SafeFile.write(state(0), text);
    if (had) {
      shiftBack();
      move(before, state(1));
    }
  }

  /// Has back the state before the last one; that one is kept as `models.json.undone`.
  ///
  /// @return whether anything had been taken
  boolean undo() throws IOException {
    if (!Files.isDirectory(home)) {
      return false;
    }
    try (var _ = HomeLock.take(home.resolve(LOCK))) {
      if (!Files.isRegularFile(state(0))) {
        return false;
      }
      copy(state(0), home.resolve(FILE + ".undone"));
      if (!Files.isRegularFile(state(1))) {
        Files.delete(state(0));
      }
      for (int state = 1; Files.isRegularFile(state(state)); state++) {
        move(state(state), state(state - 1));
      }
      return true;
    }
  }

  private void shiftBack() throws IOException {
    for (int state = MOST_STATES; state > 1; state--) {
      if (Files.isRegularFile(state(state - 1))) {
        move(state(state - 1), state(state));
      }
    }
  }

  /// The file itself, or a state before it.
  private Path state(int back) {
    return home.resolve(back == 0 ? FILE : FILE + "." + back);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
