package io.signalbox.engine.refresh;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.list.CardReader;
import io.signalbox.engine.catalog.list.CardWriter;
import io.signalbox.engine.home.SafeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// What the user took from lists, in `models.json` of the home, with the last states before it
/// (`models.json.1` is the latest) and the state that was undone last. For one writer at a time.
///
/// @param home need not exist
public record KeptModels(Path home) {
  /// The file's name in a home.
  public static final String FILE = "models.json";

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
    var all = new LinkedHashMap<String, ModelCard>();
    cards().forEach(card -> all.put(card.provider() + "/" + card.model(), card));
    more.forEach(card -> all.put(card.provider() + "/" + card.model(), card));
    Files.createDirectories(home);
    String text = CardWriter.text(all.values());
    shiftBack();
    SafeFile.write(home.resolve(FILE), text.getBytes(StandardCharsets.UTF_8));
  }

  /// Has back the state before the last one; that one is kept as `models.json.undone`.
  ///
  /// @return whether anything had been taken
  boolean undo() throws IOException {
    if (!Files.isRegularFile(home.resolve(FILE))) {
      return false;
    }
    move(home.resolve(FILE), home.resolve(FILE + ".undone"));
    for (int state = 1; Files.isRegularFile(state(state)); state++) {
      move(state(state), state(state - 1));
    }
    return true;
  }

  private void shiftBack() throws IOException {
    for (int state = MOST_STATES; state > 0; state--) {
      if (Files.isRegularFile(state(state - 1))) {
        move(state(state - 1), state(state));
      }
    }
  }

  /// The file itself, or a state before it.
  private Path state(int back) {
    return home.resolve(back == 0 ? FILE : FILE + "." + back);
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
