package io.signalbox.engine.refresh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How lists of many providers call them, from `provider-names.txt`. `scripts/catalog.py` reads the
/// same file. Immutable.
///
/// @param liteLlm a provider's name in LiteLLM's map → ours, and what its keys begin with there
/// @param modelsDev a provider's id at models.dev → ours
record ProviderNames(Map<String, Ours> liteLlm, Map<String, String> modelsDev) {
  private static final String FILE = "provider-names.txt";
  private static final String NOTHING = "-";

  /// A provider's id, and what is to be taken away from a model's name before it.
  record Ours(String id, String prefix) {}

  /// The names that come with Signalbox.
  static ProviderNames shipped() {
    return Once.NAMES;
  }

  /// @throws IllegalArgumentException if a line is wrong, which a test rules out
  private static ProviderNames read(String text) {
    var liteLlm = new HashMap<String, Ours>();
    var modelsDev = new HashMap<String, String>();
    for (List<String> row : rows(text)) {
      String prefix = said(row.get(2)).orElse("");
      said(row.get(1)).stream()
          .flatMap(all -> List.of(all.split(",", -1)).stream())
          .forEach(name -> liteLlm.put(name, new Ours(row.getFirst(), prefix)));
      said(row.get(3)).ifPresent(name -> modelsDev.put(name, row.getFirst()));
    }
    return new ProviderNames(Map.copyOf(liteLlm), Map.copyOf(modelsDev));
  }

  private static List<List<String>> rows(String text) {
    var rows = new ArrayList<List<String>>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> rows.add(List.of(line.strip().split(" +"))));
    if (rows.stream().anyMatch(row -> row.size() != 4)) {
      throw new IllegalArgumentException("A line of " + FILE + " has not four words.");
    }
    return rows;
  }

  private static Optional<String> said(String word) {
    return word.equals(NOTHING) ? Optional.empty() : Optional.of(word);
  }

  private static ProviderNames load() {
    try (InputStream in = ProviderNames.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("There is no " + FILE + " in the program.");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Once {
    private static final ProviderNames NAMES = load();
  }
}
