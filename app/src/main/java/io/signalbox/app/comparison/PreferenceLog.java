package io.signalbox.app.comparison;

import io.signalbox.app.state.PersistedState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Which answers were preferred to which, from one start to the next. It knows prompts only by
/// their hash. For the UI thread.
public final class PreferenceLog {
  private static final String NAME = "compare.preferences";
  private static final String GAP = "\t";
  private static final int MOST = 1000;

  private final PersistedState memory;

  public PreferenceLog(PersistedState memory) {
    this.memory = memory;
  }

  /// Remembers who won.
  void add(Instant at, String prompt, String winner, List<String> losers) {
    var all = new ArrayList<>(memory.state().list(NAME));
    all.add(at + GAP + hash(prompt) + GAP + winner + GAP + String.join(GAP, losers));
    memory.put(NAME, all.subList(Math.max(0, all.size() - MOST), all.size()));
  }

  /// Forgets what was remembered last: somebody thought better of it.
  void dropLast() {
    List<String> all = memory.state().list(NAME);
    memory.put(NAME, all.subList(0, Math.max(0, all.size() - 1)));
  }

  /// How often somebody was preferred, of how many times that somebody was.
  Tally of(String id) {
    int won = 0;
    int all = 0;
    for (String line : memory.state().list(NAME)) {
      List<String> parts = List.of(line.split(GAP, -1));
      if (parts.size() > 3 && parts.subList(2, parts.size()).contains(id)) {
        all++;
        won += parts.get(2).equals(id) ? 1 : 0;
      }
    }
    return new Tally(won, all);
  }

  /// @param all how many times there was something to prefer
  record Tally(int won, int all) {}

  private static String hash(String prompt) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = digest.digest(prompt.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 8);
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }
}
